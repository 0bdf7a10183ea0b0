import { isMap } from 'yaml';
import type {
  Action,
  Cluster,
  ConnectionExpectation,
  Expectation,
  FlowExpectation,
  PacketExpectation,
  StepExpectation,
} from '../../model/index.ts';
import { readAdmissionExpectation, writeAdmissionExpectation } from './admission-expectation.ts';
import { fail, isText, positionOf, readChoice, readList } from './document/field.ts';
import { readRecord, readString, required, type Field } from './document/field.ts';
import { mapping, type YamlValue } from './document/yaml-value.ts';
import { readFlow, readFlows, writeFlow } from './flows.ts';
import { readOption, readProfile, writeProfile } from './objects/profile.ts';

const ACTIONS: readonly Action[] = ['allow', 'deny'];
const PACKETS = ['original', 'reply', 'related-icmp'] as const;

const FLOW_EXTRAS = ['sourcePort', 'by', 'otherwise'] as const;

type PacketKind = (typeof PACKETS)[number];

/** What must hold at the start. A later line for the same flow takes the place of an earlier one. */
export function readExpectations(field: Field, cluster: Cluster): Expectation[] {
  return readStepExpectations(field, cluster).map((expectation) =>
    expectation.kind === 'packet'
      ? fail(field, '"packet" belongs to a step: no connection is open yet')
      : expectation,
  );
}

/** What must hold after a step. */
export function readStepExpectations(field: Field, cluster: Cluster): StepExpectation[] {
  const byKey = new Map<string, StepExpectation>();
  for (const item of readList(field)) {
    for (const expectation of readLine(item, cluster)) {
      const key = expectation.kind === 'flow' ? JSON.stringify(expectation.flow) : `#${byKey.size}`;
      byKey.set(key, expectation);
    }
  }
  return [...byKey.values()];
}

function readLine(field: Field, cluster: Cluster): StepExpectation[] {
  const has = (key: string): boolean => isMap(field.node) && field.node.has(key);
  if (has('allow') || has('deny')) return readFlowLine(field, cluster);
  if (has('connection')) return [readConnection(field, cluster)];
  if (has('admission')) return [readAdmissionExpectation(field)];
  if (has('packet')) return [readPacketLine(field)];
  readRecord(field, ['allow', 'deny', 'connection', 'admission', 'packet', ...FLOW_EXTRAS]);
  return fail(field, 'must have one of the keys allow, deny, connection, admission or, in a step, packet');
}

function readFlowLine(field: Field, cluster: Cluster): FlowExpectation[] {
  const line = readRecord(field, ['allow', 'deny', ...FLOW_EXTRAS]);
  const action: Action = line.allow === undefined ? 'deny' : 'allow';
  if (line.allow !== undefined && line.deny !== undefined) fail(field, 'cannot both allow and deny');
  const options = line.by === undefined ? {} : { options: readList(line.by).map(readOption) };
  const otherwise =
    line.otherwise === undefined ? {} : { otherwise: readList(line.otherwise).map(readOther) };
  return readFlows(line[action]!, cluster, line.sourcePort).map((flow) => ({
    kind: 'flow',
    flow,
    action,
    ...options,
    ...otherwise,
    position: positionOf(field),
  }));
}

function readOther(field: Field): NonNullable<FlowExpectation['otherwise']>[number] {
  const { profile, action } = readRecord(field, ['profile', 'action']);
  return {
    profile: readProfile(required(field, profile, 'profile')),
    action: readChoice(required(field, action, 'action'), ACTIONS),
  };
}

function readConnection(field: Field, cluster: Cluster): ConnectionExpectation {
  const line = readRecord(field, ['connection', 'sourcePort', 'packets']);
  return {
    kind: 'connection',
    flow: readFlow(line.connection!, cluster, line.sourcePort),
    packets: readList(required(field, line.packets, 'packets')).map(readPacket),
    position: positionOf(field),
  };
}

/** `original allow`, or `{related-icmp: allow, by: [relatedIcmp]}` where the answer is a plugin's own. */
function readPacket(field: Field): PacketExpectation {
  if (isText(field)) {
    const [packet, action] = splitWords(field, 'such as "original allow"');
    return { packet: packetKind(field, packet), action: oneOf(field, action, ACTIONS) };
  }
  const { by, ...packets } = readRecord(field, [...PACKETS, 'by']);
  const [first, ...more] = Object.entries(packets);
  if (first === undefined || more.length > 0)
    return fail(field, `must have one of the keys ${PACKETS.join(', ')}`);
  return {
    packet: first[0] as PacketKind,
    action: readChoice(first[1], ACTIONS),
    ...(by === undefined ? {} : { options: readList(by).map(readOption) }),
  };
}

function readPacketLine(field: Field): StepExpectation {
  const line = readRecord(field, ['packet', 'is']);
  const [connection, packet] = splitWords(line.packet!, 'such as "c1 original"');
  return {
    kind: 'packet',
    connection,
    packet: packetKind(line.packet!, packet),
    action: readChoice(required(field, line.is, 'is'), ACTIONS),
  };
}

function splitWords(field: Field, example: string): [string, string] {
  const words = readString(field).trim().split(/\s+/);
  return words.length === 2 ? [words[0]!, words[1]!] : fail(field, `must be two words, ${example}`);
}

function packetKind(field: Field, word: string): PacketKind {
  return oneOf(field, word, PACKETS);
}

function oneOf<Word extends string>(field: Field, word: string, words: readonly Word[]): Word {
  return (words as readonly string[]).includes(word)
    ? (word as Word)
    : fail(field, `${JSON.stringify(word)} is none of ${words.join(', ')}`);
}

/** The lines from which {@link readStepExpectations} makes the expectations. */
export function writeExpectations(
  expectations: readonly StepExpectation[],
  cluster: Cluster,
): YamlValue | undefined {
  if (expectations.length === 0) return undefined;
  return expectations.map((expectation) => {
    switch (expectation.kind) {
      case 'flow':
        return writeFlowLine(expectation, cluster);
      case 'connection':
        return mapping([
          ['connection', writeFlow(expectation.flow, cluster)],
          ['sourcePort', expectation.flow.sourcePort],
          ['packets', expectation.packets.map(writePacket)],
        ]);
      case 'admission':
        return writeAdmissionExpectation(expectation);
      case 'packet':
        return mapping([
          ['packet', `${expectation.connection} ${expectation.packet}`],
          ['is', expectation.action],
        ]);
    }
  });
}

function writeFlowLine({ flow, action, options, otherwise }: FlowExpectation, cluster: Cluster): YamlValue {
  return mapping([
    [action, writeFlow(flow, cluster)],
    ['sourcePort', flow.sourcePort],
    ['by', options],
    [
      'otherwise',
      otherwise?.map((other) =>
        mapping([
          ['profile', writeProfile(other.profile) ?? mapping([])],
          ['action', other.action],
        ]),
      ),
    ],
  ]);
}

function writePacket({ packet, action, options }: PacketExpectation): YamlValue {
  if (options === undefined) return `${packet} ${action}`;
  return mapping([
    [packet, action],
    ['by', options],
  ]);
}
