// An engine that keeps to the protocol: even ports are allowed, odd ones denied, port 7 is beyond it.
// Argument: capabilities as JSON.
import { lineLoop } from './line-loop.mjs';

/** What was asked so far; `explain` tells it. */
const asked = { methods: [], objects: 0, hostIPs: [], longest: 0, mostFlows: 0 };

/** @returns {(request: { method: string, params: object }) => object} the result of a request, as the protocol has it */
export function goodAnswers(capabilities) {
  const methods = {
    initialize: () => ({
      protocolVersion: 1,
      engine: { name: 'good', version: '1.2.3', colour: 'blue' },
      capabilities: { ...capabilities, futureCapability: true },
    }),
    load({ objects }) {
      noteHostIPs(objects);
      asked.objects = objects.length;
      return {};
    },
    apply({ events }) {
      noteHostIPs(events.map(({ object }) => object));
      asked.objects += events.filter(({ type }) => type === 'ADDED').length;
      return {};
    },
    probe({ flows }) {
      asked.mostFlows = Math.max(asked.mostFlows, flows.length);
      return { verdicts: flows.map(verdictOf) };
    },
    explain: ({ flow }) => ({
      verdict: verdictOf(flow),
      reasons: [JSON.stringify({ ...asked, flow, pid: process.pid })],
    }),
    connect: ({ flow }) => ({ connection: `c${flow.sourcePort}`, verdict: verdictOf(flow) }),
    transmit: ({ connection, direction }) => ({
      verdict: connection === 'c40000' && direction === 'reply' ? 'allow' : 'deny',
    }),
    close: () => ({}),
    wait: () => ({}),
    shutdown: () => ({}),
  };
  return ({ method, params }) => {
    asked.methods.push(method);
    asked.longest = Math.max(asked.longest, JSON.stringify(params).length);
    return methods[method](params);
  };
}

function noteHostIPs(objects) {
  for (const { kind, status } of objects) if (kind === 'Pod') asked.hostIPs.push(status.hostIP);
}

function verdictOf({ port }) {
  if (port === 7) return 'unsupported';
  return port % 2 === 0 ? 'allow' : 'deny';
}

if (import.meta.filename === process.argv[1]) {
  const answer = goodAnswers(JSON.parse(process.argv[2] ?? '{}'));
  lineLoop((request) => JSON.stringify({ jsonrpc: '2.0', id: request.id, result: answer(request) }));
}
