import type { Direction, FlowProtocol } from '../../../../model/index.ts';
import { familyOf } from '../../../../model/index.ts';
import type { Datapath, HookPacket, Operation } from '../../datapath.ts';
import type { NodeIntent } from '../../intent.ts';
import type { DatapathProfile } from '../datapath-profile.ts';
import { naiveAllows } from './naive-judge.ts';
import type { Draw } from './random-intent.ts';
import { BOUNDARY_ADDRESSES, BOUNDARY_PORTS } from './random-intent.ts';

/** A packet at the hook of a pod. */
export interface Question {
  readonly pod: string;
  readonly direction: Direction;
  readonly packet: HookPacket;
}

const OWN_ADDRESSES = { IPv4: '10.1.2.3', IPv6: 'fd00:1:2::7' } as const;

/** A new packet between a pod and another end. */
export function question(
  pod: string,
  direction: Direction,
  other: string,
  protocol: FlowProtocol,
  port?: number,
): Question {
  const own = OWN_ADDRESSES[familyOf(other)];
  return {
    pod,
    direction,
    packet: {
      source: direction === 'ingress' ? other : own,
      destination: direction === 'ingress' ? own : other,
      protocol,
      ...(port === undefined ? {} : { sourcePort: 40_000, destinationPort: port }),
      state: 'new',
      fromLocalNode: false,
    },
  };
}

const PODS = ['x/a', 'x/b', 'x/c'];
const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** Every pod, direction and boundary address with every boundary port of every protocol, and packets of other kinds. */
export function allQuestions(): readonly Question[] {
  return PODS.flatMap((pod) =>
    DIRECTIONS.flatMap((direction) =>
      BOUNDARY_ADDRESSES.flatMap((other) => [
        ...(['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) =>
          BOUNDARY_PORTS.map((port) => question(pod, direction, other, protocol, port)),
        ),
        ...oddQuestions(pod, direction, other),
      ]),
    ),
  );
}

function oddQuestions(pod: string, direction: Direction, other: string): readonly Question[] {
  const plain = question(pod, direction, other, 'TCP', 80);
  const icmp = question(pod, direction, other, 'ICMP');
  const but = (base: Question, change: Partial<HookPacket>): Question => ({
    ...base,
    packet: { ...base.packet, ...change },
  });
  return [
    question(pod, direction, other, 'TCP'),
    question(pod, direction, other, '47'),
    but(plain, { state: 'established' }),
    but(plain, { state: 'reply' }),
    but(plain, { fromLocalNode: true }),
    but(icmp, { icmpType: 'echo-request' }),
    but(icmp, { icmpType: 'error' }),
    but(icmp, { icmpType: 'error', state: 'related' }),
    ...(familyOf(other) === 'IPv6' ? [but(icmp, { icmpType: 'neighbour-solicit' })] : []),
  ];
}

/** A fresh draw of a number of questions, half of them about the addresses that pods have. */
export function sampleQuestions(all: readonly Question[], count: number, draw: Draw): readonly Question[] {
  const aboutPods = all.filter(
    ({ direction, packet }) =>
      POD_ADDRESSES.has(direction === 'ingress' ? packet.source : packet.destination) &&
      packet.state === 'new' &&
      !packet.fromLocalNode,
  );
  return Array.from({ length: count }, (_, index) => {
    const from = index % 2 === 0 ? all : aboutPods;
    return from[draw(from.length)]!;
  });
}

const POD_ADDRESSES: ReadonlySet<string> = new Set(
  '10.1.2.3 10.1.2.7 10.1.2.70 10.1.3.4 10.2.0.9 fd00:1:2::7 fd00:1:2::3 fd00:1:9::9 fd00:7::1'.split(' '),
);

/** The questions that the state answers otherwise than the clauses do, as text. */
export function wrongAnswers<State, Op extends Operation>(
  datapath: Datapath<State, Op>,
  state: State,
  intent: NodeIntent,
  questions: readonly Question[],
  profile: DatapathProfile,
): readonly string[] {
  return questions.flatMap(({ pod, direction, packet }) => {
    const verdict = datapath.judge(state, pod, direction, packet);
    const allows = naiveAllows(intent, pod, direction, packet, profile);
    return (verdict.action === 'allow') === allows
      ? []
      : [`${pod} ${direction} ${JSON.stringify(packet)}: ${verdict.action} by ${verdict.rule}`];
  });
}

/** The state after a plan, and the questions on which some state between breaks the window. */
export function walkPlan<State, Op extends Operation>(
  datapath: Datapath<State, Op>,
  from: State,
  to: State,
  questions: readonly Question[],
): { readonly state: State; readonly violations: readonly string[] } {
  const allows = (state: State, { pod, direction, packet }: Question): boolean =>
    datapath.judge(state, pod, direction, packet).action === 'allow';
  const settled = questions.flatMap((asked) => {
    const before = allows(from, asked);
    return before === allows(to, asked) ? [{ asked, before }] : [];
  });
  const violations: string[] = [];
  let state = from;
  for (const operation of datapath.plan(from, to)) {
    state = datapath.apply(state, operation);
    for (const { asked, before } of settled) {
      if (allows(state, asked) === before) continue;
      const { pod, direction, packet } = asked;
      const rule = datapath.judge(state, pod, direction, packet).rule;
      violations.push(`after ${operation.describe}: ${pod} ${direction} ${JSON.stringify(packet)}: ${rule}`);
    }
  }
  return { state, violations };
}
