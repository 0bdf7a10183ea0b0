import { describe, expect, it } from 'vitest';
import type { ExistingConnections, FlowProtocol } from '../../model/index.ts';
import { SPEC_DEFAULT } from '../../model/index.ts';
import type { ConntrackProfile, ConntrackTable } from './conntrack-table.ts';
import { createConntrackTable } from './conntrack-table.ts';
import type { Tuple } from './tuple.ts';
import { reverseTuple, tupleOf } from './tuple.ts';

function over(protocol: FlowProtocol, sourcePort = 40_000): Tuple {
  return tupleOf(protocol, '10.244.1.10', sourcePort, '10.244.2.20', 80);
}

const TCP = over('TCP');

/** A table with one connection, opened at 0 and answered at 1. */
function answered(tuple: Tuple, profile: Partial<ConntrackProfile> = {}): ConntrackTable {
  const table = createConntrackTable({ ...SPEC_DEFAULT, ...profile });
  table.confirm(tuple, reverseTuple(tuple), 0, 'opened');
  table.confirm(reverseTuple(tuple), tuple, 1, 'remembered');
  return table;
}

describe('a connection is', () => {
  it('new until it is answered, however often its first packet is sent', () => {
    const table = createConntrackTable(SPEC_DEFAULT);
    expect(table.track(TCP, 0, true).state).toBe('new');
    table.confirm(TCP, reverseTuple(TCP), 0, 'opened');
    expect(table.track(TCP, 1, true).state).toBe('new');
    expect(table.track(TCP, 1, false).state).toBe('new');
    expect(table.track(reverseTuple(TCP), 1, false).state).toBe('reply');
  });

  it('known beside any number of others, and forgotten alone', () => {
    const table = createConntrackTable(SPEC_DEFAULT);
    const all = [1, 2, 3].map((port) => over('TCP', port));
    for (const tuple of all) table.confirm(tuple, reverseTuple(tuple), 0, 'opened');
    expect(table.connections(1).map(({ original }) => original.sourcePort)).toEqual([1, 2, 3]);
    for (const [index, tuple] of all.entries()) {
      // Equal tuples are one, whoever made them.
      expect(table.track(reverseTuple(over('TCP', index + 1)), 1, false).state).toBe('reply');
      table.forget(reverseTuple(tuple));
      expect(table.track(tuple, 1, false).state).toBe('new');
      expect(table.knows(reverseTuple(tuple), 1)).toBe(false);
      expect(table.connections(1)).toHaveLength(2 - index);
    }
  });

  it('established once answered, in both directions (CONN-1)', () => {
    const table = answered(TCP);
    expect(table.track(TCP, 2, false)).toEqual({ state: 'established', stale: false });
    expect(table.track(reverseTuple(TCP), 2, false)).toEqual({ state: 'reply', stale: false });
  });

  it.each<[string, Tuple]>([
    ['another source port', over('TCP', 40_001)],
    ['another protocol', over('UDP')],
    ['the other way, from another port', tupleOf('TCP', '10.244.2.20', 20, '10.244.1.10', 40_000)],
  ])('not another: %s (CONN-7)', (_, other) => {
    expect(answered(TCP).track(other, 2, false).state).toBe('new');
  });

  it('new for a SYN on its tuple, from either end, and after it was closed (CONN-3)', () => {
    const table = answered(TCP);
    expect(table.track(TCP, 2, true).state).toBe('new');
    expect(table.track(reverseTuple(TCP), 2, true).state).toBe('new');
    table.forget(reverseTuple(TCP));
    expect(table.track(TCP, 2, false).state).toBe('new');
    expect(table.connections(2)).toEqual([]);
  });

  it('unanswered again when its tuple is used again', () => {
    const table = answered(TCP);
    table.confirm(TCP, reverseTuple(TCP), 5, 'opened');
    expect(table.connections(5)).toMatchObject([{ original: TCP, reply: reverseTuple(TCP), replied: false }]);
  });

  it('the other end’s when that end sends first and nobody remembers it', () => {
    const table = createConntrackTable(SPEC_DEFAULT);
    table.confirm(reverseTuple(TCP), TCP, 0, 'judged');
    expect(table.track(TCP, 1, false).state).toBe('reply');
  });

  it('found by the addresses after translation in the answer', () => {
    const table = createConntrackTable(SPEC_DEFAULT);
    const dialled = tupleOf('TCP', '10.244.1.10', 40_000, '10.96.0.10', 8080);
    table.confirm(dialled, reverseTuple(TCP), 0, 'opened');
    expect(table.track(reverseTuple(TCP), 1, false).state).toBe('reply');
    table.confirm(reverseTuple(TCP), dialled, 1, 'remembered');
    expect(table.track(dialled, 2, false).state).toBe('established');
  });
});

describe('silence ends a connection', () => {
  it.each<[FlowProtocol, number]>([
    ['UDP', 700],
    ['SCTP', 700],
    ['ICMP', 30_000],
    ['47', 600_000],
    ['TCP', 432_000_000],
  ])('%s after %d ms (CONN-6)', (protocol, limit) => {
    const tuple = over(protocol);
    const table = answered(tuple, { udpIdleTicks: 700 });
    expect(table.track(reverseTuple(tuple), limit, false).state).toBe('reply');
    expect(table.track(reverseTuple(tuple), limit + 1, false).state).toBe('new');
  });

  it('counted from the last packet', () => {
    const tuple = over('UDP');
    const table = answered(tuple, { udpIdleTicks: 700 });
    table.confirm(tuple, reverseTuple(tuple), 600, 'remembered');
    expect(table.track(tuple, 1_299, false).state).toBe('established');
    expect(table.track(tuple, 1_300, false).state).toBe('new');
  });

  it('sooner for TCP that nobody answered', () => {
    const table = createConntrackTable(SPEC_DEFAULT);
    table.confirm(TCP, reverseTuple(TCP), 0, 'opened');
    expect(table.track(reverseTuple(TCP), 119_999, false).state).toBe('reply');
    expect(table.track(reverseTuple(TCP), 120_000, false).state).toBe('new');
  });
});

describe('after a change at 100 a connection must be judged again (CONN-4)', () => {
  // [what the profile says, at 100, at 149, at 150, and once it was judged again]
  it.each<[ExistingConnections, boolean, boolean, boolean, boolean]>([
    ['keep-until-close', false, false, false, false],
    ['per-packet', true, true, true, true],
    ['reevaluate-on-change', true, true, true, false],
    ['flush-after(50)', false, false, true, false],
  ])('%s', (existingConnections, atOnce, before, after, again) => {
    const table = answered(TCP, { existingConnections });
    const stale = (now: number): boolean => table.track(reverseTuple(TCP), now, false).stale;
    table.noteChange('policy', 100);
    expect([stale(100), stale(149)]).toEqual([atOnce, before]);
    // A packet that passes unjudged does not put the judgement off.
    table.confirm(TCP, reverseTuple(TCP), 149, 'remembered');
    expect(stale(150)).toBe(after);
    table.confirm(TCP, reverseTuple(TCP), 150, 'judged');
    expect(stale(151)).toBe(again);
  });

  it('labels go by an option of their own', () => {
    const profile = { existingConnections: 'keep-until-close', labelChangeOnExisting: 'per-packet' } as const;
    const table = answered(TCP, profile);
    table.noteChange('policy', 100);
    expect(table.track(TCP, 101, false).stale).toBe(false);
    table.noteChange('label', 102);
    expect(table.track(TCP, 103, false).stale).toBe(true);
  });

  it('each change counts from its own moment', () => {
    const table = answered(TCP, { existingConnections: 'flush-after(50)' });
    table.noteChange('policy', 100);
    table.confirm(TCP, reverseTuple(TCP), 120, 'judged');
    table.noteChange('policy', 140);
    expect(table.track(TCP, 189, false).stale).toBe(false);
    expect(table.track(TCP, 190, false).stale).toBe(true);
  });
});

describe('flush', () => {
  it('forgets everything, or what it is told to', () => {
    const other = over('TCP', 50_000);
    const table = answered(TCP);
    table.confirm(other, reverseTuple(other), 2, 'opened');
    table.flush(({ original }) => original.sourcePort === 50_000);
    expect(table.connections(3).map(({ original }) => original)).toEqual([TCP]);
    table.flush();
    expect(table.connections(3)).toEqual([]);
  });
});
