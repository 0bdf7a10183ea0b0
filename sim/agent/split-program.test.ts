import { describe, expect, it } from 'vitest';
import { decodeScenario } from '../../scenarios/index.ts';
import type { DatapathMaker, DatapathName } from '../index.ts';
import { DATAPATHS, probeAction, settledNetwork, walkFlow } from '../index.ts';
import { SPEC_DEFAULT } from '../../model/index.ts';

/** x/a may send where one rule lets it. y/web leads from 10.96.0.20:8080 to y/a:80. */
const scenarioWith = (rule: string) =>
  decodeScenario(
    `fencepost: 1
name: dialled
cluster:
  nodes: {n1: [192.168.50.11], n2: [192.168.50.12]}
  namespaces: {x: {}, y: {}}
  pods:
    x/a: {node: n1, ips: [10.244.1.10]}
    y/a: {node: n2, ips: [10.244.2.20], labels: {app: web}}
  services:
    y/web: {ips: [10.96.0.20], selector: {app: web}, ports: [http=8080/TCP->80]}
policies:
  - apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: p, namespace: x}
    spec: {podSelector: {}, policyTypes: [Egress], egress: [${rule}]}
expect:
  - allow: x/a -> y/a TCP/80
  - allow: x/a -> service:y/web TCP/8080 => y/a:80
`,
    'dialled.yaml',
  );

const PROFILE = { ...SPEC_DEFAULT, serviceEgressEvaluation: 'pre-dnat-with-expansion' } as const;

describe.each(Object.entries(DATAPATHS) as [DatapathName, DatapathMaker][])(
  'a plugin on %s that filters before the translation (SVC-2)',
  (_, datapath) => {
    // [the rule, what becomes of a connection to the pod, and of one to its Service]
    it.each<[rule: string, direct: string, service: string]>([
      ['{to: [{ipBlock: {cidr: 10.244.0.0/16}}]}', 'allow', 'deny'],
      ['{to: [{ipBlock: {cidr: 10.96.0.0/12}}], ports: [{port: 8080}]}', 'deny', 'allow'],
      ['{to: [{ipBlock: {cidr: 10.96.0.0/12}}], ports: [{port: 80}]}', 'deny', 'deny'],
      ['{to: [{ipBlock: {cidr: 10.96.0.0/12, except: [10.96.0.20/32]}}]}', 'deny', 'deny'],
      ['{to: [{namespaceSelector: {}}], ports: [{port: 80}]}', 'allow', 'allow'],
      ['{to: [{namespaceSelector: {}}], ports: [{port: 8080}]}', 'deny', 'deny'],
      ['{ports: [{port: 80}]}', 'allow', 'allow'],
      ['{ports: [{port: 8080}]}', 'deny', 'deny'],
      [
        '{to: [{namespaceSelector: {}}, {ipBlock: {cidr: 10.96.0.0/12}}], ports: [{port: 8080}]}',
        'deny',
        'allow',
      ],
    ])('%s: %s, %s', (rule, direct, service) => {
      const { cluster, expectations } = scenarioWith(rule);
      const network = settledNetwork(cluster, { profile: PROFILE, datapath });
      const flows = expectations.flatMap((each) => (each.kind === 'flow' ? [each.flow] : []));
      expect(flows.map((flow) => probeAction(network, flow))).toEqual([direct, service]);
      const walked = flows.map((flow) => walkFlow(network, flow).disposition === 'delivered');
      expect(walked).toEqual([direct === 'allow', service === 'allow']);
    });
  },
);
