import type { VerdictMatrix } from '../../model/index.ts';
import { matrixCell } from '../../model/index.ts';
import { escapeMarkdown, inlineCode, markdownTable } from './markdown-text.ts';

/** More columns than this do not fit an issue: the differing pairs are listed instead. */
const MOST_COLUMNS = 10;

/** Who reaches whom, differing pairs in bold with what is expected and what was observed. */
export function matrixTable(matrix: VerdictMatrix): string[] {
  const { ends, title } = matrix;
  const differing = ends.flatMap((source, row) =>
    ends.flatMap((destination, column) => {
      const cell = matrixCell(matrix, row, column);
      return cell?.differs === true
        ? [[inlineCode(source.label), inlineCode(destination.label), cell.expected, `**${cell.observed}**`]]
        : [];
    }),
  );
  const head = `Who reaches whom on ${escapeMarkdown(title)}, sources down: ${differing.length} of the pairs ${differing.length === 1 ? 'differs' : 'differ'}.`;
  if (ends.length > MOST_COLUMNS) {
    return [
      head,
      '',
      ...markdownTable(['source', 'destination', 'expected', 'observed'], differing.slice(0, 50)),
    ];
  }
  const rows = ends.map((source, row) => [
    inlineCode(source.label),
    ...ends.map((_, column) => cellText(matrix, row, column)),
  ]);
  return [head, '', ...markdownTable(['', ...ends.map(({ label }) => inlineCode(label))], rows)];
}

function cellText(matrix: VerdictMatrix, row: number, column: number): string {
  const cell = matrixCell(matrix, row, column);
  if (cell === undefined) return '';
  if (cell.differs) return `**${cell.observed}**, not ${cell.expected}`;
  if (cell.observed === 'unsupported') return 'unsupported';
  return cell.expected === 'open' ? `${cell.observed} (open)` : cell.observed;
}
