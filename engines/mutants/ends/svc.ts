import type { Context, Semantics, SideQuestion } from '../../../evaluator/index.ts';
import { endOf, referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { Flow, Pod, Profile, ProfileOption } from '../../../model/index.ts';
import { objectKey } from '../../../model/index.ts';
import { answering, bareEnd } from '../../altering/index.ts';
import type { Mutant } from '../mutant.ts';
import { mutant } from '../mutant.ts';

/** SVC: Services, and other translations of addresses. */
export const SVC_MUTANTS: readonly Mutant[] = [
  // "ClusterIP itself must be allowed; client identity lost by SNAT."
  mutant(
    'SVC-1',
    'wants the Service address itself to be allowed on egress',
    'translate',
    (context, flow) => {
      const translated = reference.translate(context, flow);
      if (flow.destination.kind !== 'service') return translated;
      const { ip } = flow.destination;
      const front = endOf(context.world, { kind: 'external', ip });
      return { ...translated, egress: { ...translated.egress, other: front, blockEnds: [front] } };
    },
  ),
  mutant('SVC-1/snat', 'sees the client of a Service as a mere address', 'translate', (context, flow) => {
    const translated = reference.translate(context, flow);
    if (flow.destination.kind !== 'service' || flow.source.kind !== 'pod') return translated;
    const ingress = { ...translated.ingress, other: bareEnd(translated.ingress.other) };
    return { ...translated, ingress };
  }),

  // "Service port compared (8080 allowed, 80 denied)."
  mutant(
    'SVC-2',
    'compares the port of the Service on egress, whatever the profile says',
    'translate',
    translatingWith('serviceEgressEvaluation', 'service-port'),
  ),

  // "Asserting either."
  mutant(
    'SVC-3',
    'finds a Service in a block over its address, whatever the profile says',
    'translate',
    translatingWith('serviceIpInIpBlock', 'match'),
  ),
  mutant(
    'SVC-4',
    'looks for the Service address where backends are external, whatever the profile says',
    'translate',
    translatingWith('externalBackendIpBlock', 'service-ip'),
  ),

  // "Asserting" one of the addresses that may be seen.
  mutant(
    'SVC-5',
    'sees the load balancer instead of the client, whatever the profile says',
    'translate',
    translatingWith('ingressSourceSeen', 'lb-ip'),
  ),
  mutant(
    'SVC-7',
    "sees the pod's own node instead of the client, whatever the profile says",
    'translate',
    translatingWith('ingressSourceSeen', 'own-node-ip'),
  ),

  // "Different path, different result."
  mutant(
    'SVC-8',
    'does not know the backend of a headless Service by its own address',
    'translate',
    (context, flow) => {
      const translated = reference.translate(context, flow);
      const { pod } = translated.destination;
      if (translated.translated || pod === undefined || !isBehindHeadless(context, pod)) return translated;
      const egress: Omit<SideQuestion, 'direction' | 'subject'> = {
        ...translated.egress,
        other: bareEnd(translated.egress.other),
      };
      return { ...translated, egress };
    },
  ),

  // "Unmodelled": a hostPort leads to the node and no further.
  mutant('SVC-9', 'judges a flow to a hostPort as one to the node', 'judge', (context, flow) =>
    reference.judge(context, flow.destination.kind === 'service' ? flow : withoutBackend(flow)),
  ),
];

/** `translate` for somebody who knows one answer alone. */
function translatingWith<Name extends ProfileOption>(
  name: Name,
  answer: Profile[Name],
): Semantics['translate'] {
  return (context, flow) => reference.translate(answering(context, name, answer), flow);
}

function isBehindHeadless({ world }: Context, pod: Pod): boolean {
  const headless = new Set(
    world.cluster.services.filter(({ clusterIPs }) => clusterIPs.length === 0).map(objectKey),
  );
  return world.cluster.endpointSlices.some(
    ({ namespace, service, endpoints }) =>
      headless.has(objectKey({ namespace, name: service })) &&
      endpoints.some((endpoint) => endpoint.pod === objectKey(pod)),
  );
}

function withoutBackend({ source, destination, protocol, port }: Flow): Flow {
  return { source, destination, protocol, ...(port === undefined ? {} : { port }) };
}
