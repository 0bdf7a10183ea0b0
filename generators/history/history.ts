import type { Random } from 'fast-check';
import type { Cluster, Scenario, ScenarioAction, ScenarioStep } from '../../model/index.ts';
import type { Scene } from '../cluster/cluster.ts';
import { count } from '../draft.ts';
import { chance, oneIn, pick, pickSome } from '../random.ts';
import { drawFeatures } from '../swarm.ts';
import { everythingBack, holdWatch, outage, restartAgent } from './agents.ts';
import { createNamespace, deleteNamespace, relabelNamespace } from './changes/namespaces.ts';
import { addNode, readdressNode, relabelNode, removeNode } from './changes/nodes.ts';
import { burst, returnNamespace } from './changes/bursts.ts';
import { dropNestedBlock } from './changes/nested-blocks.ts';
import * as pods from './changes/pods.ts';
import * as twists from './changes/pod-twists.ts';
import * as policies from './changes/policies.ts';
import { clearPolicies, deleteRuleless, orphanPolicy } from './changes/policy-ends.ts';
import { createService, deleteService, editService } from './changes/services.ts';
import { challengeConnection, openColdly } from './encounters.ts';
import { HISTORY_FEATURES } from './history-presets.ts';
import type { HistoryFeature, HistorySettings } from './history-settings.ts';
import { drawSimulation } from './simulation.ts';
import { closeConnection, openConnection, reopenConnection, useConnection } from './traffic.ts';
import { beginWorld, type Happening, type World } from './world.ts';

/**
 * What each feature makes happen. The others change how something happens. Those that need much to come together stand
 * twice.
 */
const HAPPENINGS: readonly (readonly [HistoryFeature, Happening])[] = [
  ['policyCreations', policies.createPolicy],
  ['policyEdits', policies.editPolicy],
  ['policyEdits', policies.editPolicy],
  ['policyReturns', policies.returnPolicy],
  ['policyDeletions', policies.deletePolicy],
  ['policyRecreations', policies.recreatePolicy],
  ['rulelessDeletions', deleteRuleless],
  ['policyClearances', clearPolicies],
  ['orphanedPolicies', orphanPolicy],
  ['nestedBlockEdits', dropNestedBlock],
  ['podCreations', pods.createPod],
  ['podDeletions', pods.deletePod],
  ['podReplacements', pods.replacePod],
  ['podRelabels', pods.relabelPod],
  ['podStarts', pods.startPod],
  ['podEnds', pods.endPod],
  ['podTerminations', pods.terminatePod],
  ['podReturns', twists.returnPod],
  ['sharedAddresses', twists.overlapPods],
  ['addressChanges', twists.readdressPod],
  ['podRetreats', twists.retreatPod],
  ['labelSwaps', twists.swapLabel],
  ['namespaceRelabels', relabelNamespace],
  ['namespaceCreations', createNamespace],
  ['namespaceDeletions', deleteNamespace],
  ['namespaceReturns', returnNamespace],
  ['namespaceReturns', returnNamespace],
  ['bursts', burst],
  ['bursts', burst],
  ['serviceCreations', createService],
  ['serviceEdits', editService],
  ['serviceDeletions', deleteService],
  ['nodeAdditions', addNode],
  ['nodeRemovals', removeNode],
  ['nodeAddresses', readdressNode],
  ['nodeRelabels', relabelNode],
  ['agentRestarts', restartAgent],
  ['agentOutages', outage],
  ['heldWatches', holdWatch],
  ['waits', wait],
  ['longWaits', waitLong],
  ['connections', openConnection],
  ['connections', useConnection],
  ['connections', closeConnection],
  ['reusedTuples', reopenConnection],
  ['challengedConnections', challengeConnection],
  ['challengedConnections', challengeConnection],
  ['coldOpenings', openColdly],
];

const WAITS: readonly number[] = [0, 1, 10, 100, 1000];
/** Beyond what plugins are given to catch up (5,000), and beyond the life of an idle exchange (30,000). */
const LONG_WAITS: readonly number[] = [5001, 10_000, 30_001];

function wait({ scene }: World): readonly ScenarioAction[] {
  return [{ kind: 'wait', ticks: pick(scene.draft.random, WAITS) }];
}

function waitLong({ scene }: World): readonly ScenarioAction[] {
  return [{ kind: 'wait', ticks: pick(scene.draft.random, LONG_WAITS) }];
}

/** What happens after the start, and how a simulator is to run it; nothing where the case is a snapshot. */
export function drawHistory(
  scene: Scene,
  cluster: Cluster,
  settings: HistorySettings,
): Pick<Scenario, 'steps' | 'simulation'> {
  const { draft } = scene;
  const { random } = draft;
  if (!chance(random, settings.share)) return { steps: [] };
  const on = drawFeatures(random, HISTORY_FEATURES, settings.features);
  const world = beginWorld(scene, cluster, on);
  const happenings = drawHappenings(random, on);
  const steps: ScenarioStep[] = [];
  for (let left = count(draft, draft.sizes.events); left > 0;) {
    const wanted = Math.min(left, random.nextInt(1, 3));
    left -= wanted;
    const actions = drawActions(world, happenings, wanted);
    if (left === 0) actions.push(...everythingBack(world));
    // The last step settles, whatever else is in it.
    if (actions.length > 0 || left === 0) steps.push(stepOf(world, actions, left === 0));
  }
  return { steps, simulation: drawSimulation(random, on) };
}

/**
 * What this history is made of, each with a weight of its own; two that are drawn make up half of it, or what seldom
 * comes would never come twice. With nothing on, policies come.
 */
function drawHappenings(random: Random, on: Readonly<Record<HistoryFeature, boolean>>): readonly Happening[] {
  const happenings: Happening[] = [];
  const possible = HAPPENINGS.filter(([feature]) => on[feature]);
  for (const [, happening] of possible) {
    for (let copies = random.nextInt(1, 3); copies > 0; copies--) happenings.push(happening);
  }
  for (const [, happening] of pickSome(random, possible, 2)) {
    for (let copies = possible.length; copies > 0; copies--) happenings.push(happening);
  }
  return happenings.length === 0 ? [policies.createPolicy] : happenings;
}

/** As many happenings as wanted; a policy comes where what is drawn cannot happen now. */
function drawActions(world: World, happenings: readonly Happening[], wanted: number): ScenarioAction[] {
  const { random } = world.scene.draft;
  const actions: ScenarioAction[] = [];
  if (world.on.connections && world.open.size === 0) actions.push(...openConnection(world));
  // What a change has come to shows in the step after it, when it may have settled.
  else if (oneIn(random, 2)) actions.push(...useConnection(world));
  for (let left = wanted; left > 0; left--) {
    let next: readonly ScenarioAction[] = [];
    for (let tries = 3; tries > 0 && next.length === 0; tries--) next = pick(random, happenings)(world);
    actions.push(...(next.length > 0 ? next : policies.createPolicy(world)));
    // A connection that nobody uses between two changes shows nothing of either.
    if (oneIn(random, 3)) actions.push(...useConnection(world));
  }
  return actions;
}

/** Nothing is in effect everywhere while an agent is away or a watch is held back. */
function stepOf(world: World, actions: readonly ScenarioAction[], isLast: boolean): ScenarioStep {
  const canSettle = world.stopped.size === 0 && world.held.size === 0;
  const waits = isLast || !world.on.unsettledSteps || oneIn(world.scene.draft.random, 2);
  return { actions, settled: canSettle && waits, expectations: [] };
}
