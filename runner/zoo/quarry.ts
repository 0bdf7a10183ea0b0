import type { Engine, ZooEntry } from '../../engines/index.ts';
import { matrixEngine, simEngine, ZOO, zooEngine } from '../../engines/index.ts';
import { FencepostError, KNOWN_BUGS } from '../../model/index.ts';
import type { Violation } from '../../properties/index.ts';

/** What is hunted: an implementation of one or more real bugs, and the plugin as it should be. */
export interface Quarry {
  /** The id of the first of its bugs. */
  readonly mutation: string;
  readonly wrong: Engine;
  /** The control: what it fails too is no fault of the bug's. */
  readonly right: Engine;
  /** Whether failing to answer is what one of the bugs does. */
  readonly crashes: boolean;
}

/** All bugs of each mutation, in the order of the zoo. */
export function bugsByMutation(bugs: readonly ZooEntry[]): ReadonlyMap<string, readonly ZooEntry[]> {
  const groups = new Map<string, ZooEntry[]>();
  for (const bug of bugs) {
    const group = groups.get(bug.mutation);
    if (group === undefined) groups.set(bug.mutation, [bug]);
    else group.push(bug);
  }
  return groups;
}

/**
 * The bugs of a mutation, ready to be hunted.
 *
 * @throws FencepostError `internal` for a mutation that the zoo does not have
 */
export function quarryOf(mutation: string): Quarry {
  const bugs = ZOO.filter((bug) => bug.mutation === mutation);
  const [first] = bugs;
  if (first === undefined) throw new FencepostError('internal', `the zoo has no mutation '${mutation}'`);
  return {
    mutation,
    wrong: zooEngine(first),
    right: rightEngine(first),
    crashes: bugs.some(({ id }) => CRASHES.has(id)),
  };
}

function rightEngine(bug: ZooEntry): Engine {
  const name = `right:${bug.mutation}`;
  return bug.kind === 'semantics'
    ? matrixEngine(undefined, bug.profile, name)
    : simEngine({ ...bug.right, name });
}

const CRASHES: ReadonlySet<string> = new Set(
  KNOWN_BUGS.filter(({ wrong }) => wrong.includes('X')).map(({ id }) => id),
);

/** Whether a violation says something of the bug: an engine that fails to answer shows only a bug that does that. */
export function showsBug({ crashes }: Quarry, { fault }: Pick<Violation, 'fault'>): boolean {
  return fault === undefined || crashes;
}
