import { clusterToObjects } from '../../../admission/index.ts';
import { isJsonObject, excerpt } from '../protocol/index.ts';
import { aFlow, clusterFor, flowsFor, objectsFor, policyObject } from './fixture.ts';
import type { ProtocolRule, StartedEngine } from './rule.ts';
import { mustBeDone, readAs } from './rule.ts';
import { mustEqual, RuleBroken } from './rule-broken.ts';

const UNSUPPORTED = 2;

/** About as long as the `load` of 10,000 objects. */
const LONG_LINE_BYTES = 10 * 1024 * 1024;

/** The rules of what an engine knows, and how it answers from it. */
export const STATE_RULES: readonly ProtocolRule[] = [
  {
    name: 'answers-every-flow',
    sentence: 'There is one verdict for each flow: none for none, and as many as maxFlows allows.',
    check: async (engine) => {
      await engine.load(objectsFor(engine.capabilities, true));
      await engine.probe([]);
      const flows = flowsFor(engine.capabilities);
      await engine.probe(flows.slice(0, 1));
      const { maxFlows } = engine.identity.limits;
      await engine.probe(
        Array.from({ length: Math.min(maxFlows, 4096) }, (_, index) => flows[index % flows.length]!),
      );
    },
  },
  {
    name: 'answers-each-flow-its-own',
    sentence: 'The nth verdict is that of the nth flow, wherever it stands.',
    check: async (engine) => {
      await engine.load(objectsFor(engine.capabilities, true));
      const flows = flowsFor(engine.capabilities);
      const forward = await engine.probe(flows);
      const backward = await engine.probe([...flows].reverse());
      mustEqual('the same flows, last first', [...backward].reverse(), forward);
      if (new Set(forward).size < 2) {
        throw new RuleBroken(
          'flows into a pod that a policy closes, and into others',
          'the same verdict for all',
        );
      }
    },
  },
  {
    name: 'probes-leave-nothing-behind',
    sentence: 'Each flow is a new connection: asking again, in another order, changes nothing.',
    check: async (engine) => {
      await engine.load(objectsFor(engine.capabilities, true));
      const flows = flowsFor(engine.capabilities);
      const first = await engine.probe(flows);
      await engine.probe([...flows].reverse());
      mustEqual('the same flows again', await engine.probe(flows), first);
    },
  },
  {
    name: 'load-replaces-everything',
    sentence: 'load replaces all that was loaded before, in full.',
    check: async (engine) => {
      const flows = flowsFor(engine.capabilities);
      const fresh = await engine.another();
      await fresh.load(objectsFor(engine.capabilities, false));
      const expected = await fresh.probe(flows);
      await engine.load(objectsFor(engine.capabilities, true));
      await engine.probe(flows);
      await engine.load(objectsFor(engine.capabilities, false));
      mustEqual('a load without the policy, after one with it', await engine.probe(flows), expected);
    },
  },
  {
    name: 'order-of-objects-means-nothing',
    sentence: 'The order of the objects in load means nothing.',
    check: async (engine) => {
      const objects = objectsFor(engine.capabilities, true);
      const flows = flowsFor(engine.capabilities);
      await engine.load(objects);
      const expected = await engine.probe(flows);
      await engine.load([...objects].reverse());
      mustEqual('the same objects, last first', await engine.probe(flows), expected);
    },
  },
  {
    name: 'takes-long-lines',
    sentence: 'A line may be as long as maxMessageBytes: a load of 10 MB is taken.',
    check: async (engine) => {
      const bytes = Math.min(LONG_LINE_BYTES, Math.floor(engine.identity.limits.maxMessageBytes * 0.9));
      const note = 'x'.repeat(1_000);
      const objects: object[] = objectsFor(engine.capabilities, true);
      const filler = (index: number): object => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: `filler-${index}`, annotations: { note } },
      });
      const size = JSON.stringify(filler(0)).length + 1;
      for (let total = JSON.stringify(objects).length; total + size < bytes; total += size) {
        objects.push(filler(objects.length));
      }
      await engine.load(objects);
      await engine.probe(flowsFor(engine.capabilities));
    },
  },
  {
    name: 'judges-what-it-declares',
    sentence: 'Of each declared protocol and address family at least one flow is judged.',
    check: async (engine) => {
      const { capabilities } = engine;
      await engine.load(objectsFor(capabilities, true));
      for (const protocol of capabilities.protocols) {
        for (const family of capabilities.ipFamilies) {
          const flows = flowsFor({ ...capabilities, protocols: [protocol], ipFamilies: [family] });
          const verdicts = await engine.probe(flows);
          if (verdicts.every((verdict) => verdict === UNSUPPORTED)) {
            throw new RuleBroken(
              `${flows.length} flows of ${protocol} over ${family}`,
              'unsupported for all of them',
            );
          }
        }
      }
    },
  },
  {
    name: 'applies-changes',
    sentence: 'apply leads to what a load of the result leads to, additions and deletions alike.',
    skip: ({ history }) => (history ? undefined : 'it does not declare history'),
    check: async (engine) => {
      const { capabilities } = engine;
      const flows = flowsFor(capabilities);
      await engine.load(objectsFor(capabilities, true));
      const closed = await engine.probe(flows);
      await engine.load(objectsFor(capabilities, false));
      const open = await engine.probe(flows);
      const object = policyObject(capabilities);
      mustBeDone(await engine.ask('apply', { events: [{ type: 'ADDED', object }] }), 'apply ADDED');
      mustEqual('apply ADDED of a policy', await engine.probe(flows), closed);
      mustBeDone(await engine.ask('apply', { events: [{ type: 'DELETED', object }] }), 'apply DELETED');
      mustEqual('apply DELETED of the policy', await engine.probe(flows), open);
    },
  },
  {
    name: 'keeps-connections',
    sentence: 'connect, transmit and close speak of one connection, known by the name that connect gave.',
    skip: ({ connections }) => (connections ? undefined : 'it does not declare connections'),
    check: checkConnections,
  },
  {
    name: 'lets-time-pass',
    sentence: 'wait is answered with {}.',
    skip: ({ clock }) => (clock ? undefined : 'it does not declare clock'),
    check: async (engine) => {
      await engine.load(clusterToObjects(clusterFor(engine.capabilities, false)));
      mustBeDone(await engine.ask('wait', { milliseconds: 30_000 }), 'wait');
    },
  },
];

async function checkConnections(engine: StartedEngine): Promise<void> {
  await engine.load(objectsFor(engine.capabilities, false));
  const flow = aFlow(engine.capabilities, 40_000);
  const opened = readAs(await engine.ask('connect', { flow }), 'connect', (result) => result);
  const { connection, verdict } = (isJsonObject(opened) ? opened : {}) as Record<string, unknown>;
  if (typeof connection !== 'string') throw new RuleBroken('connect', `no name: ${excerpt(opened)}`);
  mustEqual('connect where no policy is', verdict, 'allow');
  for (const direction of ['original', 'reply']) {
    const sent = readAs(
      await engine.ask('transmit', { connection, direction }),
      'transmit',
      (result) => result,
    );
    mustEqual(`transmit ${direction}`, isJsonObject(sent) ? sent['verdict'] : sent, 'allow');
  }
  mustBeDone(await engine.ask('close', { connection }), 'close');
}
