import type { KillMatrix } from '../../model/index.ts';
import { counted, duration } from '../terminal/table.ts';
import type { Fate } from '../zoo/fates.ts';
import { fatesOf, percentage, sizeText } from '../zoo/fates.ts';
import { needsText } from '../zoo/needs.ts';
import { escapeMarkdown, fenced, inlineCode, markdownTable } from './markdown-text.ts';

/** Which suites find which bugs, as a Markdown document: how it was made, how each suite did, every bug. */
export function killMatrixMarkdown(matrix: KillMatrix): string {
  const { fencepost, generator, timing } = matrix;
  const lines = [
    '# The kill matrix',
    '',
    ...HOW_TO_READ,
    '',
    ...fenced('sh', matrix.command),
    '',
    `Fencepost ${fencepost}, generator ${inlineCode(generator)}, ${duration(timing.elapsedMs)} on ${counted(timing.workers, 'thread')}.`,
    '',
    '## How the suites did',
    '',
    ...totalsTable(matrix),
    '',
    '## Survivors',
    '',
    ...survivorLines(matrix),
    '',
    '## Every bug',
    '',
    ...bugsTable(matrix),
    '',
    '## Known bugs that are not in the zoo',
    '',
    ...unhuntableLines(matrix),
  ];
  return `${lines.join('\n')}\n`;
}

const HOW_TO_READ = [
  'Real bugs of real plugins, each alive in an engine of ours: a function of the specification, of a datapath or of',
  'an agent replaced by one that errs as the plugin did, or a limit where the plugin had one. Hunted with generated',
  'cases from several seeds, and with suites that somebody wrote. A kill counts only where the plugin without the bug',
  'passes the same case, and an engine that fails to answer only where that is what the bug does. Cases are counted',
  'until the first kill, the middle of all seeds; the size is that of the case cut down. `-` is a bug that a suite',
  'does not see. Made by:',
];

function totalsTable({ bugs, suites, seeds, totals, timing }: KillMatrix): string[] {
  const rows = totals.map(({ suite, found, implementations, medianCases }, index) => {
    const { kind, scenarios = 0 } = suites[index]!;
    const isRandom = kind === 'random';
    return [
      inlineCode(suite),
      isRandom ? `generated, ${counted(seeds.length, 'seed')}` : counted(scenarios, 'scenario'),
      `${found} of ${bugs.length}`,
      percentage(found, bugs.length),
      String(implementations),
      isRandom ? String(medianCases ?? '-') : '',
      isRandom ? duration(timing.medianMs[suite] ?? 0) : '',
    ];
  });
  const titles = ['suite', 'cases', 'bugs found', 'share', 'implementations', 'median cases', 'median time'];
  return markdownTable(titles, rows);
}

function survivorLines({ survivors, bugs }: KillMatrix): string[] {
  if (survivors.length === 0) return ['None.'];
  const rows = bugs
    .filter(({ id }) => survivors.includes(id))
    .map(({ id, symptom, needs }) => [
      escapeMarkdown(id),
      escapeMarkdown(needsText(needs)),
      escapeMarkdown(symptom),
    ]);
  return markdownTable(['bug', 'needs', 'symptom'], rows);
}

function unhuntableLines({ unhuntable }: KillMatrix): string[] {
  if (unhuntable.length === 0) return ['None.'];
  const rows = unhuntable.map((bug) => [bug.id, bug.symptom, bug.reason].map(escapeMarkdown));
  return markdownTable(['bug', 'symptom', 'why'], rows);
}

function bugsTable(matrix: KillMatrix): string[] {
  const titles = [
    'bug',
    'plugin',
    'class',
    'kind',
    ...matrix.suites.flatMap(({ kind, name }) =>
      kind === 'random' ? ['found by', 'seeds', 'cases', 'reduced to'] : [escapeMarkdown(name)],
    ),
  ];
  const rows = matrix.bugs.map((bug) => [
    ...[bug.id, bug.plugin, bug.class, bug.kind].map(escapeMarkdown),
    ...fatesOf(matrix, bug).flatMap(cellsOf),
  ]);
  return markdownTable(titles, rows);
}

function cellsOf({ suite, kill, kills, hunts, medianCases }: Fate): readonly string[] {
  if (suite.kind === 'fixed') return [kill === undefined ? '-' : escapeMarkdown(kill.scenario ?? 'yes')];
  const property = kill === undefined ? '-' : escapeMarkdown(kill.property);
  return [
    property,
    `${kills}/${hunts}`,
    String(medianCases ?? '-'),
    kill === undefined ? '' : sizeText(kill),
  ];
}
