import type { Comparison, Deviation, OptionCell } from '../../model/index.ts';
import { clauseOf } from '../../spec/index.ts';
import {
  clauseCellText,
  clausesToShow,
  evidenceLines,
  LEGEND,
  optionCellText,
  optionRemark,
  optionsToShow,
} from '../compare/rows.ts';
import { reasonLines } from '../terminal/explanation.ts';
import { counted, grouped } from '../terminal/table.ts';
import { escapeMarkdown, fenced, folded, inlineCode, markdownTable } from './markdown-text.ts';
import { matrixTable } from './matrix-table.ts';

/** Engines side by side as a Markdown document: who they are, the tables, and every deviation with its scenario. */
export function comparisonMarkdown(
  comparison: Comparison,
  { all = false }: { readonly all?: boolean } = {},
): string {
  const { engines, corpus, cases, seed, fencepost } = comparison;
  const lines = [
    '# Engines compared',
    '',
    `${counted(engines.length, 'engine')}, ${counted(corpus.questions, 'question')} of ` +
      `${counted(corpus.scenarios, 'scenario')}, ${counted(cases, 'generated case')} from seed ${seed}, ` +
      `Fencepost ${escapeMarkdown(fencepost)}.`,
    '',
    ...engineTable(comparison),
    '',
    '## Clauses',
    '',
    ...clauseTable(comparison, all),
    '',
    ...optionSection(comparison, all),
    ...deviationSection(comparison),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function engineTable({ engines }: Comparison): string[] {
  const titles = ['engine', 'version', 'as specified', 'otherwise', 'left open', 'cannot', 'failed', 'cases'];
  const rows = engines.map(({ name, version, corpus, generated, gaveUp }) => [
    inlineCode(name) + (gaveUp === undefined ? '' : `, given up: ${escapeMarkdown(gaveUp)}`),
    escapeMarkdown(version),
    ...[corpus.held, corpus.deviated, corpus.open, corpus.unsupported].map(grouped),
    grouped(corpus.refused + corpus.crashed),
    `${generated.departing === 0 ? '' : `${grouped(generated.departing)} of `}${grouped(generated.cases)}`,
  ]);
  return markdownTable(titles, rows);
}

function clauseTable(comparison: Comparison, all: boolean): string[] {
  const shown = clausesToShow(comparison, all);
  if (shown.length === 0) return ['No engine breaks a clause.'];
  const titles = ['clause', ...comparison.engines.map(({ name }) => escapeMarkdown(name))];
  const rows = shown.map(({ clause, cells }) => [
    clause,
    ...cells.map((cell) => linked(clauseCellText(cell), cell.deviation)),
  ]);
  return [
    ...markdownTable(titles, rows),
    '',
    ...LEGEND.map(([sign, meaning]) => `- ${sign.replace('~', String.raw`\~`)}: ${meaning}`),
  ];
}

/** A cell whose number leads to its deviation. */
function linked(text: string, deviation: number | undefined): string {
  const escaped = text === '~' ? String.raw`\~` : text;
  return deviation === undefined
    ? escaped
    : escaped.replace(`#${deviation}`, `[#${deviation}](#deviation-${deviation})`);
}

function optionSection(comparison: Comparison, all: boolean): string[] {
  const shown = optionsToShow(comparison, all);
  if (shown.length === 0) return [];
  const titles = ['option', ...comparison.engines.map(({ name }) => escapeMarkdown(name))];
  const rows = shown.map(({ option, cells }) => [option, ...cells.map((cell) => optionCell(cell))]);
  return [
    '## What the API leaves open, as observed',
    '',
    'No engine was told an answer. In brackets: how many of its answers tell values apart.',
    '',
    ...markdownTable(titles, rows),
    '',
    ...folded(
      'Answers that show it',
      shown.flatMap((option) =>
        evidenceLines(option, comparison).flatMap(({ text, engine, flow, action, file, scenario }) => [
          `**${option.option}** ${escapeMarkdown(text)}: ${escapeMarkdown(engine)} gives ${inlineCode(flow)} **${action}** in ${inlineCode(file)}`,
          '',
          ...(scenario === undefined ? [] : [...fenced('yaml', scenario), '']),
        ]),
      ),
    ),
    '',
  ];
}

function optionCell(cell: OptionCell): string {
  if (cell.standing === 'not-shown') return '';
  const remark = optionRemark(cell);
  const text = escapeMarkdown(optionCellText(cell));
  return `${remark === undefined && cell.standing === 'shown' ? text : `**${text}**`} (${cell.answers})${remark === undefined ? '' : `, ${escapeMarkdown(remark)}`}`;
}

function deviationSection({ deviations }: Comparison): string[] {
  if (deviations.length === 0) return ['## Deviations', '', 'None.'];
  return ['## Deviations', '', ...deviations.flatMap((deviation) => oneDeviation(deviation))];
}

function oneDeviation({ number, engine, clause, finding, scenario, ...rest }: Deviation): string[] {
  const { summary, verdict, evidence, fault, reproduce, key } = finding;
  const statement = clause === 'none' ? undefined : clauseOf(clause)?.statement;
  const of = clause === 'none' ? '' : `, ${clause}`;
  return [
    `<a id="deviation-${number}"></a>`,
    '',
    `### ${number}. ${escapeMarkdown(engine)}${of}`,
    '',
    `${escapeMarkdown(summary)}.`,
    '',
    `${counted(rest.corpus, 'answer')} to the corpus and ${counted(rest.cases, 'generated case')}${rest.expected ? ', expected' : ''}; ` +
      `expected **${escapeMarkdown(key.expected)}**, observed **${escapeMarkdown(key.observed)}**.`,
    '',
    ...(statement === undefined ? [] : [`> **${clause}** ${escapeMarkdown(statement)}`, '']),
    ...(fault?.log === undefined ? [] : [...fenced('text', tailOf(fault.log)), '']),
    ...(verdict === undefined
      ? []
      : [...reasonLines(verdict.reasons).map((line) => `- ${escapeMarkdown(line.trim())}`), '']),
    ...folded('The scenario', [
      ...(evidence?.matrix === undefined ? [] : [...matrixTable(evidence.matrix), '']),
      ...fenced('yaml', scenario),
    ]),
    '',
    ...fenced('sh', reproduce),
    '',
    `<sub>${rest.keys.map((each) => inlineCode(each)).join(' ')}</sub>`,
    '',
  ];
}

const MOST_LOG_LINES = 30;

function tailOf(log: string): string {
  return log.trimEnd().split('\n').slice(-MOST_LOG_LINES).join('\n');
}
