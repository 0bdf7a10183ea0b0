// A program behind the engine protocol that fails on purpose, to show that somebody notices. It judges nothing:
// whatever it is asked is `unsupported`, until its time has come.
import process from 'node:process';
import { createInterface } from 'node:readline';

/** Clusters that it takes before it fails. */
const GOOD_LOADS = 3;

/** Characters that are kept for ever, again and again, by one that leaks. */
const LEAKED_CHARACTERS = 4_000_000;

const [kind] = process.argv.slice(2);
const leaked = [];
let loads = 0;

function leak() {
  // Reading from it makes a text of its own of what would be a recipe for one.
  const text = `${leaked.length}`.padEnd(LEAKED_CHARACTERS, 'x');
  leaked.push(text.charCodeAt(0) > 0 ? text : '');
}

const failures = {
  crash() {
    process.stderr.write('canary: crashing on purpose\n');
    process.exit(70);
  },
  /** No answer, ever. */
  hang: () => new Promise(() => {}),
  leak: () => {
    // Until the process has no more memory; it was started with little.
    for (;;) leak();
  },
};

const methods = {
  initialize: () => ({
    protocolVersion: 1,
    engine: { name: `canary:${kind}`, version: '1' },
    capabilities: {},
  }),
  async load() {
    loads++;
    if (kind === 'leak') leak();
    if (loads > GOOD_LOADS) await failures[kind]?.();
    return {};
  },
  probe: ({ flows }) => ({ verdicts: flows.map(() => 'unsupported') }),
  shutdown: () => ({}),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  const answer = Object.hasOwn(methods, method)
    ? { result: await methods[method](params) }
    : { error: { code: -32601, message: `unknown method: ${method}` } };
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, ...answer })}\n`);
  if (method === 'shutdown') break;
}
