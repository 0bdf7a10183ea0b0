import { describe, expect, it } from 'vitest';
import type { DirectionIntent, IntentRule, NodeIntent, PeerTerm, PodView } from '../datapath/intent.ts';
import type { NodeLimits } from './behaviour.ts';
import { fitClosed, reasonAgainst } from './behaviour.ts';

const pod = (key: string): PodView => ({
  key,
  uid: key,
  namespace: 'x',
  nodeName: 'n1',
  hostNetwork: false,
  addresses: ['10.244.1.10'],
  identity: key,
});

const pods = (...keys: string[]): PeerTerm => ({ kind: 'pods', members: keys.map(pod) });
const block = (...excepts: string[]): PeerTerm => ({ kind: 'block', cidr: '10.0.0.0/8', excepts });
const rule = (policy: string, parts: Partial<IntentRule> = {}): IntentRule => ({
  policy,
  rule: 0,
  peers: 'any',
  ports: 'any',
  ...parts,
});
const port = (first: number) => ({ protocol: 'TCP' as const, first, last: first });

describe('a rule fits, or not', () => {
  it.each<[string, IntentRule, number, NodeLimits, string | undefined]>([
    ['without limits', rule('x/p', { peers: [block('10.1.0.0/16')] }), 99, {}, undefined],
    ['a rule for everybody has no peers', rule('x/p'), 0, { peersPerRule: 0, portsPerRule: 0 }, undefined],
    ['members count', rule('x/p', { peers: [pods('x/a', 'x/b')] }), 0, { peersPerRule: 2 }, undefined],
    [
      'and excepts',
      rule('x/p', { peers: [pods('x/a'), block('10.1.0.0/16')] }),
      0,
      { peersPerRule: 2 },
      'more than 2 peers in a rule',
    ],
    [
      'ports',
      rule('x/p', { ports: [port(1), port(2)] }),
      0,
      { portsPerRule: 1 },
      'more than 1 ports in a rule',
    ],
    ['the last rule of a pod', rule('x/p'), 1, { rulesPerPod: 2 }, undefined],
    ['one too many', rule('x/p'), 2, { rulesPerPod: 2 }, 'more than 2 rules for one pod'],
    ['poison', rule('x/p'), 0, { poison: ['x/p'] }, 'its rules cannot be programmed'],
    ['the poison of another', rule('x/p'), 0, { poison: ['y/p'] }, undefined],
  ])('%s', (_, asked, index, limits, expected) => {
    expect(reasonAgainst(asked, index, limits)).toBe(expected);
  });
});

describe('a node that cannot hold everything', () => {
  const direction = (name: DirectionIntent['direction'], ...rules: IntentRule[]): DirectionIntent => ({
    direction: name,
    isolatedBy: rules.map(({ policy }) => policy),
    rules,
  });
  const intent = (...rules: IntentRule[]): NodeIntent => ({
    node: 'n1',
    nodeAddresses: [],
    pods: [
      { pod: pod('x/a'), ingress: direction('ingress', ...rules), egress: direction('egress', ...rules) },
    ],
    knownPods: [],
    families: ['IPv4'],
  });

  it('leaves out what does not fit, isolates as before, and says so once for each policy', () => {
    const wanted = intent(rule('x/p'), rule('x/q'));
    const { intent: fitted, refused } = fitClosed(wanted, { poison: ['x/p'] });
    expect(refused).toEqual([{ policy: 'x/p', reason: 'its rules cannot be programmed' }]);
    for (const side of [fitted.pods[0]!.ingress, fitted.pods[0]!.egress]) {
      expect(side.isolatedBy).toEqual(['x/p', 'x/q']);
      expect(side.rules.map(({ policy }) => policy)).toEqual(['x/q']);
    }
  });

  it('is given what is wanted where all of it fits', () => {
    const wanted = intent(rule('x/p'));
    expect(fitClosed(wanted, { rulesPerPod: 1 })).toEqual({ intent: wanted, refused: [] });
  });
});
