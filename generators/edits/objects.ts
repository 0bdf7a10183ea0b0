import type { ClusterObject, ClusterObjectKind, Scenario, ScenarioAction } from '../../model/index.ts';
import { LIST_OF_KIND, objectKey } from '../../model/index.ts';
import type { Edit, Simplify } from './edit.ts';

type OfKind<K extends ClusterObjectKind> = Extract<ClusterObject, { readonly kind: K }>;

/** Every object of a kind in a simpler form: those of the initial cluster, then those that events bring. */
export function* simplerObjects<K extends ClusterObjectKind>(
  scenario: Scenario,
  kind: K,
  simplify: Simplify<OfKind<K>>,
  finish: (after: Scenario) => Scenario = (after) => after,
): Generator<Edit> {
  const list = LIST_OF_KIND[kind];
  const objects = scenario.cluster[list] as readonly ClusterObject[];
  for (const [index, object] of objects.entries()) {
    for (const { describe, to } of simplify(object as OfKind<K>)) {
      yield {
        describe: `${kind} ${objectKey(object)}: ${describe}`,
        apply: () =>
          finish({ ...scenario, cluster: { ...scenario.cluster, [list]: objects.with(index, to) } }),
      };
    }
  }
  for (const [at, step] of scenario.steps.entries()) {
    for (const [index, action] of step.actions.entries()) {
      // What a deletion carries is the last known object; only its identity matters.
      if (action.kind !== 'apply' || action.event.object.kind !== kind || action.event.type === 'DELETED')
        continue;
      for (const { describe, to } of simplify(action.event.object as OfKind<K>)) {
        const event = { ...action.event, object: to };
        yield {
          describe: `step ${at + 1}, ${kind} ${objectKey(to)}: ${describe}`,
          apply: () =>
            finish({
              ...scenario,
              steps: scenario.steps.with(at, {
                ...step,
                actions: step.actions.with(index, { kind: 'apply', event }),
              }),
            }),
        };
      }
    }
  }
}

/** The scenario with every object replaced, or removed with its events where the answer is `undefined`. */
export function mapObjects(
  scenario: Scenario,
  change: (object: ClusterObject) => ClusterObject | undefined,
): Scenario {
  const keep = <T extends ClusterObject>(objects: readonly T[]): readonly T[] =>
    objects.flatMap((object) => {
      const changed = change(object);
      return changed === undefined ? [] : [changed as T];
    });
  const { cluster } = scenario;
  return {
    ...mapActions(scenario, (action) => {
      if (action.kind !== 'apply') return action;
      const object = change(action.event.object);
      return object === undefined ? undefined : { ...action, event: { ...action.event, object } };
    }),
    cluster: {
      nodes: keep(cluster.nodes),
      namespaces: keep(cluster.namespaces),
      pods: keep(cluster.pods),
      services: keep(cluster.services),
      endpointSlices: keep(cluster.endpointSlices),
      policies: keep(cluster.policies),
      externals: cluster.externals,
    },
  };
}

/** The scenario with every action replaced, or removed where the answer is `undefined`. */
export function mapActions(
  scenario: Scenario,
  change: (action: ScenarioAction) => ScenarioAction | undefined,
): Scenario {
  const steps = scenario.steps.map((step) => ({
    ...step,
    actions: step.actions.flatMap((action) => change(action) ?? []),
  }));
  return { ...scenario, steps };
}

/** Every object that occurs: in the initial cluster and in events. */
export function* occurringObjects({ cluster, steps }: Scenario): Generator<ClusterObject> {
  for (const list of Object.values(LIST_OF_KIND)) yield* cluster[list];
  for (const step of steps) {
    for (const action of step.actions) if (action.kind === 'apply') yield action.event.object;
  }
}
