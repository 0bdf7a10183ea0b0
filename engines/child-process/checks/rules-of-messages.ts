import { excerpt, isJsonObject } from '../protocol/index.ts';
import { aFlow, flowsFor, objectsFor } from './fixture.ts';
import type { ProtocolRule } from './rule.ts';
import { mustBeDone, readAs } from './rule.ts';
import { mustEqual, RuleBroken } from './rule-broken.ts';

const UNKNOWN_METHOD = -32601;
const REFUSED = -32000;

/** How long an engine is watched that should keep silent. */
const SILENCE_MS = 200;

/** The rules of lines, ids, order, errors and the end. */
export const MESSAGE_RULES: readonly ProtocolRule[] = [
  {
    name: 'introduces-itself',
    sentence: 'initialize is answered with version 1, a name, a version and readable capabilities.',
    // Nothing more to do: every process is greeted before it is handed over.
    check: async () => {},
  },
  {
    name: 'ignores-unknown-fields',
    sentence: 'Fields that an engine does not know are ignored, in params as in objects and flows.',
    check: async (engine) => {
      const objects = objectsFor(engine.capabilities, true).map((object) => ({
        ...object,
        future: { a: [1] },
      }));
      mustBeDone(await engine.ask('load', { objects, future: true }), 'load with unknown fields');
      const flows = [{ ...aFlow(engine.capabilities), future: 'x' }];
      const answer = await engine.ask('probe', { flows, future: null });
      if (answer.error !== undefined)
        throw new RuleBroken('probe with unknown fields', excerpt(answer.error));
    },
  },
  {
    name: 'rejects-unknown-methods',
    sentence: 'An unknown method is answered with the error -32601, and the next request as ever.',
    check: async (engine) => {
      const { error } = await engine.ask('fencepost/unknown', {});
      const code = isJsonObject(error) ? error['code'] : undefined;
      if (code !== UNKNOWN_METHOD) {
        throw new RuleBroken(
          'fencepost/unknown',
          error === undefined ? 'a result' : `the error ${excerpt(error)}`,
        );
      }
      await engine.load(objectsFor(engine.capabilities, false));
    },
  },
  {
    name: 'answers-in-order',
    sentence: 'Requests sent without waiting are answered one by one, in their order.',
    check: async (engine) => {
      const flows = flowsFor(engine.capabilities);
      const sent = [engine.send('load', { objects: objectsFor(engine.capabilities, true) })];
      for (let count = 0; count < 40; count++) {
        sent.push(engine.send('probe', { flows: flows.slice(0, count % 3) }));
        if (count % 10 === 9) sent.push(engine.send('fencepost/unknown', {}));
      }
      const answered: unknown[] = [];
      for (const _ of sent) answered.push((await engine.read()).id);
      mustEqual(`${sent.length} requests at once`, answered, sent);
    },
  },
  {
    name: 'echoes-ids',
    sentence: 'An answer has the id of its request, whatever integer that is.',
    check: async (engine) => {
      for (const id of [0, 2_147_483_648, 9_007_199_254_740_991]) {
        const sent = JSON.stringify({ jsonrpc: '2.0', id, method: 'load', params: { objects: [] } });
        engine.write(`${sent}\n`);
        mustEqual(sent, (await engine.read()).id, id);
      }
    },
  },
  {
    name: 'takes-lines-in-pieces',
    sentence: 'A line may come in any pieces, cut within a character too.',
    check: async (engine) => {
      const objects = objectsFor(engine.capabilities, true);
      const text = JSON.stringify({
        jsonrpc: '2.0',
        id: 77,
        method: 'load',
        params: { objects, note: 'ünï→cødé' },
      });
      const bytes = Buffer.from(`${text}\n`);
      const cut = bytes.indexOf(Buffer.from('→')) + 1;
      for (const piece of [bytes.subarray(0, 5), bytes.subarray(5, cut), bytes.subarray(cut)]) {
        engine.write(piece);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      mustEqual('load in three pieces', (await engine.read()).id, 77);
    },
  },
  {
    name: 'says-nothing-unasked',
    sentence: 'Standard output carries answers and nothing else: no banners, notifications or batches.',
    check: async (engine) => {
      await engine.load(objectsFor(engine.capabilities, true));
      await engine.probe([aFlow(engine.capabilities)]);
      const line = await engine.unasked(SILENCE_MS);
      if (line !== undefined) throw new RuleBroken('nothing', `the line ${excerpt(line)}`);
    },
  },
  {
    name: 'survives-what-it-refuses',
    sentence: 'Objects that an engine cannot read are refused with -32000, and the next load is taken.',
    check: async (engine) => {
      const odd = {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'odd', namespace: 'x' },
        spec: 7,
      };
      const { error } = await engine.ask('load', {
        objects: [...objectsFor(engine.capabilities, false), odd],
      });
      const code = isJsonObject(error) ? error['code'] : undefined;
      if (error !== undefined && code !== REFUSED) {
        throw new RuleBroken('load of a policy whose spec is 7', `the error ${excerpt(error)}`);
      }
      await engine.load(objectsFor(engine.capabilities, true));
      await engine.probe(flowsFor(engine.capabilities));
    },
  },
  {
    name: 'shuts-down',
    sentence: 'shutdown is answered with {}, and the engine exits with 0 within two seconds.',
    check: async (engine) => {
      mustBeDone(await engine.ask('shutdown', {}), 'shutdown');
      const end = await engine.endWithin(2_000);
      if (end !== 'exited with code 0')
        throw new RuleBroken('shutdown', end ?? 'still running after 2 seconds');
    },
  },
  {
    name: 'explains',
    sentence: 'explain is answered with the verdict of a probe and reasons in words.',
    skip: ({ explain }) => (explain ? undefined : 'it does not declare explain'),
    check: async (engine) => {
      await engine.load(objectsFor(engine.capabilities, true));
      const flow = aFlow(engine.capabilities);
      const [verdict] = await engine.probe([flow]);
      const explained = readAs(await engine.ask('explain', { flow }), 'explain', (result) => result);
      const { verdict: word, reasons } = (isJsonObject(explained) ? explained : {}) as Record<
        string,
        unknown
      >;
      mustEqual('explain', word, ['deny', 'allow', 'unsupported'][verdict!]);
      if (!Array.isArray(reasons) || !reasons.every((reason) => typeof reason === 'string')) {
        throw new RuleBroken('explain', `the reasons ${excerpt(reasons)}`);
      }
    },
  },
];
