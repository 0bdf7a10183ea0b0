import { describe, expect, it } from 'vitest';
import { SPEC_DEFAULT } from '../../../model/index.ts';
import type { IntentRule, PodView } from '../intent.ts';
import { ruleBranches } from './rule-branches.ts';
import { shortHash } from './short-hash.ts';

const pod = (key: string, address: string): PodView => ({
  key,
  uid: key,
  namespace: 'x',
  nodeName: 'n1',
  hostNetwork: false,
  identity: key,
  addresses: [address],
});
const A = pod('x/a', '10.0.0.1');
const B = pod('x/b', '10.0.0.2');
const PODS = new Map([A, B].map((view) => [view.key, [view]]));
const HTTP = { protocol: 'TCP', first: 80, last: 90 } as const;
const base: IntentRule = {
  policy: 'x/p',
  rule: 0,
  peers: [{ kind: 'pods', members: [A, B] }],
  ports: [HTTP],
};

describe('branches of a rule', () => {
  it('gives a port name branches of its own, with the destinations for which it holds', () => {
    const rule = { ...base, ports: [HTTP, { ...HTTP, first: 8080, last: 8080, only: ['x/b', 'x/gone'] }] };
    expect(ruleBranches(rule, 'IPv4', PODS, SPEC_DEFAULT)).toStrictEqual([
      { peers: { addresses: ['10.0.0.1', '10.0.0.2'], blocks: [] }, ports: [HTTP] },
      {
        peers: { addresses: ['10.0.0.2'], blocks: [] },
        ports: [{ protocol: 'TCP', first: 8080, last: 8080 }],
      },
    ]);
  });

  it.each<[string, Partial<IntentRule>]>([
    ['no ports', { ports: [] }],
    ['no peers', { peers: [{ kind: 'pods', members: [] }] }],
    ['a block that cannot be read', { peers: [{ kind: 'block', cidr: '010.0.0.0/8', excepts: [] }] }],
    ['an except that cannot be read', { peers: [{ kind: 'block', cidr: '10.0.0.0/8', excepts: ['x'] }] }],
    ['a port name that no peer declares', { ports: [{ ...HTTP, only: ['x/gone'] }] }],
  ])('has none for %s', (_, change) => {
    expect(ruleBranches({ ...base, ...change }, 'IPv4', PODS, SPEC_DEFAULT)).toStrictEqual([]);
  });

  it('leaves the first port alone where endPort is not supported (PORT-19)', () => {
    const [branch] = ruleBranches(base, 'IPv4', PODS, { ...SPEC_DEFAULT, endPort: 'single-port' });
    expect(branch?.ports).toStrictEqual([{ protocol: 'TCP', first: 80, last: 80 }]);
  });
});

it('hashes where one name ends and the next begins', () => {
  expect(shortHash('a-b', 'c')).not.toBe(shortHash('a', 'b-c'));
  expect(shortHash('a', 'b')).toMatch(/^[0-9a-f]{16}$/);
});
