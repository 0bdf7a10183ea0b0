import { isMap } from 'yaml';
import type {
  Action,
  Cluster,
  ConnectionExpectation,
  ConnectionPacket,
  Expectation,
  FlowExpectation,
  OtherwiseExpectation,
  PacketExpectation,
  StepExpectation,
} from '../../model/index.ts';
import { readAdmissionExpectation, writeAdmissionExpectation } from './admission-expectation.ts';
import { fail, isText, oneOf, positionOf, readChoice, readList } from './document/field.ts';
import { readRecord, readTwoWords, required, type Field } from './document/field.ts';
import { mapping, type YamlValue } from './document/yaml-value.ts';
import { readFlow, readFlows, writeFlow } from './flows.ts';
import { readOption, readProfile, writeProfile } from './objects/profile.ts';

const ACTIONS: readonly Action[] = ['allow', 'deny'];
/** The packets of a connection that stands. */
export const PACKETS = ['original', 'reply', 'related-icmp'] as const;

const FLOW_EXTRAS = ['sourcePort', 'by', 'otherwise'] as const;

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
  const basis = readBasis(line.by, line.otherwise);
  return readFlows(line[action]!, cluster, line.sourcePort).map((flow) => ({
    kind: 'flow',
    flow,
    action,
    ...basis,
    position: positionOf(field),
  }));
}

/** What an action rests on where the answer is a plugin's own. */
function readBasis(
  by: Field | undefined,
  otherwise: Field | undefined,
): Pick<PacketExpectation, 'options' | 'otherwise'> {
  return {
    ...(by === undefined ? {} : { options: readList(by).map(readOption) }),
    ...(otherwise === undefined ? {} : { otherwise: readList(otherwise).map(readOther) }),
  };
}

function readOther(field: Field): OtherwiseExpectation {
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
    const [packet, action] = readTwoWords(field, 'such as "original allow"');
    return { packet: oneOf(field, packet, PACKETS), action: oneOf(field, action, ACTIONS) };
  }
  const { by, otherwise, ...packets } = readRecord(field, [...PACKETS, 'by', 'otherwise']);
  const [first, ...more] = Object.entries(packets);
  if (first === undefined || more.length > 0)
    return fail(field, `must have one of the keys ${PACKETS.join(', ')}`);
  return {
    packet: first[0] as ConnectionPacket,
    action: readChoice(first[1], ACTIONS),
    ...readBasis(by, otherwise),
  };
}

function readPacketLine(field: Field): StepExpectation {
  const line = readRecord(field, ['packet', 'is', 'by', 'otherwise']);
  const [connection, packet] = readTwoWords(line.packet!, 'such as "c1 original"');
  return {
    kind: 'packet',
    connection,
    packet: oneOf(line.packet!, packet, PACKETS),
    action: readChoice(required(field, line.is, 'is'), ACTIONS),
    ...readBasis(line.by, line.otherwise),
    position: positionOf(field),
  };
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
          ...writeBasis(expectation),
        ]);
    }
  });
}

function writeFlowLine(expectation: FlowExpectation, cluster: Cluster): YamlValue {
  const { flow, action } = expectation;
  return mapping([
    [action, writeFlow(flow, cluster)],
    ['sourcePort', flow.sourcePort],
    ...writeBasis(expectation),
  ]);
}

function writePacket(expectation: PacketExpectation): YamlValue {
  const { packet, action, options, otherwise } = expectation;
  if (options === undefined && otherwise === undefined) return `${packet} ${action}`;
  return mapping([[packet, action], ...writeBasis(expectation)]);
}

function writeBasis({
  options,
  otherwise,
}: Pick<PacketExpectation, 'options' | 'otherwise'>): [string, YamlValue | undefined][] {
  const others = otherwise?.map((other) =>
    mapping([
      ['profile', writeProfile(other.profile) ?? mapping([])],
      ['action', other.action],
    ]),
  );
  return [
    ['by', options],
    ['otherwise', others],
  ];
}
