import type { ComparedOption, Comparison, Deviation } from '../../model/index.ts';
import {
  clauseCellText,
  clausesToShow,
  LEGEND,
  optionCellText,
  optionRemark,
  optionsToShow,
} from '../compare/rows.ts';
import { visible } from '../visible.ts';
import type { Style } from './style.ts';
import { PLAIN } from './style.ts';
import type { Cell, Column } from './table.ts';
import { counted, displayWidth, duration, grouped, table } from './table.ts';

/** How a comparison is told. */
export interface ComparisonTextOptions {
  readonly style?: Style;
  /** Columns of the terminal; default: 120. */
  readonly width?: number;
  /** Every clause and option, also those in which no engine differs. */
  readonly all?: boolean;
}

/** Engines side by side for a terminal: who they are, clause by clause, option by option, and what differs. */
export function comparisonText(comparison: Comparison, options: ComparisonTextOptions = {}): string[] {
  const told: Telling = {
    comparison,
    style: options.style ?? PLAIN,
    width: options.width ?? DEFAULT_WIDTH,
    all: options.all ?? false,
  };
  return [
    ...engineLines(told),
    '',
    ...clauseLines(told),
    '',
    ...optionLines(told),
    ...deviationLines(told),
    '',
    ...closingLines(told),
  ];
}

const DEFAULT_WIDTH = 120;

interface Telling extends Required<Omit<ComparisonTextOptions, 'style'>> {
  readonly comparison: Comparison;
  readonly style: Style;
}

/** Engines have a letter, because a dozen names do not fit above a dozen columns. */
function letterOf(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? letter : `${letterOf(Math.floor(index / 26) - 1)}${letter}`;
}

const ENGINE_COLUMNS: readonly Column[] = [
  { title: '' },
  { title: 'engine' },
  { title: 'version' },
  ...['as specified', 'otherwise', 'left open', 'cannot', 'failed', 'cases'].map((title) => ({
    title,
    align: 'right' as const,
  })),
];

function engineLines({ comparison: { engines }, style }: Telling): string[] {
  const rows = engines.map(({ name, version, corpus, generated, gaveUp }, index): Cell[] => {
    const failed = corpus.refused + corpus.crashed;
    return [
      { text: letterOf(index), paint: style.bold },
      name,
      version,
      grouped(corpus.held),
      alarming(corpus.deviated, style),
      grouped(corpus.open),
      grouped(corpus.unsupported),
      alarming(failed, style),
      `${generated.departing === 0 ? '' : `${grouped(generated.departing)} of `}${grouped(generated.cases)}`,
      ...(gaveUp === undefined ? [] : [`given up: ${gaveUp}`]),
    ];
  });
  return table([...ENGINE_COLUMNS, { title: '' }], rows, style.dim);
}

function alarming(count: number, { bad }: Style): Cell {
  return count === 0 ? '0' : { text: grouped(count), paint: bad };
}

function clauseLines({ comparison, style, width, all }: Telling): string[] {
  const rows = clausesToShow(comparison, all).map(({ clause, cells, statement }) => [
    clause,
    ...cells.map((cell): Cell => {
      const text = clauseCellText(cell);
      return cell.standing === 'deviates' || cell.standing === 'fails' ? { text, paint: style.bad } : text;
    }),
    statement,
  ]);
  if (rows.length === 0) return [style.good('no clause that anybody breaks')];
  const columns: Column[] = [
    { title: 'clause' },
    ...comparison.engines.map((_, index) => ({ title: letterOf(index) })),
    { title: '' },
  ];
  const cells = rows.map((row) => row.slice(0, -1));
  const used = Math.max(...table(columns, cells).map(displayWidth));
  const room = Math.max(0, width - used - 2);
  const bounded = rows.map((row) => [...row.slice(0, -1), shortened(row.at(-1) as string, room)]);
  return [...table(columns, bounded, style.dim), '', style.dim(legendLine(rows))];
}

/** Below that a statement says nothing. */
const LEAST_STATEMENT = 24;

function shortened(text: string, room: number): string {
  const plain = text.replaceAll('`', '');
  if (room < LEAST_STATEMENT) return '';
  return displayWidth(plain) <= room
    ? plain
    : `${[...plain]
        .slice(0, room - 1)
        .join('')
        .trimEnd()}…`;
}

/** Only the signs that occur. */
function legendLine(rows: readonly (readonly Cell[])[]): string {
  const text = rows
    .flatMap((row) => row.slice(1, -1))
    .map((cell) => (typeof cell === 'string' ? cell : cell.text))
    .join(' ');
  return LEGEND.filter(([sign]) => text.includes(sign[0]!))
    .map(([sign, meaning]) => `${sign} ${meaning}`)
    .join('; ');
}

/** A line for each value that some engine shows, because values are long and engines are many. */
function optionLines({ comparison, style, all }: Telling): string[] {
  const shown = optionsToShow(comparison, all);
  if (shown.length === 0) return [];
  const rows = shown.flatMap((option) => valueRows(option, all, style));
  return [
    ...table(
      [{ title: 'option' }, { title: 'observed' }, { title: 'engines' }, { title: '' }],
      rows,
      style.dim,
    ),
    '',
  ];
}

function valueRows({ option, cells }: ComparedOption, all: boolean, style: Style): Cell[][] {
  const groups = new Map<string, { letters: string[]; remark: string; isBad: boolean }>();
  for (const [index, cell] of cells.entries()) {
    if (cell.standing === 'not-shown' && !all) continue;
    const remark = optionRemark(cell) ?? '';
    const text = optionCellText(cell);
    const key = `${text}\n${remark}`;
    const group = groups.get(key) ?? {
      letters: [],
      remark,
      isBad: remark !== '' || cell.standing === 'mixed',
    };
    groups.set(key, group);
    group.letters.push(letterOf(index));
  }
  return [...groups].map(([key, { letters, remark, isBad }], index) => {
    const [text = ''] = key.split('\n');
    return [
      index === 0 ? option : '',
      isBad ? { text, paint: style.bad } : text,
      letters.join(' '),
      { text: remark, paint: style.bad },
    ];
  });
}

function deviationLines({ comparison: { deviations }, style }: Telling): string[] {
  return deviations.flatMap((deviation) => [...oneDeviation(deviation, style), '']);
}

function oneDeviation(deviation: Deviation, style: Style): string[] {
  const { number, engine, clause, finding, corpus, cases, expected } = deviation;
  const counts = [
    corpus === 0 ? '' : counted(corpus, 'answer'),
    cases === 0 ? '' : counted(cases, 'generated case'),
    expected ? 'expected' : '',
  ].filter((part) => part !== '');
  const of = clause === 'none' ? '' : ` ${style.bold(clause)}`;
  return [
    `${style.accent(`#${number}`)} ${style.bold(engine)}${of} ${style.dim(counts.join(', '))}`,
    `   ${finding.summary}`,
    ...scenarioLines(deviation).map((line) => `   ${style.dim('│')} ${line}`),
    `   ${style.dim(finding.reproduce)}`,
  ];
}

/** A scenario that could not be cut down further is for its file, not for a terminal. */
const MOST_SCENARIO_LINES = 32;

/** The scenario without the remarks at its head. */
function scenarioLines({ scenario }: Deviation): string[] {
  const lines = visible(scenario).trimEnd().split('\n');
  const start = lines.findIndex((line) => /^(?:profile|simulation|cluster|policies):/.test(line));
  const contents = lines.slice(Math.max(0, start));
  const rest = contents.length - MOST_SCENARIO_LINES;
  return rest <= 0
    ? contents
    : [...contents.slice(0, MOST_SCENARIO_LINES), `… ${counted(rest, 'more line')}`];
}

function closingLines({ comparison, style }: Telling): string[] {
  const { corpus, cases, seed, timing, deviations, ended, notes } = comparison;
  const unexpected = deviations.filter(({ expected }) => !expected).length;
  const known = deviations.length - unexpected;
  const verdict =
    deviations.length === 0
      ? style.good('no deviation')
      : `${unexpected === 0 ? '0 unexpected deviations' : style.bad(counted(unexpected, known > 0 ? 'unexpected deviation' : 'deviation'))}${known > 0 ? `, ${known} expected` : ''}`;
  return [
    ...notes,
    `${verdict}; ${counted(corpus.questions, 'question')} of ${counted(corpus.scenarios, 'scenario')}, ` +
      `${counted(cases, 'generated case')} from seed ${seed}, ${duration(timing.elapsedMs)}${ended === 'interrupted' ? ', interrupted' : ''}`,
  ];
}
