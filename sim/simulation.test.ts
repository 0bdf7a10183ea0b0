import { describe, expect, it } from 'vitest';
import type { ClusterEvent, FaultSettings, PartialProfile } from '../model/index.ts';
import { labelsFrom } from '../model/index.ts';
import { nodeOf, podOf } from '../model/testing/sample-cluster.ts';
import type { DatapathMaker, DatapathName, Simulation } from './index.ts';
import { CORRECT_BEHAVIOUR, DATAPATHS, settledNetwork } from './index.ts';
import { admits, between, changed, live } from './testing/small-life.ts';

const add = (object: ClusterEvent['object']): ClusterEvent => ({ type: 'ADDED', object });
const change = (object: ClusterEvent['object']): ClusterEvent => ({ type: 'MODIFIED', object });
const remove = (object: ClusterEvent['object']): ClusterEvent => ({ type: 'DELETED', object });

/** What becomes of TCP/80 between pods, by their names: `x/b>x/a`. */
function verdicts(simulation: Simulation, ...pairs: string[]): string {
  return pairs
    .map((pair) => {
      const [from, to] = pair.split('>') as [string, string];
      return simulation.probe(between(simulation, from, to));
    })
    .join(' ');
}

const EVERYTHING_FAILS: FaultSettings = {
  watch: { minDelay: 1, maxDelay: 30, reorderKinds: 0.5, duplicate: 0.3, lose: 0.2, relistDelay: 40 },
  agent: { operationFailure: 0.2, retryDelay: 7, crash: 0.1, restartDelay: 9, operationDelay: 2 },
};

/** Policies come and go while everything fails. */
function turbulence(seed: number, faults: FaultSettings = EVERYTHING_FAILS): Simulation {
  const simulation = live({ seed, faults, timeline: true, datapath: DATAPATHS.iptables });
  simulation.apply(add(admits('p', 'a', 'b')));
  simulation.advance(20);
  simulation.apply(change(admits('p', 'a', 'c')));
  simulation.apply(change(changed('x/b', { labels: labelsFrom([['pod', 'c']]) })));
  simulation.advance(15);
  simulation.apply(add(admits('q', 'c')));
  simulation.settle();
  return simulation;
}

describe('a simulation', () => {
  it('is the same for the same seed, event by event, and another for another', () => {
    const [one, again, other] = [turbulence(1), turbulence(1), turbulence(2)];
    expect(again.hash()).toBe(one.hash());
    expect(again.timeline()).toEqual(one.timeline());
    expect(other.hash()).not.toBe(one.hash());
  });

  it('has a hash that knows whether anything at all was different', () => {
    const run = (pod: string): string => {
      const simulation = live();
      simulation.apply(add(admits('p', 'a', pod)));
      simulation.settle();
      return simulation.hash();
    };
    expect(run('b')).toBe(run('b'));
    expect(run('b')).not.toBe(run('c'));
  });

  it('keeps a timeline only where one is wanted, and the same hash', () => {
    const [kept, dropped] = [live({ timeline: true }), live()];
    for (const simulation of [kept, dropped]) simulation.apply(add(admits('p', 'a', 'b')));
    expect(dropped.timeline().events).toEqual([]);
    expect(kept.timeline().events.length).toBeGreaterThan(5);
    expect(dropped.hash()).toBe(kept.hash());
  });

  it('starts settled, at time 0, as a cluster whose agents have just started', () => {
    const simulation = live({ with: [admits('p', 'a', 'b')], faults: EVERYTHING_FAILS });
    expect(simulation.now()).toBe(0);
    expect(simulation.isSettled()).toBe(true);
    expect(verdicts(simulation, 'x/b>x/a', 'x/c>x/a', 'x/c>x/b')).toBe('allow deny allow');
    const network = settledNetwork(simulation.cluster(), {
      profile: simulation.profile,
      datapath: DATAPATHS.nftables,
    });
    expect(simulation.print('n1')).toEqual(network.print('n1'));
  });

  it('says what an API server makes of a change', () => {
    const simulation = live();
    const bad = { ...admits('p', 'a'), name: 'NOT A NAME' };
    expect(simulation.apply(add(bad)).kind).toBe('rejected');
    expect(simulation.apply(remove(admits('p', 'a'))).kind).toBe('ignored');
    expect(simulation.apply(add(admits('p', 'a'))).kind).toBe('stored');
    expect(simulation.cluster().policies.map(({ name }) => name)).toEqual(['p']);
  });
});

describe.each(Object.keys(DATAPATHS) as DatapathName[])('on %s', (name) => {
  const datapath: DatapathMaker = DATAPATHS[name];

  it('everything that fails comes right in the end (LIFE-4)', () => {
    for (let seed = 0; seed < 10; seed++) {
      const simulation = live({ seed, faults: EVERYTHING_FAILS, datapath });
      simulation.apply(add(admits('p', 'a', 'b')));
      simulation.apply(add(admits('q', 'c')));
      simulation.advance(25);
      simulation.apply(change(admits('p', 'a', 'c')));
      simulation.apply(remove(admits('q', 'c')));
      simulation.settle();
      expect(verdicts(simulation, 'x/b>x/a', 'x/c>x/a', 'x/a>x/c')).toBe('deny allow allow');
      expect(simulation.isSettled()).toBe(true);
    }
  });

  it('one operation after another fails once and is made again (failAt)', () => {
    for (let failAt = 1; failAt <= 6; failAt++) {
      const simulation = live({ datapath, timeline: true, faults: { agent: { failAt, retryDelay: 10 } } });
      simulation.apply(add(admits('p', 'a', 'b')));
      simulation.advance(5);
      const failures = (): number =>
        simulation.timeline().events.filter(({ what, text }) => what === 'fault' && text.startsWith('fails'))
          .length;
      const reached = failures();
      // What is half done lets nobody in whom nothing ever allows after it, and nobody is shut out for good.
      simulation.advance(20);
      expect(verdicts(simulation, 'x/b>x/a', 'x/c>x/a')).toBe('allow deny');
      expect(failures()).toBe(reached);
      expect(reached).toBeLessThanOrEqual(1);
      expect(failAt === 1 ? reached : 1).toBe(1);
    }
  });

  it('an agent that dies after every operation gets there one life at a time, from what it left behind', () => {
    const simulation = live({ datapath, timeline: true, faults: { agent: { crash: 1, restartDelay: 3 } } });
    simulation.apply(add(admits('p', 'a', 'b')));
    simulation.advance(200);
    expect(verdicts(simulation, 'x/b>x/a', 'x/c>x/a', 'x/c>x/b')).toBe('allow deny allow');
    const operations = simulation
      .timeline()
      .events.filter(({ at, what }) => at > 0 && what === 'programming');
    const deaths = simulation.timeline().events.filter(({ text }) => text === 'agent crashed');
    // Nothing is made twice: every life goes on where the one before stopped.
    expect(new Set(operations.map(({ text }) => text)).size).toBe(operations.length);
    expect(operations.length <= 1 || deaths.length > 1).toBe(true);
  });

  it('what changed while an agent was away holds when it is back, and what was deleted is gone', () => {
    const simulation = live({ datapath, with: [admits('p', 'a'), admits('q', 'b')] });
    simulation.agents.get('n1')!.stop();
    simulation.apply(remove(admits('p', 'a')));
    simulation.apply(add(admits('r', 'b', 'c')));
    simulation.settle();
    expect(verdicts(simulation, 'x/c>x/a', 'x/c>x/b')).toBe('deny deny');
    simulation.agents.get('n1')!.start();
    simulation.settle();
    expect(verdicts(simulation, 'x/c>x/a', 'x/c>x/b')).toBe('allow allow');
    expect(
      simulation
        .print('n1')
        .flatMap(({ lines }) => lines)
        .join(),
    ).not.toContain('x/p');
  });

  it('a node that is full closes, and says of what it had to leave out', () => {
    const limits = { peersPerRule: 1 };
    const simulation = live({ datapath, limits, with: [admits('p', 'a', 'b', 'c'), admits('q', 'b', 'a')] });
    expect(verdicts(simulation, 'x/b>x/a', 'x/c>x/a', 'x/a>x/b', 'x/c>x/b')).toBe('deny deny allow deny');
    expect(simulation.refused().get('n1')).toEqual([
      { policy: 'x/p', reason: 'more than 1 peers in a rule' },
    ]);
    expect(simulation.refused().get('n2')).toEqual([]);
    simulation.apply(change(admits('p', 'a', 'c')));
    simulation.settle();
    expect(verdicts(simulation, 'x/c>x/a')).toBe('allow');
    expect(simulation.refused().get('n1')).toEqual([]);
  });
});

describe('the watch', () => {
  it('is held back until it is released, and the node goes by what it saw (LIFE-5)', () => {
    const simulation = live();
    simulation.agents.get('n1')!.hold();
    simulation.apply(add(admits('p', 'a')));
    simulation.apply(add(admits('q', 'c')));
    simulation.advance(1000);
    expect(verdicts(simulation, 'y/a>x/a', 'y/a>x/c')).toBe('allow deny');
    simulation.agents.get('n1')!.release();
    simulation.advance(0);
    expect(verdicts(simulation, 'y/a>x/a', 'y/a>x/c')).toBe('deny deny');
  });

  it('that has lost everything lists anew, and finds what was deleted', () => {
    const simulation = live({ with: [admits('p', 'a')], faults: { watch: { lose: 1, relistDelay: 50 } } });
    simulation.apply(remove(admits('p', 'a')));
    simulation.apply(add(admits('q', 'b')));
    simulation.advance(49);
    expect(verdicts(simulation, 'y/a>x/a', 'y/a>x/b')).toBe('deny allow');
    simulation.advance(1);
    expect(verdicts(simulation, 'y/a>x/a', 'y/a>x/b')).toBe('allow deny');
  });

  it('comes through a controller where there is one, in whatever order it works', () => {
    const faults: FaultSettings = { controller: { workers: 3, workDelay: 40 } };
    const orders = new Set<string>();
    for (let seed = 0; seed < 12; seed++) {
      const simulation = live({ seed, faults });
      simulation.apply(add(admits('p', 'a')));
      simulation.apply(add(admits('q', 'b')));
      const seen: string[] = [];
      for (let ms = 0; ms < 40; ms++) {
        simulation.advance(1);
        const now = verdicts(simulation, 'y/a>x/a', 'y/a>x/b');
        if (seen.at(-1) !== now) seen.push(now);
      }
      orders.add(seen.join(', '));
      expect(seen.at(-1)).toBe('deny deny');
    }
    expect([...orders]).toEqual(
      expect.arrayContaining([
        expect.stringContaining('deny allow, deny deny'),
        expect.stringContaining('allow deny, deny deny'),
      ]),
    );
  });
});

describe('while the agent of its node is down', () => {
  // [what the profile says, a denied flow, an allowed one, into a pod that has come since]
  it.each<[PartialProfile, string]>([
    [{ pluginDown: 'last-state' }, 'deny allow deny'],
    [{ pluginDown: 'last-state', podStart: 'race' }, 'deny allow allow'],
    [{ pluginDown: 'fail-closed' }, 'deny deny deny'],
    [{ pluginDown: 'fail-open' }, 'allow allow allow'],
  ])('a pod gets what %o says (LIFE-12)', (profile, expected) => {
    const simulation = live({ profile, with: [admits('p', 'a', 'b')] });
    simulation.agents.get('n1')!.stop();
    simulation.apply(add(podOf('d', '10.244.1.13')));
    simulation.settle();
    expect(verdicts(simulation, 'y/a>x/a', 'x/b>x/a', 'y/a>x/d')).toBe(expected);
    simulation.agents.get('n1')!.start();
    simulation.settle();
    expect(verdicts(simulation, 'y/a>x/a', 'x/b>x/a', 'y/a>x/d')).toBe('deny allow allow');
  });

  it('nothing is in force on a node that has never had one', () => {
    const simulation = live({ profile: { podStart: 'isolated-first' } });
    simulation.apply(add(podOf('d', '10.244.1.13', { nodeName: 'n9' })));
    simulation.settle();
    expect([...simulation.agents.keys()]).toEqual(['n1', 'n2', 'n9']);
  });
});

describe('a pod that starts', () => {
  it.each<[PartialProfile, string]>([
    [{ podStart: 'isolated-first' }, 'deny deny'],
    [{ podStart: 'held-until-ready' }, 'deny deny'],
    [{ podStart: 'race' }, 'allow allow'],
  ])('has before its rules stand what %o says (LIFE-2, LIFE-3)', (profile, expected) => {
    const simulation = live({ profile, with: [admits('p', 'd', 'b')] });
    simulation.agents.get('n1')!.hold();
    simulation.apply(add(podOf('d', '10.244.1.13')));
    simulation.advance(10);
    expect(verdicts(simulation, 'y/a>x/d', 'x/b>x/d')).toBe(expected);
    simulation.agents.get('n1')!.release();
    simulation.settle();
    expect(verdicts(simulation, 'y/a>x/d', 'x/b>x/d')).toBe('deny allow');
  });

  it('under a name that was somebody else’s is new all the same', () => {
    const simulation = live({ with: [admits('p', 'a', 'b')] });
    simulation.agents.get('n1')!.hold();
    simulation.apply(remove(changed('x/a', {})));
    simulation.apply(add(changed('x/a', { uid: 'another', podIPs: ['10.244.1.77'] })));
    simulation.advance(10);
    expect(verdicts(simulation, 'x/b>x/a')).toBe('deny');
    simulation.agents.get('n1')!.release();
    simulation.settle();
    expect(verdicts(simulation, 'x/b>x/a', 'y/a>x/a')).toBe('allow deny');
  });
});

describe('connections', () => {
  it('go with the pod that had their address (CONN-3, LIFE-9)', () => {
    for (const flushesPod of [true, false]) {
      const behaviour = {
        ...CORRECT_BEHAVIOUR,
        programming: { ...CORRECT_BEHAVIOUR.programming, flushesPod },
      };
      const simulation = live({ behaviour, with: [admits('p', 'a', 'b')] });
      simulation.open('c', { ...between(simulation, 'x/b', 'x/a'), sourcePort: 40_000 });
      simulation.apply(remove(changed('x/b', {})));
      simulation.apply(add(changed('x/b', { name: 'heir', uid: 'heir', labels: labelsFrom([]) })));
      simulation.settle();
      const disposition = flushesPod ? 'dropped' : 'delivered';
      expect(simulation.send('c', 'original').disposition).toBe(disposition);
    }
  });

  it('are known by name while they are open, and no others', () => {
    const simulation = live();
    expect(simulation.has('c')).toBe(false);
    simulation.open('c', between(simulation, 'x/b', 'x/a'));
    expect(simulation.has('c')).toBe(true);
    simulation.close('c');
    expect(simulation.has('c')).toBe(false);
    simulation.close('never opened');
    expect(() => simulation.send('c', 'reply')).toThrow(/no connection 'c' was opened/);
  });
});

describe('nodes', () => {
  it('that come get an agent and its rules, and those that go lose theirs', () => {
    const simulation = live({ with: [admits('p', 'd', 'b')] });
    simulation.apply(add(nodeOf('n3', '192.168.50.13')));
    simulation.apply(add(podOf('d', '10.244.3.13', { nodeName: 'n3' })));
    simulation.settle();
    expect([...simulation.agents.keys()]).toEqual(['n1', 'n2', 'n3']);
    expect(verdicts(simulation, 'y/a>x/d', 'x/b>x/d')).toBe('deny allow');
    simulation.apply(remove(podOf('d', '10.244.3.13', { nodeName: 'n3' })));
    simulation.apply(remove(nodeOf('n3', '192.168.50.13')));
    simulation.settle();
    expect([...simulation.agents.keys()]).toEqual(['n1', 'n2']);
  });
});

describe('what else is on a host', () => {
  const flows = ['y/a>x/a', 'x/b>x/a', 'y/a>x/b'];
  const withBehaviour = (replaced: Partial<typeof CORRECT_BEHAVIOUR.programming>) => ({
    ...CORRECT_BEHAVIOUR,
    programming: { ...CORRECT_BEHAVIOUR.programming, ...replaced },
  });

  it.each<[string, boolean, boolean, Partial<typeof CORRECT_BEHAVIOUR.programming>, string]>([
    ['a default drop means nothing to rules that accept for good', true, false, {}, 'deny allow allow'],
    ['it drops what is only let on', true, false, { acceptsForGood: false }, 'deny deny deny'],
    ['another agent that accepts all comes after rules that stay first', false, true, {}, 'deny allow allow'],
    ['it goes before those that do not', false, true, { keepsFirst: false }, 'allow allow allow'],
  ])('%s', (_, defaultDrop, acceptsAll, replaced, expected) => {
    const simulation = live({
      foreign: { defaultDrop, acceptsAll },
      behaviour: withBehaviour(replaced),
      with: [admits('p', 'a', 'b')],
    });
    expect(verdicts(simulation, ...flows)).toBe(expected);
  });
});
