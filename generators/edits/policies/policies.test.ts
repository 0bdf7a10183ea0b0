import { describe, expect, it } from 'vitest';
import type { IPBlock, LabelSelector, NetworkPolicyPort } from '../../../model/index.ts';
import { simplerBlocks } from './blocks.ts';
import { simplerPorts } from './ports.ts';
import { simplerSelectors } from './selectors.ts';

const forms = <T>(cuts: Iterable<{ readonly to: T }>): T[] => [...cuts].map(({ to }) => to);

describe('simpler port items', () => {
  const cases: [NetworkPolicyPort, NetworkPolicyPort[]][] = [
    [{ protocol: 'TCP' }, []],
    [{ protocol: 'TCP', port: 80 }, [{ protocol: 'TCP' }]],
    [{ protocol: 'TCP', port: 1 }, [{ protocol: 'TCP' }, { protocol: 'TCP', port: 80 }]],
    [{ protocol: 'UDP', port: 80 }, [{ protocol: 'UDP' }, { protocol: 'TCP', port: 80 }]],
    [{ protocol: 'TCP', port: 'web' }, [{ protocol: 'TCP' }, { protocol: 'TCP', port: 80 }]],
    [
      // VAL-7: 80 would lie beyond the end.
      { protocol: 'TCP', port: 53, endPort: 79 },
      [{ protocol: 'TCP' }, { protocol: 'TCP', port: 53 }, { protocol: 'TCP', port: 1, endPort: 79 }],
    ],
  ];
  it.each(cases)('%o → %o', (item, expected) => {
    expect(forms(simplerPorts(item))).toEqual(expected);
  });
});

describe('simpler blocks', () => {
  const cases: [IPBlock, IPBlock[]][] = [
    [{ cidr: '0.0.0.0/0' }, []],
    [{ cidr: '10.0.0.0/8' }, [{ cidr: '0.0.0.0/0' }]],
    [
      { cidr: '10.1.2.3/32' },
      [
        { cidr: '0.0.0.0/0' },
        { cidr: '10.0.0.0/8' },
        { cidr: '10.1.0.0/16' },
        { cidr: '10.1.2.0/24' },
        { cidr: '10.1.2.2/31' },
      ],
    ],
    // IPB-9: host bits go first by the shorter prefix, then alone.
    [{ cidr: '10.0.0.5/8' }, [{ cidr: '0.0.0.0/0' }, { cidr: '10.0.0.0/7' }, { cidr: '10.0.0.0/8' }]],
    // IPB-15
    [{ cidr: '010.0.0.0/8' }, [{ cidr: '10.0.0.0/8' }]],
    [{ cidr: 'FD00::/32' }, [{ cidr: '::/0' }]],
    [{ cidr: '0.0.0.0/0', except: ['128.0.0.0/1'] }, [{ cidr: '0.0.0.0/0' }]],
  ];
  it.each(cases)('%o starts with %o', (block, expected) => {
    expect(forms(simplerBlocks(block)).slice(0, expected.length)).toEqual(expected);
  });

  it('keep every except inside its cidr and longer', () => {
    for (const { cidr, except } of forms(simplerBlocks({ cidr: '10.0.0.0/8', except: ['10.1.2.0/24'] }))) {
      for (const text of except ?? []) {
        expect(Number(text.split('/')[1])).toBeGreaterThan(Number(cidr.split('/')[1]));
        expect(text.startsWith('10.')).toBe(true);
      }
    }
  });
});

describe('simpler selectors', () => {
  const cases: [LabelSelector, LabelSelector[]][] = [
    [{}, []],
    [{ matchLabels: { a: '1' } }, [{}, {}]],
    [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }, [{}, {}]],
    [
      { matchExpressions: [{ key: 'a', operator: 'In', values: ['1'] }] },
      [{}, {}, { matchExpressions: [{ key: 'a', operator: 'Exists' }] }, { matchLabels: { a: '1' } }],
    ],
    [
      { matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['1', '2'] }] },
      [
        {},
        {},
        { matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['2'] }] },
        { matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['1'] }] },
        { matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] },
      ],
    ],
    [
      // The label has the key already: the requirement cannot become another.
      { matchLabels: { a: '1' }, matchExpressions: [{ key: 'a', operator: 'In', values: ['2'] }] },
      [
        {},
        { matchExpressions: [{ key: 'a', operator: 'In', values: ['2'] }] },
        { matchLabels: { a: '1' } },
        { matchExpressions: [{ key: 'a', operator: 'In', values: ['2'] }] },
        { matchLabels: { a: '1' } },
        { matchLabels: { a: '1' }, matchExpressions: [{ key: 'a', operator: 'Exists' }] },
      ],
    ],
  ];
  it.each(cases)('%j → %j', (selector, expected) => {
    expect(forms(simplerSelectors(selector))).toEqual(expected);
  });
});
