import type { ManifestRead, ManifestSource } from '../../../admission/index.ts';
import { readManifests } from '../../../admission/index.ts';
import { createEvaluator } from '../../../evaluator/index.ts';
import type {
  Cluster,
  ClusterEvent,
  Endpoint,
  Flow,
  FlowExpectation,
  NetworkPolicy,
  Scenario,
  ScenarioStep,
} from '../../../model/index.ts';
import { applyEvents, FencepostError, objectKey, PROTOCOLS, scenarioOf } from '../../../model/index.ts';
import { threeByThree } from './three-by-three.ts';

/** The ports that other suites ask on each protocol. */
const PORTS = [80, 81];

/** Where policies go whose namespace the three by three cluster does not have. */
const HOME = 'x';

/**
 * NetworkPolicies of somebody's as a scenario: the policies of a file are applied one after the other to a three by
 * three cluster, and after each every pod dials every other one. What must come of it, the specification says, so
 * that all that can be wrong with such a suite is what it does not ask.
 *
 * @param note is told what had to be changed or left out
 * @throws FencepostError `input` for an object that an API server would refuse
 */
export function manifestScenario(source: ManifestSource, note: (text: string) => void): Scenario {
  const start = threeByThree();
  let cluster = start;
  const steps = policiesOf(source, note).map((policy): ScenarioStep => {
    const event = applied(cluster, policy);
    cluster = applyEvents(cluster, [event]);
    return {
      title: `apply ${objectKey(policy)}`,
      actions: [{ kind: 'apply', event }],
      settled: true,
      expectations: expectationsOf(cluster),
    };
  });
  return scenarioOf(source.file, start, { steps });
}

function policiesOf(source: ManifestSource, note: (text: string) => void): readonly NetworkPolicy[] {
  const objects = [...readManifests(source, { fieldValidation: 'Warn', strictCidrValidation: 'warn-only' })];
  const policies = objects.map(objectOf).filter((object) => object?.kind === 'NetworkPolicy');
  const others = objects.length - policies.length;
  const strange = policies.filter(({ namespace }) => !isHere(namespace)).length;
  if (others > 0) note(`${source.file}: not a NetworkPolicy and left out: ${others}`);
  if (strange > 0)
    note(`${source.file}: of a namespace that is not x, y or z, applied in ${HOME}: ${strange}`);
  return policies.map((policy) => (isHere(policy.namespace) ? policy : { ...policy, namespace: HOME }));
}

function isHere(namespace: string): boolean {
  return threeByThree().namespaces.some(({ name }) => name === namespace);
}

/** @throws FencepostError `input` for an object that an API server would refuse */
function objectOf({ admitted, object, position }: ManifestRead): ManifestRead['object'] {
  if (admitted.ok) return object;
  throw new FencepostError('input', admitted.errors.map(({ message }) => message).join('; '), position);
}

function applied({ policies }: Cluster, object: NetworkPolicy): ClusterEvent {
  const isThere = policies.some((policy) => objectKey(policy) === objectKey(object));
  return { type: isThere ? 'MODIFIED' : 'ADDED', object };
}

function expectationsOf(cluster: Cluster): readonly FlowExpectation[] {
  const evaluation = createEvaluator().of(cluster);
  return flowsBetweenPods(cluster).map((flow) => {
    const { action, basis } = evaluation.evaluate(flow);
    return { kind: 'flow', flow, action, ...(basis.kind === 'profile' ? { options: basis.options } : {}) };
  });
}

function flowsBetweenPods({ pods }: Cluster): readonly Flow[] {
  const ends = pods.map((pod) => ({ kind: 'pod' as const, ip: pod.podIPs[0]!, pod: objectKey(pod) }));
  return ends.flatMap((source) =>
    ends
      .filter((destination: Endpoint) => destination !== source)
      .flatMap((destination) =>
        PROTOCOLS.flatMap((protocol) => PORTS.map((port): Flow => ({ source, destination, protocol, port }))),
      ),
  );
}
