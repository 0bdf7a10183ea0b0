import { describe, expect, it } from 'vitest';
import type { NetworkPolicyPort, NetworkPolicySpec } from '../../../model/index.ts';
import { specsAfter } from '../testing/changes-of.ts';
import { absentListsAreEmptyLists } from './absent-lists-are-empty-lists.ts';
import { anIgnoredDirectionMeansNothing } from './an-ignored-direction-means-nothing.ts';
import { duplicatingChangesNothing } from './duplicating-changes-nothing.ts';
import { mergingRulesChangesNothing } from './merging-rules-changes-nothing.ts';
import { portsCutInTwoCoverTheSame } from './ports-cut-in-two-cover-the-same.ts';
import { splittingARuleChangesNothing } from './splitting-a-rule-changes-nothing.ts';

const A = { podSelector: { matchLabels: { pod: 'a' } } };
const B = { podSelector: { matchLabels: { pod: 'b' } } };
const HTTP = { protocol: 'TCP', port: 80 } as const;
const DNS = { protocol: 'UDP', port: 53 } as const;

const ingressAfter = async (
  property: typeof splittingARuleChangesNothing,
  ingress: NonNullable<NetworkPolicySpec['ingress']>,
): Promise<unknown[]> => (await specsAfter(property, { ingress })).map(([spec]) => spec?.ingress);

describe('splitting a rule', () => {
  it('is by peers or by port items, each with all of the others', async () => {
    const variants = await ingressAfter(splittingARuleChangesNothing, [{ from: [A, B], ports: [HTTP, DNS] }]);
    expect(variants).toHaveLength(2);
    expect(variants).toContainEqual([
      { from: [A], ports: [HTTP, DNS] },
      { from: [B], ports: [HTTP, DNS] },
    ]);
    expect(variants).toContainEqual([
      { from: [A, B], ports: [HTTP] },
      { from: [A, B], ports: [DNS] },
    ]);
  });

  it('leaves lists of one and of none as they are, for a rule without peers is for all (PEER-1)', async () => {
    const rule = { from: [], ports: [HTTP, DNS] };
    expect(await ingressAfter(splittingARuleChangesNothing, [rule, { from: [A] }, {}])).toEqual([
      [{ from: [], ports: [HTTP] }, { from: [], ports: [DNS] }, { from: [A] }, {}],
    ]);
  });
});

describe('merging rules', () => {
  it('joins peers of the same ports, or ports of the same peers', async () => {
    const variants = await ingressAfter(mergingRulesChangesNothing, [
      { from: [A], ports: [HTTP] },
      { from: [B], ports: [HTTP] },
      { from: [A], ports: [DNS] },
    ]);
    expect(variants).toHaveLength(2);
    expect(variants).toContainEqual([
      { from: [A, B], ports: [HTTP] },
      { from: [A], ports: [DNS] },
    ]);
    expect(variants).toContainEqual([
      { from: [A], ports: [HTTP, DNS] },
      { from: [B], ports: [HTTP] },
    ]);
  });

  it.each([{}, { from: [] }])('with a rule for everybody (%j) is a rule for everybody', async (any) => {
    const variants = await ingressAfter(mergingRulesChangesNothing, [
      { from: [A], ports: [HTTP] },
      { ...any, ports: [HTTP] },
    ]);
    expect(variants).toEqual([[{ ports: [HTTP] }]]);
  });

  it('with a rule for every port is a rule for every port, however that is written', async () => {
    const variants = await ingressAfter(mergingRulesChangesNothing, [
      { from: [A], ports: [HTTP] },
      { from: [A], ports: [] },
      { from: [A] },
    ]);
    expect(variants).toContainEqual([{ from: [A] }]);
  });
});

describe('an ignored direction', () => {
  it('loses its rules, or gains one, under the same types', async () => {
    const variants = await specsAfter(anIgnoredDirectionMeansNothing, {
      ingress: [{ from: [A] }],
      egress: [{ to: [B] }],
    });
    const [podSelector, policyTypes, ingress] = [{}, ['Ingress'], [{ from: [A] }]];
    expect(variants).toHaveLength(2);
    expect(variants).toContainEqual([{ podSelector, policyTypes, ingress }]);
    expect(variants).toContainEqual([{ podSelector, policyTypes, ingress, egress: [{ to: [B] }, {}] }]);
  });

  it('is none where both are isolated', async () => {
    const both = { policyTypes: ['Ingress', 'Egress'] } as const;
    expect(await specsAfter(anIgnoredDirectionMeansNothing, both)).toEqual([]);
  });
});

describe('absent lists', () => {
  it('are written, empty ones left out; selectors of peers are no lists (PEER-10)', async () => {
    const variants = await specsAfter(absentListsAreEmptyLists, {
      ingress: [{ from: [{ podSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8' } }], ports: [] }, {}],
    });
    const empty = { matchLabels: {}, matchExpressions: [] };
    expect(variants).toEqual([
      [
        {
          podSelector: empty,
          policyTypes: ['Ingress'],
          ingress: [
            { from: [{ podSelector: empty }, { ipBlock: { cidr: '10.0.0.0/8', except: [] } }] },
            { from: [], ports: [] },
          ],
          egress: [],
        },
      ],
    ]);
  });

  it('are left alone where there is something in them', async () => {
    const podSelector = {
      matchLabels: { a: 'b' },
      matchExpressions: [{ key: 'a', operator: 'Exists' }],
    } as const;
    const [[spec]] = (await specsAfter(absentListsAreEmptyLists, {
      podSelector,
      ingress: [{ from: [A] }],
    })) as [[NetworkPolicySpec]];
    expect(spec.podSelector).toEqual(podSelector);
    expect(spec.ingress?.[0]?.from).toEqual([{ podSelector: { ...A.podSelector, matchExpressions: [] } }]);
  });
});

describe('duplicating', () => {
  const kinds = async (spec: Partial<NetworkPolicySpec>): Promise<NetworkPolicySpec[][]> =>
    specsAfter(duplicatingChangesNothing, spec);

  it('takes turns among all kinds of lists', async () => {
    const requirement = { key: 'a', operator: 'In', values: ['x'] } as const;
    const variants = await kinds({
      podSelector: { matchExpressions: [requirement] },
      ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], ports: [HTTP] }],
    });
    expect(variants).toHaveLength(8);
    const has = (path: string): number =>
      variants.filter(([first]) => JSON.stringify(first).includes(path)).length;
    expect(variants.filter(({ length }) => length === 2)).toHaveLength(1);
    expect(has('"except":["10.1.0.0/16","10.1.0.0/16"]')).toBe(1);
    expect(has('"policyTypes":["Ingress","Ingress"]')).toBe(1);
    expect(has('"values":["x","x"]')).toBe(1);
    expect(has('}],"policyTypes"')).toBe(0);
    expect(has('"ports":[{"protocol":"TCP","port":80},{"protocol"')).toBe(1);
  });

  it('never writes more than two types (VAL-16)', async () => {
    const variants = await kinds({ policyTypes: ['Ingress', 'Egress'] });
    expect(variants.map((specs) => specs.map(({ policyTypes }) => policyTypes))).toEqual([
      [
        ['Ingress', 'Egress'],
        ['Ingress', 'Egress'],
      ],
    ]);
  });
});

describe('cutting ports', () => {
  const portsAfter = async (item: NetworkPolicyPort): Promise<unknown[]> =>
    (await ingressAfter(portsCutInTwoCoverTheSame, [{ ports: [item] }])).map(
      (rules) => (rules as { ports: unknown }[])[0]!.ports,
    );
  const range = (port: number, endPort: number) => ({ protocol: 'TCP', port, endPort }) as const;

  it.each<[string, NetworkPolicyPort, NetworkPolicyPort[][]]>([
    [
      'a range on either side of its middle',
      range(80, 90),
      [
        [range(80, 85), range(86, 90)],
        [range(80, 84), range(85, 90)],
      ],
    ],
    ['a range of two', range(80, 81), [[range(80, 80), range(81, 81)]]],
    [
      'the whole range',
      range(1, 65_535),
      [
        [range(1, 32_768), range(32_769, 65_535)],
        [range(1, 32_767), range(32_768, 65_535)],
      ],
    ],
    ['a number as a range of one', HTTP, [[range(80, 80)]]],
    ['a protocol alone', { protocol: 'TCP' }, [[range(1, 32_767), range(32_768, 65_535)]]],
    ['a range of one stays', range(80, 80), []],
    ['a name stays', { protocol: 'TCP', port: 'web' }, []],
  ])('%s', async (_what, item, expected) => {
    const variants = await portsAfter(item);
    expect(variants).toHaveLength(expected.length);
    for (const ports of expected) expect(variants).toContainEqual(ports);
  });
});
