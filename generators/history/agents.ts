import type { ScenarioAction } from '../../model/index.ts';
import { oneIn, pick } from '../random.ts';
import type { World } from './world.ts';

/** An agent that is at work restarts. */
export function restartAgent(world: World): readonly ScenarioAction[] {
  const node = someNode(world, world.stopped);
  return node === undefined ? [] : [{ kind: 'agent', node, change: 'restart' }];
}

/** An agent goes away, or one that is away comes back (LIFE-12). */
export function outage(world: World): readonly ScenarioAction[] {
  const back = drawBack(world, world.stopped);
  if (back !== undefined) return [{ kind: 'agent', node: back, change: 'start' }];
  const node = someNode(world, world.stopped);
  if (node === undefined) return [];
  world.stopped.add(node);
  return [{ kind: 'agent', node, change: 'stop' }];
}

/** What a watch brings is held back, or let go (LIFE-5). */
export function holdWatch(world: World): readonly ScenarioAction[] {
  const back = drawBack(world, world.held);
  if (back !== undefined) return [{ kind: 'watch', node: back, change: 'release' }];
  const node = someNode(world, world.held);
  if (node === undefined) return [];
  world.held.add(node);
  return [{ kind: 'watch', node, change: 'hold' }];
}

/** Everybody is back at work, and nothing is held back any more. */
export function everythingBack(world: World): readonly ScenarioAction[] {
  const actions: ScenarioAction[] = [];
  for (const node of world.stopped) actions.push({ kind: 'agent', node, change: 'start' });
  for (const node of world.held) actions.push({ kind: 'watch', node, change: 'release' });
  world.stopped.clear();
  world.held.clear();
  return actions;
}

function someNode(world: World, without: ReadonlySet<string>): string | undefined {
  const names = world.cluster.nodes.map(({ name }) => name).filter((name) => !without.has(name));
  return names.length === 0 ? undefined : pick(world.scene.draft.random, names);
}

/** One of those that are away, every other time; it is then taken from the set. */
function drawBack(world: World, away: Set<string>): string | undefined {
  const { random } = world.scene.draft;
  if (away.size === 0 || oneIn(random, 2)) return undefined;
  const node = pick(random, [...away]);
  away.delete(node);
  return node;
}
