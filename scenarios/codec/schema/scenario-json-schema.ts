import { SCENARIO_VERSION } from '../../../model/index.ts';
import { PACKETS } from '../expectations.ts';
import { AGENT_CHANGES, SENT_PACKETS, WATCH_CHANGES } from '../history/steps.ts';
import { PROFILE_VALUES } from '../objects/profile.ts';
import { FAULTS, NEIGHBOURS, type FaultRange } from '../simulation.ts';
import {
  anyOf,
  anything,
  definition,
  described,
  flag,
  list,
  mapOf,
  matching,
  oneKey,
} from './schema-parts.ts';
import { parts, record, someObject, text, wholeNumber, words, type JsonSchema } from './schema-parts.ts';

const address = definition('address');
const labels = definition('labels');
const key = matching('^[^/]+/[^/]+$');
const port = wholeNumber(1, 65_535);
const protocol = words('TCP', 'UDP', 'SCTP');
const action = words('allow', 'deny');
const packetKind = PACKETS.join('|');
const portHead = '(?:[A-Za-z0-9._-]+=)?[0-9]{1,5}/(?:TCP|UDP|SCTP)';
const trafficPolicy = words('Cluster', 'Local');

const ports = {
  container: anyOf(
    matching(`^${portHead}(?:\\s*\\([^()]*\\))?$`),
    record(
      {
        name: text,
        containerPort: port,
        protocol,
        hostPort: port,
        container: words('regular', 'sidecar', 'init', 'ephemeral'),
      },
      ['containerPort', 'protocol'],
    ),
  ),
  service: anyOf(
    matching(`^${portHead}(?:\\s*->\\s*[A-Za-z0-9-]+)?\\s*(?:\\(nodePort [0-9]{1,5}\\))?$`),
    record({ name: text, protocol, port, targetPort: anyOf(port, text), nodePort: port }, [
      'protocol',
      'port',
    ]),
  ),
  slice: anyOf(matching(`^${portHead}$`), record({ name: text, protocol, port }, ['protocol', 'port'])),
};

const objects: Readonly<Record<string, JsonSchema>> = {
  node: anyOf(list(address), parts({ addresses: list(address), podCIDRs: list(text), labels })),
  pod: parts({
    labels,
    node: text,
    hostNetwork: flag,
    ips: list(address),
    ports: list(ports.container),
    phase: words('Running', 'Pending', 'Succeeded', 'Failed', 'Unknown'),
    terminating: flag,
    uid: text,
  }),
  service: parts({
    type: words('ClusterIP', 'NodePort', 'LoadBalancer'),
    ips: list(address),
    externalIPs: list(address),
    loadBalancerIPs: list(address),
    selector: labels,
    ports: list(ports.service),
    externalTrafficPolicy: trafficPolicy,
    internalTrafficPolicy: trafficPolicy,
    handMade: described('The selector makes no EndpointSlices.', flag),
  }),
  endpointSlice: parts({
    service: text,
    addressType: words('IPv4', 'IPv6'),
    endpoints: list(anyOf(text, record({ address, pod: key, nodeName: text, ready: flag }, ['address']))),
    ports: list(ports.slice),
  }),
};

const sections: Readonly<Record<string, JsonSchema>> = {
  nodes: mapOf(definition('node')),
  namespaces: described('Labels; kubernetes.io/metadata.name is always added.', mapOf(labels)),
  pods: mapOf(definition('pod'), key),
  services: mapOf(definition('service'), key),
  endpointSlices: mapOf(definition('endpointSlice'), key),
};

const policies = { policies: list(someObject), storedPolicies: list(someObject) };
const changed = record({ ...sections, ...policies });
const basis = { by: list(definition('option')), otherwise: list(definition('other')) };
const flowLine = { sourcePort: port, ...basis };

const expectations: Readonly<Record<string, JsonSchema>> = {
  allow: record({ allow: definition('flow'), ...flowLine }, ['allow']),
  deny: record({ deny: definition('flow'), ...flowLine }, ['deny']),
  connection: record(
    { connection: definition('flow'), sourcePort: port, packets: list(definition('packet')) },
    ['connection', 'packets'],
  ),
  admission: record(
    {
      admission: words('accepted', 'rejected'),
      manifest: anything,
      old: anything,
      fieldValidation: words('Strict', 'Warn', 'Ignore'),
      strictCidrValidation: words('on', 'warn-only'),
      field: text,
      warnings: list(text),
      stored: mapOf(anything),
    },
    ['admission', 'manifest'],
  ),
  packet: record({ packet: matching(`^\\s*\\S+\\s+(?:${packetKind})\\s*$`), is: action, ...basis }, [
    'packet',
    'is',
  ]),
};
const { packet: stepOnly, ...anywhere } = expectations;

const flows: Readonly<Record<string, JsonSchema>> = {
  flow: anyOf(definition('flowText'), definition('flowData')),
  flowText: described(
    'SOURCE -> DESTINATION PROTOCOL/PORT, with => BACKEND:PORT where a proxy chose another end.',
    matching(
      '^\\s*\\S+\\s+->\\s+\\S+\\s+(?:(?:TCP|UDP|SCTP)/[0-9]{1,5}|ICMP|[0-9]{1,3})(?:\\s+=>\\s+\\S+:[0-9]{1,5})?\\s*$',
    ),
  ),
  flowData: record(
    {
      source: definition('end'),
      destination: definition('end'),
      protocol: text,
      port,
      backend: record({ endpoint: definition('end'), port }, ['endpoint', 'port']),
    },
    ['source', 'destination', 'protocol'],
  ),
  end: record(
    {
      kind: words('pod', 'hostNetwork', 'node', 'external', 'service'),
      ip: address,
      pod: text,
      node: text,
      service: text,
    },
    ['kind', 'ip'],
  ),
  packet: anyOf(
    matching(`^\\s*(?:${packetKind})\\s+(?:allow|deny)\\s*$`),
    record({ original: action, reply: action, 'related-icmp': action, ...basis }),
  ),
  other: record({ profile: definition('profile'), action }, ['profile', 'action']),
};

const step = record({
  title: text,
  do: list(
    oneKey({
      add: changed,
      change: changed,
      remove: record(
        Object.fromEntries(
          [...Object.keys(sections), ...Object.keys(policies)].map((name) => [name, list(text)]),
        ),
      ),
      wait: wholeNumber(0),
      open: record({ connection: text, flow: definition('flow'), sourcePort: port }, ['connection', 'flow']),
      send: matching(`^\\s*\\S+\\s+(?:${SENT_PACKETS.join('|')})\\s*$`),
      close: text,
      agent: record({ node: text, change: words(...AGENT_CHANGES) }, ['node', 'change']),
      watch: record({ node: text, change: words(...WATCH_CHANGES) }, ['node', 'change']),
    }),
  ),
  settled: flag,
  expect: list(anyOf(...Object.values(anywhere), stepOnly!)),
});

const simulation = record(
  {
    seed: described('All that happens by chance follows from it.', wholeNumber()),
    faults: record(
      Object.fromEntries(Object.entries(FAULTS).map(([part, ranges]) => [part, record(rangesOf(ranges))])),
    ),
    neighbours: described('Whether nodes know link addresses from the start.', words(...NEIGHBOURS)),
  },
  ['seed'],
);

function rangesOf(ranges: Readonly<Record<string, FaultRange>>): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(ranges).map(([name, { most, isWhole }]) => [
      name,
      isWhole
        ? described('Milliseconds or a count.', wholeNumber(0, most))
        : described('A probability.', { type: 'number', minimum: 0, maximum: most }),
    ]),
  );
}

const provenance = record({
  seed: wholeNumber(),
  run: wholeNumber(),
  settings: text,
  generator: text,
  fencepost: text,
  commit: text,
  property: text,
  engine: text,
  engineVersion: text,
  key: text,
});

/** The values of an option; `(n)` stands for a number of ticks. */
function optionValues(values: 'ticks' | readonly string[]): JsonSchema {
  if (values === 'ticks') return wholeNumber(0);
  const plain = values.filter((value) => value !== 'flush-after(n)');
  return plain.length === values.length
    ? words(...plain)
    : anyOf(words(...plain), matching('^flush-after\\([0-9]+\\)$'));
}

/**
 * The shape of a scenario file as a JSON Schema (draft 2020-12), for editors. The codec checks more: that names
 * exist, that addresses are addresses, that an API server would take the policies.
 */
export const SCENARIO_JSON_SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Fencepost scenario',
  ...(record(
    {
      fencepost: described('Version of the format.', { const: SCENARIO_VERSION }),
      name: text,
      title: text,
      description: text,
      clauses: list(matching('^[A-Z]+-[1-9][0-9]*$')),
      references: list(text),
      provenance,
      profile: definition('profile'),
      simulation: described('How a simulator runs it.', simulation),
      cluster: record({
        fixture: matching('^[a-z0-9-]+$'),
        ...sections,
        externals: anyOf(mapOf(address), list(anyOf(address, mapOf(address)))),
      }),
      policies: described('Manifests as a user submits them.', policies.policies),
      storedPolicies: described('Stored objects that no API server accepts today.', policies.storedPolicies),
      expect: list(anyOf(...Object.values(anywhere))),
      steps: list(step),
    },
    ['fencepost', 'name'],
  ) as object),
  $defs: {
    address: matching('^[0-9A-Fa-f:.]+$'),
    labels: mapOf(text),
    ...objects,
    ...flows,
    option: words(...Object.keys(PROFILE_VALUES)),
    profile: record(
      Object.fromEntries(
        Object.entries(PROFILE_VALUES).map(([name, values]) => [name, optionValues(values)]),
      ),
    ),
  },
};
