import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { clusterToObjects } from '../../admission/index.ts';
import { SMALL_CLUSTER } from '../child-process/testing/fixture.ts';
import { EngineFailure } from '../engine-failure.ts';
import type { Engine } from '../engine.ts';
import { ALLOW, DEFAULT_CAPABILITIES, DENY } from '../engine.ts';
import { serveEngine } from './serve-engine.ts';

/** TCP/80 passes. */
const ENGINE: Engine = {
  name: 'web-only',
  version: '1',
  capabilities: { ...DEFAULT_CAPABILITIES, profile: { sctp: 'rules-inert' } },
  judge: (probes) =>
    Uint8Array.from(probes.cells, (cell) =>
      probes.ports[cell % probes.ports.length]?.port === 80 ? ALLOW : DENY,
    ),
};

/** Everything that is answered to the lines; JSON is made of what is not text. */
async function served(
  engine: Engine,
  lines: readonly unknown[],
  end = '\n',
): Promise<Record<string, unknown>[]> {
  const input = new PassThrough();
  const output = new PassThrough();
  const done = serveEngine(engine, input, output);
  input.end(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n') + end);
  await done;
  const text = String(output.read() ?? '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function request(id: number, method: string, params: unknown = {}): object {
  return { jsonrpc: '2.0', id, method, params };
}

const OBJECTS = clusterToObjects(SMALL_CLUSTER);
const LOAD = request(1, 'load', { objects: OBJECTS });
const EXTERNAL = { ip: '203.0.113.7' };
const POD = { ip: '10.244.1.10', pod: 'x/a' };
const FLOW = { source: EXTERNAL, destination: POD, protocol: 'TCP', port: 80 };

describe('serveEngine', () => {
  test('introduces the engine', async () => {
    const [answer] = await served(ENGINE, [request(1, 'initialize', { protocolVersion: 1, client: {} })]);
    expect(answer).toMatchObject({
      jsonrpc: '2.0',
      id: 1,
      result: {
        protocolVersion: 1,
        engine: { name: 'web-only', version: '1' },
        capabilities: { endpoints: ['pod', 'external'], explain: false, profile: { sctp: 'rules-inert' } },
      },
    });
  });

  test('answers in order, what the engine cannot judge included, and ends at shutdown', async () => {
    const flows = [
      { ...FLOW, port: 81 },
      FLOW,
      { source: EXTERNAL, destination: POD, protocol: 'ICMP' },
      FLOW,
    ];
    const answers = await served(ENGINE, [
      LOAD,
      request(2, 'probe', { flows }),
      request(7, 'shutdown'),
      LOAD,
    ]);
    expect(answers).toEqual([
      { jsonrpc: '2.0', id: 1, result: {} },
      { jsonrpc: '2.0', id: 2, result: { verdicts: ['deny', 'allow', 'unsupported', 'allow'] } },
      { jsonrpc: '2.0', id: 7, result: {} },
    ]);
  });

  test('needs no newline at the end, and minds no carriage return', async () => {
    expect(await served(ENGINE, [`${JSON.stringify(LOAD)}\r`, request(2, 'shutdown')], '')).toHaveLength(2);
  });

  test('probes nothing', async () => {
    const [answer] = await served(ENGINE, [request(1, 'probe', { flows: [] })]);
    expect(answer?.['result']).toEqual({ verdicts: [] });
  });

  test('applies events', async () => {
    const late = {
      ...OBJECTS.at(-1)!,
      metadata: { ...OBJECTS.at(-1)!.metadata, name: 'late', uid: 'uid-late' },
    };
    const flows = [{ ...FLOW, destination: { ip: '10.244.1.11', pod: 'x/late' } }];
    const answers = await served(ENGINE, [
      LOAD,
      request(2, 'probe', { flows }),
      request(3, 'apply', { events: [{ type: 'ADDED', object: late }] }),
      request(4, 'probe', { flows }),
      request(5, 'apply', { events: [{ type: 'DELETED', object: late }] }),
      request(6, 'probe', { flows }),
    ]);
    const notFound = expect.objectContaining({
      code: -32602,
      message: 'flows[0].destination.pod: Not found: "x/late" was not loaded',
    });
    expect(answers).toMatchObject([
      { id: 1, result: {} },
      { id: 2, error: notFound },
      { id: 3, result: {} },
      { id: 4, result: { verdicts: ['allow'] } },
      { id: 5, result: {} },
      { id: 6, error: notFound },
    ]);
  });

  test('explains where the engine does', async () => {
    const engine: Engine = { ...ENGINE, explain: (_, flow) => [`port ${flow.port}`] };
    const lines = [LOAD, request(2, 'explain', { flow: FLOW })];
    expect((await served(engine, lines))[1]?.['result']).toEqual({ verdict: 'allow', reasons: ['port 80'] });
    expect((await served(ENGINE, lines))[1]).toMatchObject({ id: 2, error: { code: -32601 } });
  });

  test('a refused object is named, and leaves nothing loaded', async () => {
    const broken = { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'x', name: 'NOT A NAME' } };
    const answers = await served(ENGINE, [
      LOAD,
      request(2, 'load', { objects: [...OBJECTS, broken] }),
      request(3, 'probe', { flows: [FLOW] }),
    ]);
    expect(answers[1]).toMatchObject({ id: 2, error: { code: -32000, data: { object: OBJECTS.length } } });
    expect((answers[1]!['error'] as { data: { reason: string } }).data.reason).toContain('metadata.name');
    expect(answers[2]).toMatchObject({ id: 3, error: { code: -32602 } });
  });
});

describe('what is no request', () => {
  test.each([
    ['{"jsonrpc":', null, -32700],
    ['', null, -32700],
    ['[]', null, -32600],
    ['[{"jsonrpc":"2.0","id":1,"method":"load"}]', null, -32600],
    ['null', null, -32600],
    [{ jsonrpc: '2.0', method: 'load', params: {} }, null, -32600],
    [{ jsonrpc: '2.0', id: '1', method: 'load' }, null, -32600],
    [{ jsonrpc: '2.0', id: 1.5, method: 'load' }, null, -32600],
    [{ id: 4, method: 'load' }, 4, -32600],
    [{ jsonrpc: '2.0', id: 4, method: 1 }, 4, -32600],
    [request(4, 'divine'), 4, -32601],
    [request(4, '__proto__'), 4, -32601],
    [request(4, 'constructor'), 4, -32601],
    [request(4, 'load', []), 4, -32602],
    [request(4, 'load'), 4, -32602],
    [request(4, 'load', { objects: {} }), 4, -32602],
    [request(4, 'initialize', { protocolVersion: 'one' }), 4, -32602],
    [request(4, 'apply', { events: [{ type: 'CHANGED', object: OBJECTS[0] }] }), 4, -32602],
    [request(4, 'apply', { events: [{ type: 'ADDED', object: {} }] }), 4, -32000],
    [request(4, 'probe', { flows: 1 }), 4, -32602],
    [request(4, 'probe', { flows: [{ ...FLOW, source: { ip: 'x' } }] }), 4, -32602],
  ])('%j', async (line, id, code) => {
    const [answer, next] = await served(ENGINE, [line, LOAD]);
    expect(answer).toMatchObject({ jsonrpc: '2.0', id, error: { code, message: expect.any(String) } });
    expect(next).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
  });
});

describe('an engine that throws', () => {
  const throwing = (error: Error): Engine => ({
    ...ENGINE,
    judge: () => {
      throw error;
    },
  });
  test.each([
    [new Error('boom'), { code: -32603, message: 'boom' }],
    [new EngineFailure('crash', 'gone'), { code: -32603, message: 'gone' }],
    [new EngineFailure('refused', 'not this'), { code: -32000, data: { reason: 'not this' } }],
  ])('%s', async (error, answer) => {
    const answers = await served(throwing(error), [LOAD, request(2, 'probe', { flows: [FLOW] }), LOAD]);
    expect(answers).toMatchObject([{ id: 1 }, { id: 2, error: answer }, { id: 1, result: {} }]);
  });
});

test('a reader that goes away ends the service', async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const done = serveEngine(ENGINE, input, output);
  output.destroy();
  input.write(`${JSON.stringify(LOAD)}\n`);
  expect(await done).toBeUndefined();
});
