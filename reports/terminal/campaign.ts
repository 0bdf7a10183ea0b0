import type { CampaignResult, Finding } from '../../model/index.ts';
import { addTraces, formatFindingKey } from '../../model/index.ts';
import { objectToManifest } from '../../admission/index.ts';
import { stringify } from 'yaml';
import { explanation } from './explanation.ts';
import type { Style } from './style.ts';
import { PLAIN } from './style.ts';
import { counted, duration, grouped, table } from './table.ts';
import { traceLines } from './trace.ts';

/** What a campaign came to, for a terminal: a table of what was compared, then every finding. */
export function campaignSummary(result: CampaignResult, style: Style = PLAIN): string[] {
  const { tallies, findings, corpus, cases, timing, seed } = result;
  const lines = [
    '',
    ...table(
      [
        { title: 'engine' },
        { title: 'property' },
        { title: 'cases', align: 'right' },
        { title: 'verdicts', align: 'right' },
        { title: 'skipped', align: 'right' },
        { title: 'findings', align: 'right' },
      ],
      tallies.map((tally) => [
        tally.engine,
        tally.property,
        grouped(tally.cases),
        grouped(tally.cells),
        grouped(sum(Object.values(tally.skipped))),
        tally.findings === 0
          ? { text: '0', paint: style.dim }
          : { text: grouped(tally.findings), paint: style.bad },
      ]),
      style.dim,
    ),
    ...skippedLines(result, style),
    '',
    ...findings.flatMap((finding, index) => [...findingLines(finding, index, result, style), '']),
    `corpus: ${counted(corpus.files, 'scenario')}, ${counted(corpus.expectations, 'expectation')}, ` +
      `${failures(corpus.failures, style)}`,
    `cases:  ${grouped(cases)} from seed ${seed} in ${duration(timing.elapsedMs)} ` +
      style.dim(`(${grouped(timing.casesPerSecond)} cases/s, ${grouped(timing.cellsPerSecond)} verdicts/s)`),
    ...traceLine(result, style),
    ...exhaustiveLines(result),
    ...canaryLines(result, style),
    ...caveats(result).map((line) => style.accent(line)),
    conclusion(result, style),
  ];
  return lines;
}

/** What two runs have in common that simulated the same, event by event. */
function traceLine({ tallies }: CampaignResult, style: Style): string[] {
  const trace = tallies.map((tally) => tally.trace).reduce(addTraces, undefined);
  return trace === undefined ? [] : [`trace:  ${trace} ${style.dim('(a hash of all that was simulated)')}`];
}

/** How much of all small clusters was walked. */
function exhaustiveLines({ exhaustive }: CampaignResult): string[] {
  if (exhaustive === undefined) return [];
  const { done, total, complete } = exhaustive;
  const howFar =
    complete === undefined || done === total
      ? ''
      : `, among them all up to ${counted(complete.policies, 'policy', 'policies')} and ${counted(complete.parts, 'part')}`;
  return [`small:  ${grouped(done)} of all ${grouped(total)} clusters of two pods${howFar}`];
}

/** Why this may be less than it looks. */
function caveats({ ended, shards, notes }: CampaignResult): string[] {
  return [
    ...notes.map((text) => `note:   ${text}`),
    ...(shards === undefined ? [] : [`part:   ${shards.present.join(', ')} of ${shards.of} shards`]),
    ...(ended === 'interrupted' ? ['interrupted: the numbers are those up to then'] : []),
    ...(ended === 'unfinished' ? ['unfinished: the numbers are the last that were saved'] : []),
  ];
}

/** Engines that fail by design: what it says if one of them was not noticed. */
function canaryLines({ canaries = [] }: CampaignResult, style: Style): string[] {
  if (canaries.length === 0) return [];
  const escaped = canaries.filter(({ caught }) => !caught).map(({ engine }) => engine);
  if (escaped.length === 0) return [`canary: all ${canaries.length} caught`];
  return [`canary: ${style.bad(`not caught: ${escaped.join(', ')}; the run is void`)}`];
}

function failures(count: number, style: Style): string {
  return count === 0 ? 'all held' : style.bad(counted(count, 'failure'));
}

function conclusion({ findings, occurrences }: CampaignResult, style: Style): string {
  if (findings.length === 0) return style.good('no findings');
  return style.bad(
    `${counted(findings.length, 'distinct finding')}, met ${counted(sum(Object.values(occurrences)), 'time')}`,
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** What was not compared and why: a pass says nothing about it. */
function skippedLines({ tallies }: CampaignResult, style: Style): string[] {
  const reasons = new Map<string, number>();
  for (const { skipped } of tallies) {
    for (const [reason, count] of Object.entries(skipped)) {
      reasons.set(reason, (reasons.get(reason) ?? 0) + count);
    }
  }
  if (reasons.size === 0) return [];
  const parts = [...reasons].map(([reason, count]) => `${reason} ${grouped(count)}`);
  return [style.dim(`skipped: ${parts.join(', ')}`)];
}

/** One finding: what happened, the policies and pods that show it, why it is wrong, and how to see it again. */
export function findingLines(
  finding: Finding,
  index: number,
  { occurrences }: Pick<CampaignResult, 'occurrences'>,
  style: Style = PLAIN,
): string[] {
  const { key, summary, scenario, flow, verdict, fault, reduction, file, reproduce } = finding;
  const met = occurrences[formatFindingKey(key)] ?? 1;
  return [
    style.bad(`finding ${index + 1}`) + `  ${style.bold(summary)}`,
    `  key     ${formatFindingKey(key)}${met > 1 ? style.dim(`  met ${grouped(met)} times`) : ''}`,
    ...(fault?.log === undefined ? [] : [`  log     ${lastLine(fault.log)}`]),
    ...(flow === undefined || verdict === undefined
      ? []
      : explanation(flow, verdict, style).map((line) => `  ${line}`)),
    ...wayLines(finding, style),
    ...scenario.cluster.policies.flatMap((policy) =>
      stringify(objectToManifest(policy).spec, { flowCollectionPadding: false })
        .trimEnd()
        .split('\n')
        .map((line, at) =>
          style.dim(at === 0 ? `  | # ${policy.namespace}/${policy.name}\n  | ${line}` : `  | ${line}`),
        ),
    ),
    ...(reduction === undefined
      ? []
      : [
          style.dim(
            `  reduced to ${counted(reduction.policies, 'policy', 'policies')} and ${counted(reduction.pods, 'pod')} ` +
              `in ${counted(reduction.evaluations, 'evaluation')}${reduction.complete ? '' : ', not to the end'}` +
              (reduction.indifferent.length === 0
                ? ''
                : `; the same with ${reduction.indifferent.join(', ')}`),
          ),
        ]),
    ...(file === undefined ? [] : [`  saved   ${file}`]),
    `  again   ${style.accent(reproduce)}`,
  ];
}

/** What a simulated plugin did to the packet, and the rule that decided. */
function wayLines({ trace, evidence }: Finding, style: Style): string[] {
  const shown = trace ?? evidence?.trace;
  return shown === undefined ? [] : traceLines(shown, style).map((line) => `  ${line}`);
}

function lastLine(log: string): string {
  return log.trimEnd().split('\n').at(-1) ?? '';
}
