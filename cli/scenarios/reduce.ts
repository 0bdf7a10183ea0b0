import { FencepostError } from '../../model/index.ts';
import type { Engine } from '../../engines/index.ts';
import type { Scenario } from '../../model/index.ts';
import type { Property, Violation } from '../../properties/index.ts';
import { PROPERTIES, scenarioHolds } from '../../properties/index.ts';
import { counted } from '../../reports/index.ts';
import type { ReducedViolation } from '../../runner/index.ts';
import { reduceViolation, writeAtomically } from '../../runner/index.ts';
import { formatScenarioDocument, readScenarioFile } from '../../scenarios/index.ts';
import { closeEngines, openEngines } from '../arguments/choose.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { interruption, note, print } from '../terminal.ts';
import { listOption, textOption } from '../arguments/values.ts';

export const command: Command = {
  usage: 'FILE --engine E [--output FILE]',
  about: [
    'Cuts a scenario down to the smallest one with the same finding: policies, rules, peers, pods go, values get',
    'simpler, until nothing can be deleted. Works on generated and hand-written files alike. Prints the result, or',
    'writes it to --output. Exit 1 if the finding does not reproduce.',
  ].join('\n'),
  positionals: true,
  options: {
    engine: { type: 'string', multiple: true, value: 'E', help: 'the engine that shows the finding' },
    output: {
      type: 'string',
      short: 'o',
      value: 'FILE',
      help: 'write the scenario here instead of printing it',
    },
  },
  async run(parsed) {
    const [file, ...others] = parsed.positionals;
    const names = listOption(parsed, 'engine');
    if (file === undefined || others.length > 0 || names.length !== 1) {
      throw new FencepostError('usage', 'reduce takes one scenario file and one --engine');
    }
    const scenario = readScenarioFile(file);
    const engines = await openEngines(names);
    const stop = interruption();
    try {
      const reduced = await reducedText(scenario, engines[0]!, () => stop.signal.aborted);
      if (reduced === undefined) {
        note(`fencepost: ${names[0]} shows no departure on ${file}`);
        return EXIT.found;
      }
      const { text, violation, summary } = reduced;
      const output = textOption(parsed, 'output');
      if (output === undefined) print(text);
      else writeAtomically(output, text);
      note(
        `${violation.summary}\nreduced to ${counted(summary.policies, 'policy', 'policies')} and ` +
          `${counted(summary.pods, 'pod')} in ${counted(summary.evaluations, 'evaluation')}`,
      );
      return EXIT.ok;
    } finally {
      stop.release();
      await closeEngines(engines);
    }
  },
};

/** A scenario cut down to what an engine shows on it, as a file; `undefined` where it shows no departure. */
export async function reducedText(
  scenario: Scenario,
  engine: Engine,
  stop: () => boolean = () => false,
): Promise<(Pick<ReducedViolation, 'violation' | 'summary'> & { readonly text: string }) | undefined> {
  const found = await findViolation(scenario, engine);
  if (found === undefined) return undefined;
  const reduced = await reduceViolation(found.property, engine, found.violation, { stop });
  const { violation, document, summary } = reduced;
  const text = formatScenarioDocument({ ...violation.scenario, title: violation.summary }, document);
  return { text, violation, summary };
}

/** The departure to hold: of the property that the file names, else the first that any property shows. */
async function findViolation(
  scenario: Scenario,
  engine: Engine,
): Promise<{ property: Property; violation: Violation } | undefined> {
  const named = PROPERTIES.filter(({ name }) => name === scenario.provenance?.property);
  const rest = PROPERTIES.filter(({ name }) => name !== scenario.provenance?.property);
  const candidates = [...named, ...rest].filter((property) => property.appliesTo(engine));
  for (const property of [...candidates, scenarioHolds]) {
    const { violation } = await property.check(scenario, engine);
    if (violation !== undefined) return { property, violation };
  }
  return undefined;
}
