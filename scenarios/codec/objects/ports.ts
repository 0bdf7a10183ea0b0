import type { ContainerPort, ServicePort, SlicePort } from '../../../model/index.ts';
import { PROTOCOLS } from '../../../model/index.ts';
import {
  fail,
  isText,
  readChoice,
  readPort,
  readRecord,
  readString,
  required,
  type Field,
} from '../document/field.ts';
import { fields } from '../document/yaml-value.ts';
import {
  formatContainerPort,
  formatServicePort,
  formatSlicePort,
  parseContainerPort,
  parseServicePort,
  parseSlicePort,
} from '../text/port-text.ts';
import { compactListPart } from './part-codecs.ts';

const CONTAINERS = ['regular', 'sidecar', 'init', 'ephemeral'] as const;

export const containerPortsPart = compactListPart<ContainerPort>({
  what: 'a container port such as "web=80/TCP" or "web=80/TCP(sidecar, hostPort 8080)"',
  parse: parseContainerPort,
  format: formatContainerPort,
  read: (field) => {
    const parts = readRecord(field, ['name', 'containerPort', 'protocol', 'hostPort', 'container']);
    return {
      ...nameOf(parts.name),
      containerPort: readPort(required(field, parts.containerPort, 'containerPort')),
      protocol: readChoice(required(field, parts.protocol, 'protocol'), PROTOCOLS),
      ...(parts.hostPort === undefined ? {} : { hostPort: readPort(parts.hostPort) }),
      container: parts.container === undefined ? 'regular' : readChoice(parts.container, CONTAINERS),
    };
  },
  write: (port) => fields(port, ['name', 'containerPort', 'protocol', 'hostPort', 'container']),
});

export const servicePortsPart = compactListPart<ServicePort>({
  what: 'a service port such as "http=8080/TCP->80" or "80/TCP(nodePort 30080)"',
  parse: parseServicePort,
  format: formatServicePort,
  read: (field) => {
    const parts = readRecord(field, ['name', 'protocol', 'port', 'targetPort', 'nodePort']);
    const port = readPort(required(field, parts.port, 'port'));
    return {
      ...nameOf(parts.name),
      protocol: readChoice(required(field, parts.protocol, 'protocol'), PROTOCOLS),
      port,
      targetPort: parts.targetPort === undefined ? port : readTargetPort(parts.targetPort),
      ...(parts.nodePort === undefined ? {} : { nodePort: readPort(parts.nodePort) }),
    };
  },
  write: (port) => fields(port, ['name', 'protocol', 'port', 'targetPort', 'nodePort']),
});

export const slicePortsPart = compactListPart<SlicePort>({
  what: 'a port such as "http=80/TCP"',
  parse: parseSlicePort,
  format: formatSlicePort,
  read: (field) => {
    const parts = readRecord(field, ['name', 'protocol', 'port']);
    return {
      ...nameOf(parts.name),
      protocol: readChoice(required(field, parts.protocol, 'protocol'), PROTOCOLS),
      port: readPort(required(field, parts.port, 'port')),
    };
  },
  write: (port) => fields(port, ['name', 'protocol', 'port']),
});

function nameOf(field: Field | undefined): { name?: string } {
  return field === undefined ? {} : { name: readString(field) };
}

function readTargetPort(field: Field): number | string {
  if (!isText(field)) return readPort(field);
  const name = readString(field);
  return name === '' ? fail(field, 'must not be empty') : name;
}
