import type { IntentRule, NodeIntent, PeerTerm } from '../datapath/intent.ts';
import type { HookJudge } from '../datapath/sweep.ts';
import type { Program } from './program.ts';

/** The programs of a plugin that filters what a client dials, before a proxy translates it (SVC-2). */
export interface SplitPrograms {
  /** For packets that nobody translates. */
  readonly whole: Program;
  /** Of egress rules, those for pods and those for everybody: they mean the backend. */
  readonly selectors: Program;
  /** Of egress rules, those for blocks: they mean the address that was dialled. No exemption is made of it. */
  readonly blocks: Program;
}

/**
 * Three programs as one. A packet that was translated passes where the rules for its backend let it, or those for what
 * its sender dialled.
 */
export function splitProgram({ whole, selectors, blocks }: SplitPrograms): Program {
  const parts: readonly (readonly [Program, (intent: NodeIntent) => NodeIntent])[] = [
    [whole, (intent) => intent],
    [selectors, (intent) => egressTo(intent, othersOf)],
    [blocks, (intent) => egressTo(intent, blocksOf)],
  ];
  const judge: HookJudge = (pod, direction, packet) => {
    const { dialled } = packet;
    if (dialled === undefined || direction === 'ingress') return whole.judge(pod, direction, packet);
    const behind = selectors.judge(pod, direction, packet);
    if (behind.action === 'allow') return behind;
    const before = blocks.judge(pod, direction, {
      ...packet,
      destination: dialled.address,
      destinationPort: dialled.port,
    });
    return before.action === 'allow' ? before : behind;
  };
  const { sweep } = whole.judge;
  return {
    judge: sweep === undefined ? judge : Object.assign(judge, { sweep }),
    plan: (intent) => parts.flatMap(([program, part]) => program.plan(part(intent))),
    install: (intent) => {
      for (const [program, part] of parts) program.install(part(intent));
    },
    believe: (belief) => {
      for (const [program] of parts) program.believe(belief);
    },
    clear: () => {
      for (const [program] of parts) program.clear();
    },
    print: () => parts.flatMap(([program]) => program.print()),
  };
}

/** Which peers of a rule belong to a part of a plugin's rules. */
type PeersOf = (peers: IntentRule['peers']) => IntentRule['peers'];

const isBlock = ({ kind }: PeerTerm): boolean => kind === 'block';
const blocksOf: PeersOf = (peers) => (peers === 'any' ? [] : peers.filter(isBlock));
const othersOf: PeersOf = (peers) => (peers === 'any' ? 'any' : peers.filter((term) => !isBlock(term)));

/** The egress half of an intent, with some of the peers of its rules. It isolates as before. */
function egressTo(intent: NodeIntent, peersOf: PeersOf): NodeIntent {
  const pods = intent.pods.map((pod) => ({
    ...pod,
    ingress: { ...pod.ingress, isolatedBy: [], rules: [] },
    egress: {
      ...pod.egress,
      rules: pod.egress.rules.map((rule) => ({ ...rule, peers: peersOf(rule.peers) })),
    },
  }));
  return { ...intent, pods };
}
