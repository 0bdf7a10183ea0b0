import { afterEach, describe, expect, test } from 'vitest';
import type { ClusterEvent, Flow, ProbeSet } from '../../model/index.ts';
import { addressOf, applyEvents, clusterFrom, NO_LABELS } from '../../model/index.ts';
import { ALLOW, DENY, UNSUPPORTED } from '../engine.ts';
import type { ExecEngine } from './exec-engine.ts';
import { execEngine } from './exec-engine.ts';
import { podOf, portProbes, SMALL_CLUSTER } from './testing/fixture.ts';
import { programCommand } from './testing/processes.ts';

const opened: ExecEngine[] = [];

async function goodEngine(capabilities: object = {}): Promise<ExecEngine> {
  const engine = await execEngine(programCommand('good-engine.mjs', JSON.stringify(capabilities)));
  opened.push(engine);
  return engine;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((engine) => engine.close()));
});

const FLOW: Flow = {
  source: { kind: 'pod', ip: '10.244.1.11', pod: 'x/b' },
  destination: { kind: 'pod', ip: '10.244.1.10', pod: 'x/a' },
  protocol: 'TCP',
  port: 80,
};

/** What the good engine was asked so far. */
async function askedOf(
  engine: ExecEngine,
  probes: ProbeSet = portProbes([]),
): Promise<Record<string, unknown>> {
  const [told] = (await engine.explain?.(probes, FLOW)) ?? [];
  return JSON.parse(told!) as Record<string, unknown>;
}

describe('what an engine declares', () => {
  test('it is known by its own name, and what it leaves out has the defaults of the protocol', async () => {
    const engine = await goodEngine();
    expect(engine).toMatchObject({ name: 'good', version: '1.2.3' });
    expect(engine.capabilities).toEqual({
      protocols: ['TCP', 'UDP', 'SCTP'],
      ipFamilies: ['IPv4', 'IPv6'],
      endpoints: ['pod', 'external'],
      endPort: true,
      namedPorts: true,
      history: false,
      connections: false,
      clock: false,
      explain: false,
      profile: {},
      probesPerCase: 512,
    });
    expect(engine.explain).toBeUndefined();
    expect(engine.connections).toBeUndefined();
  });

  test('cells beyond its capabilities are not sent', async () => {
    const engine = await goodEngine({ protocols: ['TCP'], endpoints: ['pod'], explain: true });
    const probes: ProbeSet = {
      cluster: SMALL_CLUSTER,
      endpoints: [
        { endpoint: { kind: 'pod', ip: '10.244.1.10', pod: 'x/a' }, address: addressOf('10.244.1.10') },
        { endpoint: { kind: 'external', ip: '203.0.113.7' }, address: addressOf('203.0.113.7') },
      ],
      ports: [{ protocol: 'TCP', port: 80 }, { protocol: 'UDP', port: 80 }, { protocol: 'ICMP' }],
      // a → a on each port, then a → external and external → a on TCP/80.
      cells: Uint32Array.of(0, 1, 2, 3, 6),
    };
    expect(await engine.judge(probes)).toEqual(
      Uint8Array.of(ALLOW, UNSUPPORTED, UNSUPPORTED, UNSUPPORTED, UNSUPPORTED),
    );
    expect(await askedOf(engine)).toMatchObject({ mostFlows: 1 });
  });
});

describe('judge', () => {
  test('answers allow, deny and unsupported, in the order of the cells', async () => {
    const engine = await goodEngine();
    expect(await engine.judge(portProbes([81, 80, 7]))).toEqual(Uint8Array.of(DENY, ALLOW, UNSUPPORTED));
  });

  test('loads a cluster once, and again when it is another', async () => {
    const engine = await goodEngine({ explain: true });
    const other = clusterFrom([podOf('a', '10.244.1.10')]);
    await engine.judge(portProbes([80]));
    await engine.judge(portProbes([81]));
    await engine.judge(portProbes([80], other));
    expect(await askedOf(engine, portProbes([], other))).toMatchObject({
      methods: ['initialize', 'load', 'probe', 'probe', 'load', 'probe', 'explain'],
      objects: 1,
    });
  });

  test('questions asked at once are answered one after the other', async () => {
    const engine = await goodEngine({ explain: true });
    const other = clusterFrom([podOf('a', '10.244.1.10')]);
    const asked = [portProbes([80]), portProbes([81], other), portProbes([80, 81])];
    expect(await Promise.all(asked.map((probes) => engine.judge(probes)))).toEqual([
      Uint8Array.of(ALLOW),
      Uint8Array.of(DENY),
      Uint8Array.of(ALLOW, DENY),
    ]);
    expect(await askedOf(engine)).toMatchObject({
      methods: ['initialize', 'load', 'probe', 'load', 'probe', 'load', 'probe', 'explain'],
    });
  });

  test('sends no more flows in a probe than the engine takes', async () => {
    const engine = await goodEngine({ explain: true, maxFlows: 10 });
    const verdicts = await engine.judge(portProbes(Array.from({ length: 25 }, (_, index) => 100 + index)));
    expect([...verdicts]).toEqual(Array.from({ length: 25 }, (_, index) => (index % 2 === 0 ? ALLOW : DENY)));
    const { methods, mostFlows } = await askedOf(engine);
    expect(methods).toEqual(['initialize', 'load', 'probe', 'probe', 'probe', 'explain']);
    expect(mostFlows).toBe(10);
  });

  test('never stops reading: an engine that reads one line at a time answers 60,000 flows', async () => {
    const engine = await goodEngine({ maxFlows: 50 });
    const ports = Array.from({ length: 60_000 }, (_, index) => index + 1_000);
    const verdicts = await engine.judge(portProbes(ports));
    expect(verdicts.filter((verdict) => verdict === ALLOW)).toHaveLength(30_000);
    expect(verdicts.filter((verdict) => verdict === DENY)).toHaveLength(30_000);
  });

  test('loads 10,000 objects', async () => {
    const engine = await goodEngine({ explain: true });
    const pods = Array.from({ length: 10_000 }, (_, index) =>
      podOf(`p${index}`, `10.1.${index >> 8}.${index & 255}`),
    );
    const probes = portProbes([80], clusterFrom(pods));
    expect(await engine.judge(probes)).toEqual(Uint8Array.of(ALLOW));
    expect(await askedOf(engine, probes)).toMatchObject({ objects: 10_000 });
  });
});

describe('an engine that takes short messages only', () => {
  test('gets shorter probes', async () => {
    const engine = await goodEngine({ explain: true, maxMessageBytes: 2_000 });
    const verdicts = await engine.judge(portProbes(Array.from({ length: 60 }, (_, index) => 100 + index)));
    expect(verdicts).not.toContain(UNSUPPORTED);
    const { longest, methods } = await askedOf(engine);
    expect(longest).toBeLessThan(2_000);
    expect(longest).toBeGreaterThan(1_000);
    expect((methods as string[]).filter((method) => method === 'probe').length).toBeGreaterThan(3);
  });

  test('is not sent a cluster that is longer', async () => {
    const engine = await goodEngine({ explain: true, maxMessageBytes: 2_000 });
    const large = clusterFrom(
      Array.from({ length: 50 }, (_, index) => podOf(`p${index}`, `10.1.0.${index}`)),
    );
    expect(await engine.judge(portProbes([80, 81], large))).toEqual(Uint8Array.of(UNSUPPORTED, UNSUPPORTED));
    expect(await engine.judge(portProbes([80, 81]))).toEqual(Uint8Array.of(ALLOW, DENY));
    expect(await askedOf(engine)).toMatchObject({ methods: ['initialize', 'load', 'probe', 'explain'] });
  });
});

describe('a cluster with a history', () => {
  const EVENTS: readonly ClusterEvent[] = [
    { type: 'ADDED', object: podOf('c', '10.244.1.12') },
    { type: 'ADDED', object: podOf('d', '10.244.1.13') },
  ];
  const after = (count: number): ProbeSet => {
    const events = EVENTS.slice(0, count);
    const cluster = applyEvents(SMALL_CLUSTER, events);
    return { ...portProbes([80], cluster), history: { initial: SMALL_CLUSTER, events } };
  };

  test('is told as it happened, each event once', async () => {
    const engine = await goodEngine({ history: true, explain: true });
    for (const count of [0, 1, 1, 2]) await engine.judge(after(count));
    expect(await askedOf(engine, after(2))).toMatchObject({
      methods: ['initialize', 'load', 'probe', 'apply', 'probe', 'probe', 'apply', 'probe', 'explain'],
      objects: 5,
    });
  });

  test('tells of a pod the address of its node, loaded or applied', async () => {
    const engine = await goodEngine({ history: true, explain: true });
    const node = {
      kind: 'Node',
      name: 'n1',
      labels: NO_LABELS,
      addresses: ['192.168.50.11'],
      podCIDRs: [],
    } as const;
    const initial = clusterFrom([node, podOf('a', '10.244.1.10')]);
    const moved = { ...node, addresses: ['192.168.50.99'] };
    const events: readonly ClusterEvent[] = [
      { type: 'ADDED', object: podOf('c', '10.244.1.12') },
      { type: 'MODIFIED', object: moved },
      { type: 'ADDED', object: podOf('d', '10.244.1.13') },
    ];
    const probes = { ...portProbes([80], applyEvents(initial, events)), history: { initial, events } };
    await engine.judge(probes);
    expect(await askedOf(engine, probes)).toMatchObject({
      hostIPs: ['192.168.50.11', '192.168.50.11', '192.168.50.99'],
    });
  });

  test('is told from the start when it goes back', async () => {
    const engine = await goodEngine({ history: true, explain: true });
    for (const count of [2, 1]) await engine.judge(after(count));
    expect(await askedOf(engine, after(1))).toMatchObject({
      methods: ['initialize', 'load', 'apply', 'probe', 'load', 'apply', 'probe', 'explain'],
      objects: 4,
    });
  });

  test('is loaded as it is by an engine without a memory', async () => {
    const engine = await goodEngine({ explain: true });
    const [first, second] = [after(1), after(2)];
    await engine.judge(first);
    await engine.judge(second);
    expect(await askedOf(engine, second)).toMatchObject({
      methods: ['initialize', 'load', 'probe', 'load', 'probe', 'explain'],
      objects: 5,
    });
  });
});

describe('beyond judging', () => {
  test('an explained flow is the flow that was asked', async () => {
    const engine = await goodEngine({ explain: true });
    expect(await askedOf(engine)).toMatchObject({
      flow: {
        source: { ip: '10.244.1.11', pod: 'x/b' },
        destination: { ip: '10.244.1.10', pod: 'x/a' },
        protocol: 'TCP',
        port: 80,
      },
    });
  });

  test('a flow beyond its capabilities is not sent to be explained', async () => {
    const engine = await goodEngine({ explain: true });
    expect(await engine.explain?.(portProbes([]), { ...FLOW, protocol: 'ICMP' })).toEqual([]);
    expect(await askedOf(engine)).toMatchObject({ methods: ['initialize', 'load', 'explain'] });
  });

  test('connections open, carry packets and close', async () => {
    const engine = await goodEngine({ connections: true, clock: true });
    const { connections } = engine;
    expect(await connections?.enter(SMALL_CLUSTER, [])).toBe(true);
    expect(await connections?.connect({ ...FLOW, sourcePort: 40_000 })).toEqual({
      connection: 'c40000',
      action: 'allow',
    });
    expect(await connections?.transmit('c40000', 'reply')).toBe('allow');
    expect(await connections?.transmit('c40000', 'original')).toBe('deny');
    expect(await connections?.wait?.(1_000)).toBeUndefined();
    expect(await connections?.close('c40000')).toBeUndefined();
  });
});
