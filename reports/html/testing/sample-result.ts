import type {
  CampaignResult,
  Cluster,
  Evidence,
  Finding,
  Flow,
  Night,
  Timeline,
  Trace,
  Verdict,
} from '../../../model/index.ts';
import { clusterFrom, formatFindingKey, labelsFrom, scenarioOf } from '../../../model/index.ts';
import { nodeOf, podOf, policyOf, serviceOf } from '../../../model/testing/sample-cluster.ts';
import { CLAUSES } from '../../../spec/index.ts';

/** Three pods on two nodes, a Service, a policy with a block and its except. */
export const SAMPLE_CLUSTER: Cluster = clusterFrom(
  [
    nodeOf('n1', '192.168.50.11', 'fd50::11'),
    nodeOf('n2', '192.168.50.12', 'fd50::12'),
    {
      kind: 'Namespace',
      name: 'x',
      labels: labelsFrom([
        ['kubernetes.io/metadata.name', 'x'],
        ['team', 'red'],
      ]),
    },
    podOf('a', '10.244.1.10', {
      labels: labelsFrom([
        ['pod', 'a'],
        ['role', 'db'],
      ]),
      ports: [{ name: 'http', containerPort: 80, protocol: 'TCP', container: 'regular' }],
    }),
    podOf('b', '10.244.2.11', { nodeName: 'n2' }),
    podOf('host', '192.168.50.12', { nodeName: 'n2', hostNetwork: true }),
    serviceOf('web', {
      clusterIPs: ['10.96.0.10'],
      selector: labelsFrom([['pod', 'a']]),
      ports: [{ protocol: 'TCP', port: 8080, targetPort: 80 }],
    }),
    policyOf(
      'p',
      [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }, { podSelector: {} }],
      [{ protocol: 'TCP', port: 80 }],
    ),
  ],
  [{ ip: '203.0.113.7', name: 'e1' }],
);

/** From an excepted address to x/a: isolated, and no peer matches (IPB-2, IPB-5). */
export const EXCEPTED: Flow = {
  source: { kind: 'external', ip: '10.1.2.3' },
  destination: { kind: 'pod', ip: '10.244.1.10', pod: 'x/a' },
  protocol: 'TCP',
  port: 80,
};

/** From x/b through the Service to x/a. */
export const THROUGH_SERVICE: Flow = {
  source: { kind: 'pod', ip: '10.244.2.11', pod: 'x/b' },
  destination: { kind: 'service', ip: '10.96.0.10', service: 'x/web' },
  protocol: 'TCP',
  port: 8080,
  backend: { endpoint: { kind: 'pod', ip: '10.244.1.10', pod: 'x/a' }, port: 80 },
};

export const DENIED: Verdict = {
  action: 'deny',
  basis: { kind: 'mandated' },
  reasons: {
    clauses: ['IPB-2', 'ISO-2'],
    ingress: {
      direction: 'ingress',
      subject: 'x/a',
      action: 'deny',
      isolatedBy: ['x/p'],
      refusals: [{ policy: 'x/p', rule: 0, peers: 'failed', ports: 'matched' }],
      clauses: ['IPB-2'],
    },
  },
};

export const ALLOWED: Verdict = {
  action: 'allow',
  basis: { kind: 'profile', options: ['selfViaService'] },
  reasons: {
    clauses: ['SVC-1', 'PEER-1'],
    translation: { service: 'x/web', destination: 'x/a', port: 80, clauses: ['SVC-1'] },
    ingress: {
      direction: 'ingress',
      subject: 'x/a',
      action: 'allow',
      isolatedBy: ['x/p'],
      allowedBy: { policy: 'x/p', rule: 0, peer: 1, port: 0 },
      refusals: [],
      clauses: ['PEER-1'],
    },
  },
};

export const SAMPLE_EVIDENCE: Evidence = {
  matrix: {
    title: 'TCP 80',
    ends: [
      { label: 'x/a', kind: 'pod', ip: '10.244.1.10' },
      { label: 'x/b', kind: 'pod', ip: '10.244.2.11' },
      { label: 'node n2', kind: 'node', ip: '192.168.50.12' },
      { label: '10.1.0.0/16', kind: 'external', ip: '10.1.2.3' },
      { label: '0.0.0.0-9.255.255.255', kind: 'external', ip: '9.255.255.255' },
    ],
    expected: ['AA?AA', 'AAAAA', 'DAAAA', 'DAA--', 'DAA--'],
    observed: ['AAAAA', 'AAUAA', 'DAAAA', 'AAA--', 'DAA--'],
    flow: { source: 3, destination: 0 },
  },
};

/** A policy is made, one node learns of it, the other's agent is away, and a packet slips through. */
export const SAMPLE_TIMELINE: Timeline = {
  nodes: ['n1', 'n2'],
  hash: '5f0c0ffee',
  events: [
    { at: 0, place: { kind: 'api-server' }, what: 'object', revision: 1, text: 'Pod x/a stored' },
    { at: 4, place: { kind: 'node', node: 'n1' }, what: 'watch', revision: 1, text: 'saw Pod x/a' },
    { at: 5, place: { kind: 'node', node: 'n2' }, what: 'watch', revision: 1, text: 'saw Pod x/a' },
    { at: 9, place: { kind: 'node', node: 'n1' }, what: 'programmed', revision: 1, text: 'rules in effect' },
    { at: 11, place: { kind: 'node', node: 'n2' }, what: 'programmed', revision: 1, text: 'rules in effect' },
    { at: 200, place: { kind: 'packet' }, what: 'connection', text: 'x/b opens a connection to x/a TCP/80' },
    { at: 1000, place: { kind: 'node', node: 'n2' }, what: 'agent-down', text: 'the agent stops' },
    {
      at: 1200,
      place: { kind: 'api-server' },
      what: 'object',
      revision: 2,
      text: 'NetworkPolicy x/p stored',
    },
    {
      at: 1204,
      place: { kind: 'node', node: 'n1' },
      what: 'watch',
      revision: 2,
      text: 'saw NetworkPolicy x/p',
    },
    { at: 1206, place: { kind: 'node', node: 'n1' }, what: 'programming', revision: 2, text: 'begins' },
    { at: 1207, place: { kind: 'node', node: 'n1' }, what: 'fault', text: 'the 3rd operation fails' },
    {
      at: 1212,
      place: { kind: 'node', node: 'n1' },
      what: 'programmed',
      revision: 2,
      text: 'rules in effect',
    },
    {
      at: 7000,
      place: { kind: 'packet' },
      what: 'verdict',
      action: 'allow',
      wrong: true,
      text: 'x/a → x/b TCP/80 delivered',
    },
    { at: 9000, place: { kind: 'node', node: 'n2' }, what: 'agent-up', text: 'the agent is back' },
    {
      at: 9010,
      place: { kind: 'node', node: 'n2' },
      what: 'watch',
      revision: 2,
      text: 'saw NetworkPolicy x/p',
    },
    {
      at: 9020,
      place: { kind: 'node', node: 'n2' },
      what: 'programmed',
      revision: 2,
      text: 'rules in effect',
    },
    {
      at: 9500,
      place: { kind: 'packet' },
      what: 'verdict',
      action: 'deny',
      text: 'x/a → x/b TCP/80 dropped',
    },
  ],
};

export const SAMPLE_TRACE: Trace = {
  flow: THROUGH_SERVICE,
  hops: [
    {
      place: 'n2',
      steps: [
        {
          kind: 'service-translation',
          detail: '10.96.0.10 port 8080 → 10.244.1.10 port 80 (x/web)',
          action: 'continue',
        },
        { kind: 'conntrack', detail: 'new: TCP 10.244.2.11:50000 → 10.96.0.10:8080', action: 'continue' },
      ],
    },
    {
      place: 'n1',
      steps: [
        {
          kind: 'ingress-hook',
          detail: 'x/a: 10.244.2.11 → 10.244.1.10 TCP/80',
          rule: 'chain "x/a ingress": drop comment "isolated by x/p"',
          action: 'deny',
        },
      ],
    },
  ],
  disposition: 'dropped',
};

/** Names as nobody should choose them. */
export const HOSTILE = `</script><script>hostile()</script><img src=x onerror=hostile()>"'\u{202e}`;

/** Findings of several kinds, over and over, each with all its pictures. */
export function sampleFindings(count: number): Finding[] {
  return Array.from({ length: count }, (_, index) => SHAPES[index % SHAPES.length]!(index));
}

const SHAPES: readonly ((index: number) => Finding)[] = [
  (index) => ({
    ...findingWith(index, 'deny', 'allow', 'IPB-5'),
    flow: EXCEPTED,
    verdict: DENIED,
    evidence: { ...SAMPLE_EVIDENCE, timeline: SAMPLE_TIMELINE },
    trace: SAMPLE_TRACE,
    engineReasons: ['cidr 10.0.0.0/8 matches'],
  }),
  (index) => ({
    ...findingWith(index, 'allow', 'deny', 'PEER-1'),
    flow: THROUGH_SERVICE,
    verdict: ALLOWED,
    evidence: SAMPLE_EVIDENCE,
    trace: SAMPLE_TRACE,
  }),
  (index) => ({
    ...findingWith(index, 'an answer', 'crash', 'none'),
    fault: { kind: 'crash', detail: 'exit code 139', log: `panic: ${HOSTILE}` },
  }),
];

function findingWith(
  index: number,
  expected: string,
  observed: string,
  clause: Finding['key']['clause'],
): Finding {
  const engine = `engine-${index % 4}`;
  const trait = observed === 'crash' ? 'crash' : clause === 'IPB-5' ? 'except' : 'service';
  return {
    key: {
      property: 'engine-agrees-with-reference',
      engine,
      trait,
      direction: clause === 'none' ? 'none' : 'ingress',
      expected,
      observed: observed === 'crash' ? `crash ${index}` : observed,
      clause,
    },
    summary: `${engine} says ${observed} in case ${index}, which must be ${expected}`,
    scenario: scenarioOf('sample', SAMPLE_CLUSTER, {
      references: ['https://example.org/1', 'javascript:hostile()'],
      provenance: { engine, engineVersion: '1.2.3' },
    }),
    origin: { kind: 'generated', seed: 7, run: index },
    reduction: {
      evaluations: 120 + index,
      complete: index % 2 === 0,
      policies: 1,
      pods: 3,
      indifferent: index % 2 === 0 ? ['any port'] : [],
    },
    file: `findings/${index}.yaml`,
    reproduce: `fencepost replay findings/${index}.yaml --engine ${engine}`,
  };
}

/** A campaign with everything that a report can show. */
export function sampleResult(findings: readonly Finding[] = sampleFindings(6)): CampaignResult {
  return {
    schema: 'fencepost-result/1',
    fencepost: '0.1.0',
    seed: 7,
    settings: 'default',
    generator: 'g1',
    ended: 'cases',
    corpus: { files: 250, expectations: 13_910, failures: 0 },
    cases: 20_000,
    tallies: [0, 1, 2, 3].map((index) => ({
      engine: `engine-${index}`,
      version: '1.2.3',
      property: 'engine-agrees-with-reference',
      cases: 20_000,
      cells: index === 3 ? 0 : 7_563_911,
      skipped: index === 3 ? { 'capability endPort': 20_000 } : {},
      findings: findings.filter(({ key }) => key.engine === `engine-${index}`).length,
    })),
    findings,
    occurrences: Object.fromEntries(
      findings.map(({ key }, index) => [formatFindingKey(key), 1 + ((index * 7) % 30)]),
    ),
    coverage: CLAUSES.filter((_, index) => index % 9 !== 4).map(({ id }, index) => ({
      clause: id,
      bin: 'ingress/allow',
      decided: (index * index) % 900,
      firstCase: index,
    })),
    notes: [],
    timing: {
      startedAt: '2026-03-01T02:00:00.000Z',
      elapsedMs: 1_234_567,
      casesPerSecond: 88,
      cellsPerSecond: 829_518,
    },
  };
}

/** Nights before the sample's own: a finding that stays, one that comes and goes, one that was mended. */
export function sampleHistory(nights = 24): Night[] {
  const [stays, comesAndGoes] = sampleFindings(2).map(({ key }) => formatFindingKey(key));
  return Array.from({ length: nights }, (_, night) => ({
    date: new Date(Date.UTC(2026, 1, 5 + night, 2)).toISOString(),
    cases: 19_000 + ((night * 7919) % 2_500),
    casesPerSecond: 80 + ((night * 31) % 17),
    clausesDecided: 120 + Math.min(40, night * 2),
    findings: {
      ...(night > 8 ? { [stays!]: 3 } : {}),
      ...(night % 5 === 2 ? { [comesAndGoes!]: 1 } : {}),
      ...(night < 6 ? { 'v2:order-changes-nothing/engine-2/none': 2 } : {}),
    },
  }));
}
