import type { Direction } from '../../model/index.ts';
import type { HookPacket, HookVerdict } from './hook.ts';

/** What of a packet's way does not depend on its port. */
export type HookEnds = Pick<HookPacket, 'source' | 'destination' | 'fromLocalNode'>;

/** New connections that differ in their port alone, asked about all at once: bit i of a mask stands for packet i. */
export interface Columns {
  /** At most {@link MOST_COLUMNS}. Their ends mean nothing. */
  readonly packets: readonly HookPacket[];
  /** The mask of all of them. */
  readonly all: number;
  /** What {@link columnsWhere} has found, by what it was asked for. */
  readonly found: Map<object, number>;
}

/** As many bits as a small integer has. */
export const MOST_COLUMNS = 31;

/** Which packets a hook lets pass. */
export type Sweep = (pod: string, direction: Direction, ends: HookEnds, columns: Columns) => number;

/** What the hook of a pod says. */
export interface HookJudge {
  (pod: string, direction: Direction, packet: HookPacket): HookVerdict;
  /**
   * The same for many packets at once, and many times faster. It is a part of the function, so that whoever puts
   * another in its place is asked packet by packet.
   */
  readonly sweep?: Sweep;
}

/** {@link HookJudge} for whatever state the rules are in. */
export interface StateJudge<State> {
  (state: State, pod: string, direction: Direction, packet: HookPacket): HookVerdict;
  readonly sweep?: (state: State, ...question: Parameters<Sweep>) => number;
}

/** @param packets at most {@link MOST_COLUMNS} */
export function columnsOf(packets: readonly HookPacket[]): Columns {
  return { packets, all: 2 ** packets.length - 1, found: new Map() };
}

/**
 * The packets for which something holds that depends on protocol and port alone.
 *
 * @param key stands for the question, always with the same `holds`
 */
export function columnsWhere(
  { packets, found }: Columns,
  key: object,
  holds: (packet: HookPacket) => boolean,
): number {
  const known = found.get(key);
  if (known !== undefined) return known;
  let mask = 0;
  for (let bit = 0; bit < packets.length; bit++) if (holds(packets[bit]!)) mask |= 1 << bit;
  found.set(key, mask);
  return mask;
}

/** The answer of a hook, by its sweep where it has one. */
export function sweepHook(judge: HookJudge, ...[pod, direction, ends, columns]: Parameters<Sweep>): number {
  if (judge.sweep !== undefined) return judge.sweep(pod, direction, ends, columns);
  const { source, destination, fromLocalNode } = ends;
  let mask = 0;
  for (const [bit, packet] of columns.packets.entries()) {
    const verdict = judge(pod, direction, { ...packet, source, destination, fromLocalNode });
    if (verdict.action === 'allow') mask |= 1 << bit;
  }
  return mask;
}
