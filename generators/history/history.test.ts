import { describe, expect, it } from 'vitest';
import type { Cluster, Scenario } from '../../model/index.ts';
import { decodeScenario, encodeScenario } from '../../scenarios/index.ts';
import { generateScenario } from '../generate-scenario.ts';
import { GENERATOR_PRESETS } from '../presets.ts';
import type { GeneratorSettings } from '../settings.ts';
import { HISTORY_DETECTORS } from '../dimensions/history-detectors.ts';
import { HISTORY_FEATURES } from './history-presets.ts';
import type { HistoryFeature } from './history-settings.ts';

const { default: DEFAULT, histories: HISTORIES } = GENERATOR_PRESETS;

/** Features whose effect also comes about in other ways. */
const ALSO_OTHERWISE: ReadonlySet<HistoryFeature> = new Set([
  // Whatever has gone may come back, and where nothing else is on, policies come.
  'policyCreations',
  'policyDeletions',
  'podDeletions',
  'serviceDeletions',
  // A namespace or policy that is drawn anew may be as it was; a value that is drawn may be the empty one.
  'policyReturns',
  'emptyLabels',
  // Two causes of one effect: events that overtake each other take time, and nothing settles while somebody is away.
  'watchDelays',
  'unsettledSteps',
  // Other features do the same as part of something else.
  'policyEdits',
  'policyRecreations',
  'podCreations',
  'podReplacements',
  'podRelabels',
  'podStarts',
  'podTerminations',
  'labelRemovals',
  'addressReuse',
  'namespaceRelabels',
  'namespaceCreations',
  'namespaceDeletions',
  // What they make may come about from changes that have nothing to do with each other.
  'rulelessDeletions',
  'policyClearances',
  'orphanedPolicies',
  'nestedBlockEdits',
  'podReturns',
  'namespaceReturns',
  'bursts',
  'challengedConnections',
  'coldOpenings',
  // A proxy may lead outside, whoever is dialled.
  'outsideConnections',
]);

function cases(settings: GeneratorSettings, count: number): Scenario[] {
  return Array.from({ length: count }, (_, run) => generateScenario(6, run, settings));
}

/** Everything is on, but for one feature. */
function without(feature: HistoryFeature): GeneratorSettings {
  const features = Object.fromEntries(HISTORY_FEATURES.map((name) => [name, name === feature ? 0 : 1]));
  return {
    ...HISTORIES,
    history: { share: 1, features: features as Record<HistoryFeature, number> },
  };
}

describe('features of histories', () => {
  const made = cases(HISTORIES, 1000);

  it.each(HISTORY_FEATURES)('%s occurs', (feature) => {
    expect(made.filter(HISTORY_DETECTORS[feature]).length).toBeGreaterThanOrEqual(8);
  });

  it.each(HISTORY_FEATURES.filter((feature) => !ALSO_OTHERWISE.has(feature)))(
    '%s never occurs at 0',
    (feature) => {
      const shown = cases(without(feature), 60).filter(HISTORY_DETECTORS[feature]);
      expect(shown.map(({ provenance }) => provenance?.run)).toEqual([]);
    },
  );

  it('are many in one history and few in another', () => {
    const shown = made.map(
      (scenario) => HISTORY_FEATURES.filter((feature) => HISTORY_DETECTORS[feature](scenario)).length,
    );
    expect(Math.min(...shown)).toBeLessThan(4);
    expect(Math.max(...shown)).toBeGreaterThan(16);
  });

  it('come with faults and without', () => {
    const faulty = made.filter(({ simulation }) => simulation?.faults !== undefined).length;
    expect(faulty).toBeGreaterThan(made.length / 2);
    expect(made.length - faulty).toBeGreaterThan(made.length / 20);
  });
});

describe('histories', () => {
  it('are one case in four by default, and the others know nothing of them', () => {
    const made = cases(DEFAULT, 1200);
    const live = made.filter(({ simulation }) => simulation !== undefined);
    expect(live.length).toBeGreaterThan(250);
    expect(live.length).toBeLessThan(350);
    expect(live.every(({ steps }) => steps.length > 0)).toBe(true);
    expect(made.filter(({ simulation, steps }) => simulation === undefined && steps.length > 0)).toEqual([]);
  });

  it('leave the cluster at the start as it would be without them', () => {
    const clusters = (settings: GeneratorSettings): Cluster[] =>
      cases(settings, 40).map(({ cluster }) => cluster);
    expect(clusters(HISTORIES)).toEqual(clusters({ ...DEFAULT, history: { ...DEFAULT.history, share: 0 } }));
  });

  it('settle only while all is at work, and always at the end', () => {
    const histories = cases(HISTORIES, 300);
    expect(histories.flatMap((scenario) => awayWhenSettled(scenario))).toEqual([]);
    expect(histories.filter(({ steps }) => steps.at(-1)?.settled !== true)).toEqual([]);
  });

  it('send on connections that stand, and close them once', () => {
    const open = new Set<string>();
    for (const { steps } of cases(HISTORIES, 200)) {
      open.clear();
      for (const action of steps.flatMap(({ actions }) => actions)) {
        if (action.kind === 'open') open.add(action.connection);
        const isKnown = !('connection' in action) || open.has(action.connection);
        expect(isKnown).toBe(true);
        if (action.kind === 'close') open.delete(action.connection);
      }
    }
  });

  it('are run from seeds of their own', () => {
    const seeds = cases(HISTORIES, 300).map(({ simulation }) => simulation?.seed);
    expect(new Set(seeds).size).toBeGreaterThan(295);
  });

  it('say of a connection with whom it is at its moment', () => {
    for (const { cluster: initial, steps } of cases(HISTORIES, 200)) {
      const known = new Set(initial.pods.map(({ namespace, name }) => `${namespace}/${name}`));
      for (const action of steps.flatMap(({ actions }) => actions)) {
        if (action.kind === 'apply' && action.event.object.kind === 'Pod') {
          const { namespace, name } = action.event.object;
          if (action.event.type === 'DELETED') known.delete(`${namespace}/${name}`);
          else known.add(`${namespace}/${name}`);
        }
        if (action.kind !== 'open') continue;
        const { source, destination, backend } = action.flow;
        const ends = [source, destination, backend?.endpoint].flatMap((end) =>
          end !== undefined && 'pod' in end ? [end.pod] : [],
        );
        for (const pod of ends) expect(known).toContain(pod);
      }
    }
  });

  it('are written to a file and read from it as they are', () => {
    const plain = (scenario: Scenario): unknown => JSON.parse(JSON.stringify(scenario));
    for (const scenario of cases(HISTORIES, 120)) {
      expect(plain(decodeScenario(encodeScenario(scenario), 'history.yaml'))).toEqual(plain(scenario));
    }
  });
});

/** Agents and watches that are away although a step settles. */
function awayWhenSettled({ steps }: Scenario): string[] {
  const away = new Set<string>();
  return steps.flatMap(({ actions, settled }) => {
    for (const action of actions) {
      if (action.kind === 'agent' || action.kind === 'watch') {
        const name = `${action.kind} ${action.node}`;
        if (action.change === 'stop' || action.change === 'hold') away.add(name);
        else away.delete(name);
      }
      if (action.kind === 'apply' && action.event.type === 'DELETED' && action.event.object.kind === 'Node') {
        for (const kind of ['agent', 'watch']) away.delete(`${kind} ${action.event.object.name}`);
      }
    }
    return settled ? [...away] : [];
  });
}
