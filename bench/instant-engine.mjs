// An engine that judges nothing and answers at once: what is left is the way there and back.
import { createInterface } from 'node:readline';

const allows = new Map();

/** The answer to a probe of so many flows, made once. */
function allowed(flows) {
  let text = allows.get(flows);
  if (text === undefined) {
    text = JSON.stringify({ verdicts: Array.from({ length: flows }, () => 'allow') });
    allows.set(flows, text);
  }
  return text;
}

for await (const line of createInterface({ input: process.stdin })) {
  // A probe's flows are counted, not read: each has one protocol.
  const id = /"id":(\d+)/.exec(line.slice(0, 200) + line.slice(-200))?.[1] ?? '0';
  const method = /"method":"(\w+)"/.exec(line.slice(0, 200))?.[1] ?? JSON.parse(line).method;
  const result =
    method === 'probe'
      ? allowed(line.split('"protocol":').length - 1)
      : method === 'initialize'
        ? JSON.stringify({ protocolVersion: 1, engine: { name: 'instant', version: '1' }, capabilities: {} })
        : '{}';
  process.stdout.write(`{"jsonrpc":"2.0","id":${id},"result":${result}}\n`);
  if (method === 'shutdown') break;
}
process.stdin.destroy();
