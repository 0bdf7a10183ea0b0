import type { HuntedBug, KillMatrix } from '../../model/index.ts';
import type { Fate } from '../zoo/fates.ts';
import { bugsByClass } from '../zoo/classes.ts';
import { fatesOf, percentage, sizeText } from '../zoo/fates.ts';
import { needsText } from '../zoo/needs.ts';
import type { Style } from './style.ts';
import { PLAIN } from './style.ts';
import type { Cell, Column } from './table.ts';
import { counted, duration, grouped, table } from './table.ts';

/** Which suites find which bugs, for a terminal: a row a bug, by class, then how each suite did, then what was missed. */
export function killMatrixText(matrix: KillMatrix, style: Style = PLAIN): string[] {
  return [
    ...bugLines(matrix, style),
    '',
    ...totalLines(matrix, style),
    ...survivorLines(matrix, style),
    ...remarkLines(matrix, style),
  ];
}

function bugLines(matrix: KillMatrix, style: Style): string[] {
  const columns: readonly Column[] = [
    { title: '  bug' },
    { title: 'plugin' },
    { title: 'kind' },
    ...matrix.suites.flatMap(({ kind, name }) => (kind === 'random' ? RANDOM_COLUMNS : [{ title: name }])),
  ];
  const classes = [...bugsByClass(matrix.bugs)];
  const rowOf = (bug: HuntedBug): readonly Cell[] => [
    `  ${bug.id}`,
    bug.plugin,
    bug.kind,
    ...fatesOf(matrix, bug).flatMap((fate) =>
      fate.suite.kind === 'random' ? randomCells(fate, style) : [suiteCell(fate, style)],
    ),
  ];
  // One table for all, so that columns stand below each other; the classes come in between.
  const rows = classes.flatMap(([, bugs]) => bugs.map(rowOf));
  const [titles = '', ...lines] = table(columns, rows, style.dim);
  let next = 0;
  return [
    titles,
    ...classes.flatMap(([name, { length }]) => [style.bold(name), ...lines.slice(next, (next += length))]),
  ];
}

const RANDOM_COLUMNS: readonly Column[] = [
  { title: 'seeds' },
  { title: 'cases', align: 'right' },
  { title: 'time', align: 'right' },
  { title: 'found by' },
  { title: 'reduced to' },
];

function randomCells(fate: Fate, style: Style): readonly Cell[] {
  const { kills, hunts, kill, medianCases, medianMs } = fate;
  const seeds = `${kills}/${hunts}`;
  return [
    kills === hunts ? seeds : { text: seeds, paint: style.bad },
    medianCases === undefined ? '' : grouped(medianCases),
    medianMs === undefined ? '' : duration(medianMs),
    kill?.property ?? '',
    kill === undefined ? '' : sizeText(kill),
  ];
}

function suiteCell({ kill, hunts }: Fate, style: Style): Cell {
  if (kill !== undefined) return kill.scenario ?? 'yes';
  return { text: hunts === 0 ? 'not tried' : '-', paint: style.dim };
}

function totalLines({ bugs, seeds, suites, totals, timing }: KillMatrix, style: Style): string[] {
  const rows = totals.map(({ suite, found, sometimes, implementations, medianCases }, index) => {
    const { kind, scenarios = 0 } = suites[index]!;
    const of = kind === 'random' ? counted(seeds.length, 'seed') : counted(scenarios, 'scenario');
    const share = percentage(found, bugs.length);
    const isAll = found === bugs.length;
    return [
      suite,
      of,
      { text: `${found} of ${counted(bugs.length, 'bug')}`, paint: isAll ? style.good : style.bold },
      share,
      grouped(implementations),
      sometimes === 0 ? '' : `${sometimes} more from some seeds`,
      medianCases === undefined
        ? ''
        : `median ${counted(medianCases, 'case')}, ${duration(timing.medianMs[suite] ?? 0)}`,
    ];
  });
  const columns = ['suite', 'from', 'found', 'share', 'implementations', '', ''].map((title) => ({ title }));
  return table(columns, rows, style.dim);
}

function survivorLines({ survivors, bugs }: KillMatrix, style: Style): string[] {
  if (survivors.length === 0) return ['', style.good('no survivors')];
  const missed = survivors.flatMap((id) => bugs.find((bug) => bug.id === id) ?? []);
  const rows = missed.map((bug) => [bug.id, needsText(bug.needs), bug.symptom]);
  return [
    '',
    style.bad(counted(missed.length, 'survivor')),
    ...table([{ title: 'bug' }, { title: 'needs' }, { title: 'symptom' }], rows, style.dim),
  ];
}

function remarkLines(matrix: KillMatrix, style: Style): string[] {
  const { notes, ended, bugs } = matrix;
  const remarks = [...notes, ...bugs.flatMap((bug) => remarksOn(bug, fatesOf(matrix, bug)))];
  const end = ended === 'interrupted' ? ['interrupted: the numbers are those up to then'] : [];
  const lines = [...end, ...remarks].map((line) => style.accent(line));
  return lines.length === 0 ? [] : ['', ...lines];
}

function remarksOn({ id }: HuntedBug, fates: readonly Fate[]): readonly string[] {
  const alarms = fates.reduce((sum, { falseAlarms }) => sum + falseAlarms, 0);
  return [
    ...(alarms === 0
      ? []
      : [`${id}: ${counted(alarms, 'case')} not counted: the plugin without it fails too`]),
    ...fates.flatMap(({ troubles, suite }) => troubles.map((trouble) => `${id}: ${suite.name}: ${trouble}`)),
  ];
}
