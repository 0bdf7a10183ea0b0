import { describe, expect, it } from 'vitest';
import type { ExistingConnections, FlowProtocol, Trace } from '../../model/index.ts';
import { closeConnection, openConnection, sendPacket, walkFlow } from './connection.ts';
import { walkFragments } from './fragments.ts';
import type { Lab, Wanted } from './testing/lab.ts';
import { FIXTURE, flowFrom, labOf, podsTerm, portTerm, ruleOf } from './testing/lab.ts';

const ALLOWED: Wanted = { 'x/a': { ingress: [ruleOf([podsTerm('y/a')], [portTerm(80)])], egress: [] } };
const CLOSED: Wanted = { 'x/a': { ingress: [], egress: [] } };
const FLOW = flowFrom('y/a', 'x/a', { sourcePort: 50_000 });

function ends(...traces: Trace[]): string[] {
  return traces.map(({ disposition }) => disposition);
}

/** What became of a packet of each kind. */
function bothWays(lab: Lab, connection: Parameters<typeof sendPacket>[1]): string[] {
  return ends(sendPacket(lab, connection, 'original'), sendPacket(lab, connection, 'reply'));
}

describe('an open connection', () => {
  it.each<FlowProtocol>(['TCP', 'UDP', 'SCTP', 'ICMP', '47'])(
    'over %s is answered, whatever isolates the other direction (CONN-1)',
    (protocol) => {
      const lab = labOf(
        { 'y/a': { ingress: [], egress: [ruleOf('any')] } },
        { otherProtocolsWhenIsolated: 'follow-portless-rules' },
      );
      const { connection, trace } = openConnection(lab, flowFrom('y/a', 'x/a', { protocol }));
      expect(ends(trace)).toEqual(['delivered']);
      expect(bothWays(lab, connection)).toEqual(['delivered', 'delivered']);
    },
  );

  it('does not open the way for another in the reverse direction (CONN-7)', () => {
    const lab = labOf(ALLOWED);
    openConnection(lab, FLOW);
    const { trace } = openConnection(lab, flowFrom('x/a', 'y/a', { sourcePort: 80, port: 50_000 }));
    expect(ends(trace)).toEqual(['dropped']);
    expect(ends(walkFlow(lab, flowFrom('x/a', 'y/a', { sourcePort: 20, port: 40_000 })))).toEqual([
      'dropped',
    ]);
  });

  it('leaves nothing behind when it was denied', () => {
    const lab = labOf(CLOSED);
    const { connection, trace } = openConnection(lab, FLOW);
    expect(ends(trace)).toEqual(['dropped']);
    expect(ends(sendPacket(lab, connection, 'original'))).toEqual(['dropped']);
    expect(lab.nodes.get('n1')!.conntrack.connections(0)).toEqual([]);
  });

  it('keeps its backend when the Service has another', () => {
    const lab = labOf({});
    const { connection } = openConnection(lab, flowFrom('x/a', 'svc/web', { port: 8080 }));
    expect(connection.flow.backend).toMatchObject({ endpoint: { pod: 'y/a' }, port: 80 });
    const moved = FIXTURE.endpointSlices.map((slice) => ({ ...slice, endpoints: [] }));
    const after = { ...lab, cluster: { ...FIXTURE, endpointSlices: moved } };
    expect(ends(sendPacket(after, connection, 'original'))).toEqual(['delivered']);
    expect(ends(walkFlow(after, flowFrom('x/a', 'svc/web', { port: 8080 })))).toEqual(['rejected']);
  });

  it('is not disturbed by a walk from the same source port', () => {
    const lab = labOf(ALLOWED);
    const { connection } = openConnection(lab, FLOW);
    lab.change(CLOSED);
    expect(ends(walkFlow(lab, FLOW))).toEqual(['dropped']);
    expect(bothWays(lab, connection)).toEqual(['delivered', 'delivered']);
  });

  it('that a hairpin masquerades is answered to the node', () => {
    const lab = labOf({}, { selfViaService: 'policed-as-node-ip' });
    openConnection(lab, flowFrom('x/a', 'svc/self', { port: 8080 }));
    expect(lab.nodes.get('n1')!.conntrack.connections(0)).toMatchObject([
      { original: { source: '10.244.1.10' }, reply: { destination: '192.168.50.11' } },
    ]);
  });

  it('ends with its server', () => {
    const lab = labOf({});
    const { connection } = openConnection(lab, FLOW);
    const pods = FIXTURE.pods.filter(({ uid }) => uid !== 'x/a');
    const after: Lab = { ...lab, cluster: { ...FIXTURE, pods } };
    expect(bothWays(after, connection)).toEqual(['unroutable', 'unroutable']);
    expect(ends(sendPacket(after, connection, 'related-icmp'))).toEqual(['unroutable']);
  });

  it('is tracked by what each node sees of it', () => {
    const lab = labOf({});
    openConnection(lab, flowFrom('x/a', 'svc/web', { port: 8080, sourcePort: 50_000 }));
    const tuples = [...lab.nodes.values()].map(({ conntrack }) => conntrack.connections(0));
    expect(tuples).toMatchObject([
      [
        {
          original: { destination: '10.96.0.10', destinationPort: 8080 },
          reply: { source: '10.244.2.20', sourcePort: 80 },
        },
      ],
      [
        {
          original: { destination: '10.244.2.20', destinationPort: 80 },
          reply: { source: '10.244.2.20', sourcePort: 80 },
        },
      ],
    ]);
  });
});

describe('a connection whose permission is withdrawn at 100 (CONN-4)', () => {
  it.each<[ExistingConnections, string, string]>([
    ['keep-until-close', 'delivered', 'delivered'],
    ['per-packet', 'dropped', 'dropped'],
    ['reevaluate-on-change', 'dropped', 'dropped'],
    ['flush-after(50)', 'delivered', 'dropped'],
  ])('%s: %s at once, %s from 150', (existingConnections, atOnce, later) => {
    const lab = labOf(ALLOWED, { existingConnections });
    const { connection } = openConnection(lab, FLOW);
    lab.wait(100);
    lab.change(CLOSED);
    expect(bothWays(lab, connection)).toEqual([atOnce, atOnce]);
    lab.wait(50);
    expect(bothWays(lab, connection)).toEqual([later, later]);
    // CONN-3: the same tuple opened anew is another connection.
    expect(ends(sendPacket(lab, connection, 'open'))).toEqual(['dropped']);
    expect(ends(openConnection(lab, FLOW).trace)).toEqual(['dropped']);
    expect(ends(sendPacket(lab, connection, 'original'))).toEqual(['dropped']);
  });

  it('goes on where the permission comes back', () => {
    const lab = labOf(ALLOWED, { existingConnections: 'reevaluate-on-change' });
    const { connection } = openConnection(lab, FLOW);
    lab.change(CLOSED);
    expect(bothWays(lab, connection)).toEqual(['dropped', 'dropped']);
    lab.change(ALLOWED);
    expect(bothWays(lab, connection)).toEqual(['delivered', 'delivered']);
  });

  it('labels have an option of their own (PEER-13)', () => {
    const options = {
      existingConnections: 'keep-until-close',
      labelChangeOnExisting: 'reevaluate-on-change',
    } as const;
    const lab = labOf(ALLOWED, options);
    const { connection } = openConnection(lab, FLOW);
    lab.change(CLOSED, 'policy');
    expect(bothWays(lab, connection)).toEqual(['delivered', 'delivered']);
    lab.change(CLOSED, 'label');
    expect(bothWays(lab, connection)).toEqual(['dropped', 'dropped']);
  });
});

describe('a connection that its nodes have forgotten', () => {
  it('is judged anew in mid-stream, in the direction of the packet', () => {
    const lab = labOf(ALLOWED);
    const { connection } = openConnection(lab, FLOW);
    for (const { conntrack } of lab.nodes.values()) conntrack.flush();
    // x/a may not open anything: its answer is a packet like any other now.
    expect(bothWays(lab, connection).reverse()).toEqual(['delivered', 'delivered']);
    for (const { conntrack } of lab.nodes.values()) conntrack.flush();
    expect(ends(sendPacket(lab, connection, 'reply'))).toEqual(['dropped']);
    expect(ends(sendPacket(lab, connection, 'original'))).toEqual(['delivered']);
  });

  it('UDP: after silence an answer is judged as a packet of its own (CONN-6)', () => {
    const udp: Wanted = { 'x/a': { ingress: [ruleOf('any')], egress: [] } };
    const lab = labOf(udp, { udpIdleTicks: 1_000 });
    const { connection } = openConnection(lab, flowFrom('y/a', 'x/a', { protocol: 'UDP', port: 53 }));
    lab.wait(999);
    expect(ends(sendPacket(lab, connection, 'reply'))).toEqual(['delivered']);
    lab.wait(1_000);
    expect(ends(sendPacket(lab, connection, 'reply'))).toEqual(['dropped']);
  });

  it('was closed: what comes after is new', () => {
    const lab = labOf(ALLOWED);
    const { connection } = openConnection(lab, FLOW);
    lab.change(CLOSED);
    closeConnection(lab, connection);
    expect(ends(sendPacket(lab, connection, 'original'), openConnection(lab, FLOW).trace)).toEqual([
      'dropped',
      'dropped',
    ]);
  });
});

describe('an ICMP error', () => {
  it.each([
    ['allow', 'delivered'],
    ['deny', 'dropped'],
  ] as const)('about an allowed connection into an isolated pod: %s (CONN-5)', (relatedIcmp, disposition) => {
    const lab = labOf({ 'x/a': { ingress: [] } }, { relatedIcmp });
    const { connection } = openConnection(lab, flowFrom('x/a', 'y/a'));
    expect(ends(sendPacket(lab, connection, 'related-icmp'))).toEqual([disposition]);
  });

  it('about a connection that nobody knows is a packet like any other', () => {
    const lab = labOf({ 'x/a': { ingress: [] } });
    const { connection } = openConnection(lab, flowFrom('x/a', 'y/a'));
    closeConnection(lab, connection);
    expect(ends(sendPacket(lab, connection, 'related-icmp'))).toEqual(['dropped']);
  });
});

describe('a datagram in pieces', () => {
  const allowed = flowFrom('y/a', 'x/a', { protocol: 'UDP', port: 53 });
  const wanted: Wanted = { 'x/a': { ingress: [ruleOf('any', [portTerm(53, 'UDP')])] } };

  it.each([
    ['in order', ['first', 'later', 'later']],
    ['out of order', ['later', 'first', 'later']],
    ['last first', ['later', 'later', 'first']],
  ] as const)('%s meets what the whole would', (_, arrivals) => {
    const lab = labOf(wanted);
    expect(ends(walkFragments(lab, allowed, arrivals))).toEqual(['delivered']);
    expect(ends(walkFragments(lab, { ...allowed, port: 54 }, arrivals))).toEqual(['dropped']);
    expect(lab.asked.every(({ packet }) => packet.destinationPort !== undefined)).toBe(true);
  });

  it('without its first piece never arrives', () => {
    expect(ends(walkFragments(labOf({}), allowed, ['later', 'later']))).toEqual(['dropped']);
  });
});
