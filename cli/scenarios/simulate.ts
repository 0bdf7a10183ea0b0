import type { Flow } from '../../model/index.ts';
import { FencepostError } from '../../model/index.ts';
import { timelineLines, traceLines } from '../../reports/index.ts';
import type { SimulationReport } from '../../runner/index.ts';
import { simulateScenario } from '../../runner/index.ts';
import { readScenarioFile } from '../../scenarios/index.ts';
import { closeEngines, openEngines } from '../arguments/choose.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { FLOW_OPTIONS, flowOption } from '../arguments/flow-option.ts';
import { outStyle, print } from '../terminal.ts';
import { choiceOption, textOption } from '../arguments/values.ts';

export const command: Command = {
  usage: 'FILE [--engine sim:PRESET] [--from END --to END --port N] [--rules] [-o text|json]',
  about: [
    'Lives through a scenario on a simulated plugin: what the API server stores, what each node sees, which rules it',
    'changes and when, and what becomes of the packets. With --from and --to one flow is followed from moment to moment,',
    'and traced at the end. END is namespace/pod, node/NAME or an address.',
  ].join('\n'),
  positionals: true,
  options: {
    engine: {
      type: 'string',
      value: 'E',
      help: 'sim, sim:DATAPATH, sim:PRESET or a bug of the zoo (default: sim)',
    },
    ...FLOW_OPTIONS,
    rules: { type: 'boolean', help: 'print the rules of every node at the end' },
    output: { type: 'string', short: 'o', value: 'FORMAT', help: 'text or json (default: text)' },
  },
  async run(parsed) {
    const asJson = choiceOption(parsed, 'output', ['text', 'json'], 'text') === 'json';
    const [file, ...more] = parsed.positionals;
    if (file === undefined || more.length > 0) {
      throw new FencepostError('usage', 'simulate takes one scenario file');
    }
    const scenario = readScenarioFile(file);
    const flow: Flow | undefined = flowOption(parsed, scenario.cluster, 'simulate');
    const engines = await openEngines([textOption(parsed, 'engine') ?? 'sim']);
    try {
      const report = simulateScenario(scenario, engines[0]!, flow === undefined ? {} : { flow });
      if (asJson) print(`${JSON.stringify({ schema: 'fencepost-simulation/1', ...report }, null, 2)}\n`);
      else printReport(scenario.title ?? scenario.name, report, parsed.values['rules'] === true);
    } finally {
      await closeEngines(engines);
    }
    return EXIT.ok;
  },
};

function printReport(title: string, report: SimulationReport, withRules: boolean): void {
  const style = outStyle();
  print([
    `${style.bold(title)}  ${report.engine}`,
    '',
    ...timelineLines(report.timeline, style, report.chapters),
  ]);
  for (const { at, what, trace } of report.packets) {
    print(['', style.dim(`at ${at} ms, ${what}`), ...traceLines(trace, style)]);
  }
  if (!withRules) return;
  for (const { node, tables } of report.rules) {
    print(['', style.bold(`rules of ${node}`)]);
    for (const { title: name, lines } of tables) {
      print([`  ${style.accent(name)}`, ...lines.map((line) => `    ${line}`)]);
    }
  }
}
