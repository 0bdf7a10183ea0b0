// An engine with every capability that closes x/a while a policy is loaded, and breaks one rule of the protocol.
// Argument: the rule, or "none".
import { lineLoop } from '../../testing/line-loop.mjs';

const rule = process.argv[2] ?? 'none';
const breaks = (name) => rule === name;

const identity = {
  protocolVersion: breaks('introduces-itself') ? 2 : 1,
  engine: { name: 'rude', version: '1' },
  capabilities: { history: true, connections: true, clock: true, explain: true, maxMessageBytes: 2_000_000 },
};

let policies = 0;
let probes = 0;
let longest = 0;

function verdictOf({ destination, protocol }) {
  if (breaks('judges-what-it-declares') && protocol === 'SCTP') return 'unsupported';
  return policies > 0 && destination.pod === 'x/a' ? 'deny' : 'allow';
}

function load({ objects, future }) {
  if (breaks('ignores-unknown-fields') && future !== undefined) throw new Error('what is future?');
  const found = objects.filter(({ kind }) => kind === 'NetworkPolicy');
  if (found.some(({ spec }) => typeof spec !== 'object')) {
    if (breaks('survives-what-it-refuses')) process.exit(7);
    policies = 0;
    throw new Error('a policy without a spec');
  }
  // A policy that comes before its pods is lost.
  if (breaks('order-of-objects-means-nothing') && objects[0]?.kind === 'NetworkPolicy') found.pop();
  policies = breaks('load-replaces-everything') ? policies + found.length : found.length;
  return {};
}

function probe({ flows }) {
  probes++;
  if (breaks('answers-every-flow') && flows.length > 1_000)
    return { verdicts: flows.slice(1).map(verdictOf) };
  if (breaks('probes-leave-nothing-behind') && probes > 2) return { verdicts: flows.map(() => 'deny') };
  if (breaks('answers-each-flow-its-own')) return { verdicts: flows.map(verdictOf).sort() };
  return { verdicts: flows.map(verdictOf) };
}

function apply({ events }) {
  for (const { type } of events) {
    if (type === 'ADDED') policies++;
    else if (!breaks('applies-changes')) policies--;
  }
  return {};
}

const METHODS = {
  initialize: () => identity,
  load,
  probe,
  apply,
  explain: ({ flow }) => ({
    verdict: breaks('explains') ? 'allow' : verdictOf(flow),
    reasons: ['because'],
  }),
  connect: ({ flow }) => ({ connection: 'c1', verdict: verdictOf(flow) }),
  transmit: ({ direction }) => ({
    verdict: breaks('keeps-connections') && direction === 'reply' ? 'deny' : 'allow',
  }),
  close: () => ({}),
  wait: () => (breaks('lets-time-pass') ? 'waited' : {}),
  shutdown: () => ({}),
};

let held;

function answer({ id, method, params }) {
  const envelope = { jsonrpc: '2.0', id: breaks('echoes-ids') ? id % 2_147_483_648 : id };
  if (!Object.hasOwn(METHODS, method)) {
    const code = breaks('rejects-unknown-methods') ? -32000 : -32601;
    return { ...envelope, error: { code, message: 'unknown' } };
  }
  try {
    return { ...envelope, result: METHODS[method](params) };
  } catch (error) {
    return { ...envelope, error: { code: -32000, message: error.message } };
  }
}

lineLoop((request) => {
  const text = JSON.stringify(answer(request));
  longest = Math.max(longest, JSON.stringify(request).length);
  if (breaks('takes-long-lines') && longest > 65_536) process.exit(1);
  if (breaks('takes-lines-in-pieces') && request.params?.note !== undefined) return undefined;
  if (breaks('says-nothing-unasked') && request.method === 'probe')
    return `${text}\n{"jsonrpc":"2.0","method":"log"}`;
  if (breaks('shuts-down') && request.method === 'shutdown') {
    setTimeout(() => {}, 60_000);
    process.exitCode = 3;
  }
  if (!breaks('answers-in-order') || request.method === 'initialize') return text;
  // Every second answer waits for the next one, and comes after it.
  if (held === undefined && request.method === 'probe') {
    held = text;
    return undefined;
  }
  const late = held;
  held = undefined;
  return late === undefined ? text : `${text}\n${late}`;
});
