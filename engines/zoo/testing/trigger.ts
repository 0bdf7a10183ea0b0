import type { Scenario } from '../../../model/index.ts';
import { decodeScenario } from '../../../scenarios/index.ts';

/** A small case on which one bug errs: policies over the catalogue's fixture, and verdicts in flow text. */
export interface Trigger {
  /** What the fixture lacks, as in a scenario file. */
  readonly cluster?: object;
  readonly policies?: readonly object[];
  /** Policies from before today's validation. */
  readonly stored?: readonly object[];
  /** `allow x/b -> x/a TCP/80`: what the specification says; at least one line fails under the bug. */
  readonly expect: readonly string[];
}

export type Triggers = Readonly<Record<string, Trigger>>;

/** The trigger as a scenario. */
export function scenarioOfTrigger(name: string, { cluster, policies, stored, expect }: Trigger): Scenario {
  const document = {
    fencepost: 1,
    name,
    cluster: { fixture: 'catalogue', ...cluster },
    ...(policies === undefined ? {} : { policies }),
    ...(stored === undefined ? {} : { storedPolicies: stored }),
    expect: expect.map(expectationLine),
  };
  return decodeScenario(JSON.stringify(document), `${name}.yaml`);
}

/** `allow FLOW` as a scenario file has it. Which options a verdict rests on is not what a trigger is about. */
function expectationLine(text: string): object {
  const space = text.indexOf(' ');
  return { [text.slice(0, space)]: text.slice(space + 1) };
}

type Labels = Readonly<Record<string, string>>;

interface Rule {
  readonly from?: readonly object[];
  readonly to?: readonly object[];
  readonly ports?: readonly object[];
}

/** A policy named `namespace/name`; the rest of its spec as written. */
export function policy(key: string, podSelector: object, spec: object = {}): object {
  const [namespace, name] = key.split('/');
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace, name },
    spec: { podSelector, ...spec },
  };
}

/** A policy of type Ingress for pods with these labels. */
export function ingress(key: string, labels: Labels, ...rules: readonly Rule[]): object {
  return policy(key, select(labels), { policyTypes: ['Ingress'], ingress: rules });
}

/** A policy of type Egress for pods with these labels. */
export function egress(key: string, labels: Labels, ...rules: readonly Rule[]): object {
  return policy(key, select(labels), { policyTypes: ['Egress'], egress: rules });
}

function select(labels: Labels): object {
  return Object.keys(labels).length === 0 ? {} : { matchLabels: labels };
}

export const pods = (labels: Labels): object => ({ podSelector: select(labels) });

export const spaces = (labels: Labels): object => ({ namespaceSelector: select(labels) });

export const podsIn = (namespaces: Labels, labels: Labels): object => ({
  ...spaces(namespaces),
  ...pods(labels),
});

export const block = (cidr: string, ...except: readonly string[]): object => ({
  ipBlock: except.length === 0 ? { cidr } : { cidr, except },
});

export const tcp = (port: number | string, endPort?: number): object => ({
  protocol: 'TCP',
  port,
  ...(endPort === undefined ? {} : { endPort }),
});

export const udp = (port: number | string): object => ({ protocol: 'UDP', port });

export const sctp = (port: number | string): object => ({ protocol: 'SCTP', port });
