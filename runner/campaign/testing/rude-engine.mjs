// An engine that allows everything, until it is asked for verdicts: then it is rude in the way of its argument.
import { createInterface } from 'node:readline';

const way = process.argv[2];

const RUDE = {
  hang: () => undefined,
  crash: () => process.exit(7),
  flood: () => process.stdout.write('x'.repeat(64 * 1024 * 1024)),
  'too-few': ({ id, params }) => answer(id, { verdicts: params.flows.slice(1).map(() => 'allow') }),
  'no-json': () => process.stdout.write('panic: runtime error: index out of range\n'),
  polite: ({ id, params }) => answer(id, { verdicts: params.flows.map(() => 'allow') }),
};

function answer(id, result) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`);
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  if (request.method === 'initialize') {
    answer(request.id, {
      protocolVersion: 1,
      engine: { name: `rude-${way}`, version: '1' },
      capabilities: {},
    });
  } else if (request.method === 'probe') RUDE[way](request);
  else answer(request.id, {});
  if (request.method === 'shutdown') break;
}
