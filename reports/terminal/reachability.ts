import type { PortSpan, Reachability, ReachabilityChange, ReachabilityDiff } from '../../model/index.ts';
import type { Style } from './style.ts';
import { PLAIN } from './style.ts';
import type { Cell } from './table.ts';
import { counted, table } from './table.ts';

const WHOLE = { first: 1, last: 65_535 };

/** Ports as people write them: `all`, `none`, `TCP 80,443 UDP all`. */
export function portsText(spans: readonly PortSpan[]): string {
  if (spans.length === 0) return 'none';
  const whole = spans.filter(({ first, last }) => first === WHOLE.first && last === WHOLE.last);
  if (whole.length === 3) return 'all';
  const byProtocol = new Map<string, string[]>();
  for (const { protocol, first, last } of spans) {
    const text =
      first === WHOLE.first && last === WHOLE.last ? 'all' : first === last ? `${first}` : `${first}-${last}`;
    byProtocol.set(protocol, [...(byProtocol.get(protocol) ?? []), text]);
  }
  return [...byProtocol].map(([protocol, ports]) => `${protocol} ${ports.join(',')}`).join(' ');
}

/** More columns than this do not fit a terminal: each pair gets a line instead. */
const MOST_COLUMNS = 8;

/** Who reaches whom: sources down, destinations across; for larger clusters a line for each pair. */
export function reachabilityText(matrix: Reachability, style: Style = PLAIN): string[] {
  const { family, ends } = matrix;
  const title = style.bold(`${family}: ${counted(ends.length, 'end')}, source down, destination across`);
  return [title, ...(ends.length <= MOST_COLUMNS ? square(matrix, style) : list(matrix, style))];
}

function square({ ends, allowed }: Reachability, style: Style): string[] {
  return table(
    [{ title: '' }, ...ends.map(({ label }) => ({ title: label }))],
    ends.map(({ label }, row) => [
      { text: label, paint: style.bold },
      ...allowed[row]!.map((spans): Cell => cellOf(spans, style)),
    ]),
    style.dim,
  );
}

function cellOf(spans: readonly PortSpan[] | undefined, style: Style): Cell {
  if (spans === undefined) return { text: '·', paint: style.dim };
  const text = portsText(spans);
  return { text, paint: text === 'all' ? style.good : text === 'none' ? style.bad : style.accent };
}

function list({ ends, allowed }: Reachability, style: Style): string[] {
  const rows = ends.flatMap((source, row) =>
    ends.flatMap((destination, column): Cell[][] => {
      const spans = allowed[row]![column];
      return spans === undefined ? [] : [[source.label, destination.label, cellOf(spans, style)]];
    }),
  );
  return table([{ title: 'source' }, { title: 'destination' }, { title: 'ports' }], rows, style.dim);
}

/** The matrix as comma-separated values: one line for each pair. */
export function reachabilityCsv(matrices: readonly Reachability[]): string {
  const lines = matrices.flatMap(({ family, ends, allowed }) =>
    ends.flatMap((source, row) =>
      ends.flatMap((destination, column) => {
        const spans = allowed[row]![column];
        if (spans === undefined) return [];
        return [[family, source.label, destination.label, portsText(spans)].map(csvField).join(',')];
      }),
    ),
  );
  return ['family,source,destination,ports', ...lines, ''].join('\n');
}

function csvField(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What changes between two sets of manifests, one line for each pair. */
export function reachabilityDiffText(
  { changes, added, removed }: ReachabilityDiff,
  style: Style = PLAIN,
): string[] {
  const rows = changes.map((change): Cell[] => [
    signOf(change, style),
    change.source.label,
    change.destination.label,
    portsText(change.ports),
    change.policies.join(', '),
  ]);
  return [
    ...added.map((pod) => `${style.good('new pod')}  ${pod}`),
    ...removed.map((pod) => `${style.bad('gone')}     ${pod}`),
    ...(rows.length === 0
      ? ['no flow between ends that both have changes']
      : table(
          [
            { title: 'change' },
            { title: 'source' },
            { title: 'destination' },
            { title: 'ports' },
            { title: 'by' },
          ],
          rows,
          style.dim,
        )),
  ];
}

function signOf({ change }: ReachabilityChange, style: Style): Cell {
  return change === 'newly-allowed'
    ? { text: '+ allowed', paint: style.good }
    : { text: '- denied', paint: style.bad };
}
