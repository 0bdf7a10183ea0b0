/** How a column of a table stands. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** A cell: its text, and how it is painted once its width is known. */
export type Cell = string | { readonly text: string; readonly paint: (text: string) => string };

/**
 * An aligned table without borders: titles, then rows, two spaces between columns. Widths are counted before
 * painting, so that colours never break the alignment. No line ends in blanks.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  titles: (text: string) => string = (text) => text,
): string[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(displayWidth(title), ...rows.map((row) => displayWidth(textOf(row[index] ?? '')))),
  );
  const line = (cells: readonly Cell[]): string =>
    cells
      .map((cell, index) => {
        const text = textOf(cell);
        const gap = ' '.repeat(Math.max(0, widths[index]! - displayWidth(text)));
        const painted = typeof cell === 'string' ? text : cell.paint(text);
        return columns[index]?.align === 'right' ? gap + painted : painted + gap;
      })
      .join('  ')
      .trimEnd();
  return [titles(line(columns.map(({ title }) => title))), ...rows.map(line)];
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

/** Columns that a text takes up; Fencepost prints no wide characters, so code points do. */
export function displayWidth(text: string): number {
  return [...text].length;
}

/** `1,234,567` */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

/** `950 ms`, `12.3 s`, `4 min 05 s` */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 100_000) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** `1 policy`, `3 policies` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}
