import type { KillMatrix } from '../../model/index.ts';
import { counted, duration } from '../terminal/table.ts';
import { bugsByClass, classTitle } from '../zoo/classes.ts';
import type { Fate } from '../zoo/fates.ts';
import { fatesOf, percentage, sizeText } from '../zoo/fates.ts';
import { needsText } from '../zoo/needs.ts';
import { escapeMarkdown, fenced, inlineCode, markdownTable } from './markdown-text.ts';

/** Which suites find which bugs, as a Markdown document: how it was made, how each suite did, every bug. */
export function killMatrixMarkdown(matrix: KillMatrix): string {
  const { fencepost, generator, timing, ended } = matrix;
  const end = ended === 'interrupted' ? ' It was interrupted: the numbers are those up to then.' : '';
  const lines = [
    '# The zoo: real bugs, and what finds them',
    '',
    ...HOW_TO_READ,
    '',
    ...fenced('sh', matrix.command),
    '',
    `Fencepost ${fencepost}, generator ${inlineCode(generator)}, ${duration(timing.elapsedMs)} on ${counted(timing.workers, 'thread')}.${end}`,
    '',
    '## How the suites did',
    '',
    ...totalsTable(matrix),
    '',
    '## Survivors',
    '',
    ...survivorLines(matrix),
    '',
    '## By class',
    '',
    ...classesTable(matrix),
    '',
    '## Every bug',
    '',
    ...bugSections(matrix),
    '## Known bugs that are not in the zoo',
    '',
    ...unhuntableLines(matrix),
  ];
  return `${lines.join('\n')}\n`;
}

const HOW_TO_READ = [
  'Real bugs of real plugins, each alive in an engine of ours: a function of the specification, of a datapath or of',
  'an agent replaced by one that errs as the plugin did, or a limit where the plugin had one. They are hunted with',
  'generated cases, from seeds that are none of the generators’ business, and with suites that somebody wrote.',
  '',
  'A kill counts only where the plugin without the bug passes the same case, and an engine that fails to answer only',
  'where that is what the bug does. Cases are counted until the first kill, and told is the middle of all seeds. `-` is',
  'a bug that a suite does not see. Made by:',
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

function classesTable(matrix: KillMatrix): string[] {
  const rows = [...bugsByClass(matrix.bugs)].map(([name, bugs]) => {
    const fates = bugs.map((bug) => fatesOf(matrix, bug));
    const found = matrix.suites.map((_, at) => fates.filter((each) => isFound(each[at]!)).length);
    return [`[${classTitle(name)}](#${anchorOf(name)})`, String(bugs.length), ...found.map(String)];
  });
  const suites = matrix.suites.map(({ name }) => inlineCode(name));
  return markdownTable(['class', 'bugs', ...suites], rows);
}

/** By every hunt: from every seed. */
function isFound({ kills, hunts }: Fate): boolean {
  return hunts > 0 && kills === hunts;
}

/** As GitHub makes it of the title. */
function anchorOf(name: string): string {
  return classTitle(name).toLowerCase().replaceAll(' ', '-');
}

function bugSections(matrix: KillMatrix): string[] {
  // Nothing is said of sizes where no case was cut down.
  const isReduced = matrix.bugs.some(({ hunts }) => hunts.some(({ kill }) => kill?.size !== undefined));
  const titles = [
    'bug',
    'plugin',
    'what goes wrong',
    'kind',
    ...matrix.suites.flatMap(({ kind, name }) =>
      kind === 'random'
        ? ['found by', 'cases', ...(isReduced ? ['reduced to'] : [])]
        : [escapeMarkdown(name)],
    ),
  ];
  return [...bugsByClass(matrix.bugs)].flatMap(([name, bugs]) => {
    const rows = bugs.map((bug) => [
      ...[bug.id, bug.plugin, bug.symptom, bug.kind].map(escapeMarkdown),
      ...fatesOf(matrix, bug).flatMap((fate) => cellsOf(fate, isReduced)),
    ]);
    return [`### ${classTitle(name)}`, '', ...markdownTable(titles, rows), ''];
  });
}

function cellsOf({ suite, kill, kills, hunts, medianCases }: Fate, isReduced: boolean): readonly string[] {
  if (suite.kind === 'fixed') {
    if (hunts === 0) return ['not tried'];
    return [kill === undefined ? '-' : escapeMarkdown(kill.scenario ?? 'yes')];
  }
  const seeds = kills === hunts || kills === 0 ? '' : ` (${kills} of ${counted(hunts, 'seed')})`;
  return [
    kill === undefined ? '-' : escapeMarkdown(kill.property),
    String(medianCases ?? '-') + seeds,
    ...(isReduced ? [kill === undefined ? '' : sizeText(kill)] : []),
  ];
}
