import type { Grid } from '../grid/grid.ts';
import type { PairSet } from '../grid/pair-set.ts';
import { hasPair } from '../grid/pair-set.ts';
import type { Side } from '../grid/side.ts';
import { wordsOf } from '../grid/words.ts';
import type { JudgeAlone } from '../judging/judge-cells.ts';
import { judgeCell, keepGranted } from '../judging/judge-cells.ts';
import type { RowClasses } from './row-classes.ts';
import { jointClasses, rowClasses } from './row-classes.ts';

/** Whether one combination is allowed. */
export type LookUp = (source: number, destination: number, port: number) => boolean;

/** 64 MB: beyond that, combinations are judged one by one. */
const MOST_WORDS = 2 ** 24;

/** Set in the first word of a pair of classes once its columns are known. */
const KNOWN = 1;

/**
 * Looks up combinations whose destination is not translated. Ends that belong to the same grants share an entry,
 * which is made when it is first asked for: a few look-ups cost little, and many cost no more than reading memory.
 */
export function lookUp(grid: Grid, alone: JudgeAlone): LookUp {
  const { egress, ingress, samePod, selfDirect, layout } = grid;
  const ends = layout.axes.endpoints.length;
  const sources = classesOf(ends, egress.words, egress.sources, ingress.words, ingress.sources);
  const destinations = classesOf(
    ends,
    egress.words,
    egress.destinations,
    ingress.words,
    ingress.destinations,
  );
  const stride = 1 + egress.columnWords;
  const perSource = destinations.rowOf.length * stride;
  const size = sources.rowOf.length * perSource;
  const judge: LookUp = (source, destination, port) =>
    judgeCell(grid, source, destination, port, alone) === 1;
  if (
    size > MOST_WORDS ||
    layout.loopbackSources !== undefined ||
    layout.loopbackDestinations !== undefined
  ) {
    return judge;
  }

  const table = new Int32Array(size);
  const sourceClass = Int32Array.from(sources.classOf);
  const destinationClass = Int32Array.from(destinations.classOf);
  const exempt = exemptSources(ends, [egress, ingress]);
  const columns = wordsOf(egress.columnWords);
  return (source, destination, port) => {
    const at = sourceClass[source]! * perSource + destinationClass[destination]! * stride;
    if (table[at] !== KNOWN) {
      columns.fill(-1);
      keepGranted(egress, source, destination, columns);
      keepGranted(ingress, source, destination, columns);
      table.set(columns, at + 1);
      table[at] = KNOWN;
    }
    if (((table[at + 1 + (port >>> 5)]! >>> (port & 31)) & 1) === 1) return true;
    if (exempt[source] === 1) return judge(source, destination, port);
    return selfDirect && hasPair(samePod, source, destination);
  };
}

function classesOf(
  ends: number,
  egressWords: number,
  egress: Side['sources'],
  ingressWords: number,
  ingress: Side['sources'],
): RowClasses {
  return jointClasses(ends, [
    rowClasses(egress, egressWords, ends).classOf,
    rowClasses(ingress, ingressWords, ends).classOf,
  ]);
}

/** The sources of pairs that may pass whatever the grants say, one byte each. */
function exemptSources(ends: number, sides: readonly Side[]): Uint8Array {
  const may = ({ bits, sources }: PairSet, source: number): boolean =>
    bits !== undefined || sources[source]! >= 0;
  return Uint8Array.from({ length: ends }, (_, source) =>
    Number(sides.some(({ exempt }) => exempt !== undefined && may(exempt, source))),
  );
}
