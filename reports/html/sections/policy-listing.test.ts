import { describe, expect, it } from 'vitest';
import type { NetworkPolicy, Reasons } from '../../../model/index.ts';
import { policyListing } from './policy-listing.ts';

const POLICY: NetworkPolicy = {
  kind: 'NetworkPolicy',
  namespace: 'x',
  name: 'p',
  spec: {
    podSelector: { matchLabels: { pod: 'a' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      { from: [{ podSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 80 }] },
      {},
    ],
    egress: [{ to: [{ podSelector: {} }] }],
  },
};

/** The lines that carry a remark or a mark, without their markup. */
function marked(reasons: Partial<Reasons>): string[] {
  const { markup } = policyListing(POLICY, { clauses: ['ISO-1'], ...reasons });
  return [...markup.matchAll(/<span class="([a-z]+)">([^<]*)(?:<i> ← ([^<]*)<\/i>)?/g)].map(
    ([, kind, line, note]) => `${kind}: ${line!.trim()}${note === undefined ? '' : ` | ${note}`}`,
  );
}

const SIDE = {
  direction: 'ingress',
  subject: 'x/a',
  isolatedBy: ['x/p'],
  refusals: [],
  clauses: [],
} as const;

describe('policyListing', () => {
  it('marks the item that lets a flow pass, all its lines', () => {
    const allowedBy = { policy: 'x/p', rule: 0, peer: 1, port: 0 };
    expect(marked({ ingress: { ...SIDE, action: 'allow', allowedBy } })).toEqual([
      'isolates: podSelector: | isolates x/a for ingress',
      'isolates: matchLabels:',
      'isolates: pod: a',
      'allows: - ipBlock: | allows the flow',
      'allows: cidr: 10.0.0.0/8',
      'allows: - port: 80 | and its port',
    ]);
  });

  it('marks a whole rule that lists nothing', () => {
    const lines = marked({ ingress: { ...SIDE, action: 'allow', allowedBy: { policy: 'x/p', rule: 1 } } });
    expect(lines.at(-1)).toBe('allows: - {} | allows the flow');
  });

  it('marks the half of each rule that failed', () => {
    const refusals = [{ policy: 'x/p', rule: 0, peers: 'failed', ports: 'matched' }] as const;
    expect(marked({ egress: { ...SIDE, direction: 'egress', action: 'deny', refusals } }).slice(3)).toEqual([
      'refuses: - to: | no peer matches',
      'refuses: - podSelector: {}',
    ]);
    const ports = [{ policy: 'x/p', rule: 0, peers: 'matched', ports: 'failed' }] as const;
    expect(marked({ ingress: { ...SIDE, action: 'deny', refusals: ports } }).slice(3)).toEqual([
      'refuses: ports: | no port matches',
      'refuses: - port: 80',
    ]);
  });

  it('marks nothing for the reasons of other policies', () => {
    const allowedBy = { policy: 'x/other', rule: 0 };
    expect(marked({ ingress: { ...SIDE, isolatedBy: ['x/other'], action: 'allow', allowedBy } })).toEqual([]);
  });
});
