import { expect, it } from 'vitest';
import type { ClusterObject, Pod } from '../../model/index.ts';
import { SPEC_DEFAULT } from '../../model/index.ts';
import { nodeOf, podOf } from '../../model/testing/sample-cluster.ts';
import { createConntrackTable, reverseTuple, tupleOf } from '../conntrack/index.ts';
import { flushGoneAddresses } from './flush-gone-addresses.ts';

const A = '10.244.1.10';
const B = '10.244.1.11';
const C = '10.244.2.12';
const pod = (parts: Partial<Pod> = {}): Pod => podOf('a', A, parts);

/** The connections that are left of one from each of these addresses to the next, after a change. */
function left(before: ClusterObject | undefined, now: ClusterObject | undefined): string {
  const table = createConntrackTable(SPEC_DEFAULT);
  for (const [from, to] of [
    [A, B],
    [B, C],
    [C, A],
  ] as const) {
    const tuple = tupleOf('TCP', from, 40_000, to, 80);
    table.confirm(tuple, reverseTuple(tuple), 0, 'opened');
  }
  flushGoneAddresses(table, { before, now });
  const names: Readonly<Record<string, string>> = { [A]: 'a', [B]: 'b', [C]: 'c' };
  return table
    .connections(1)
    .map(({ original }) => `${names[original.source]}→${names[original.destination]}`)
    .join(' ');
}

const ALL = 'a→b b→c c→a';

it.each<[string, ClusterObject | undefined, ClusterObject | undefined, string]>([
  ['a pod that goes takes its connections with it, in both directions', pod(), undefined, 'b→c'],
  ['one that stays keeps them', pod(), pod({ labels: {} as Pod['labels'] }), ALL],
  ['one that finishes has given its address back (LIFE-9)', pod(), pod({ phase: 'Succeeded' }), 'b→c'],
  ['one that shuts down has not (LIFE-14)', pod(), pod({ terminating: true }), ALL],
  ['another of its name and address is another', pod(), pod({ uid: 'next' }), 'b→c'],
  ['an address that it loses is gone, one that it keeps is not', pod({ podIPs: [A, B] }), pod(), 'c→a'],
  [
    'addresses count, not how they are written',
    pod({ podIPs: ['fd00::0a'] }),
    pod({ podIPs: ['fd00::a'] }),
    ALL,
  ],
  ['a pod that comes ends nothing', undefined, pod(), ALL],
  ['a hostNetwork pod never had the address', pod({ hostNetwork: true }), undefined, ALL],
  ['a finished one had given it back before', pod({ phase: 'Failed' }), undefined, ALL],
  ['other kinds have none', nodeOf('n1', A), undefined, ALL],
])('%s', (_, before, now, expected) => {
  expect(left(before, now)).toBe(expected);
});
