import type { ContainerPort, ContainerType, Protocol, ServicePort, SlicePort } from '../../../model/index.ts';

// The compact forms of ports. Each parser answers `undefined` for text that it does not understand, each
// printer for a port that the text cannot carry (an odd name, say): the file then holds a mapping instead.

const NAMED = /^(?:(?<name>[A-Za-z0-9._-]+)=)?(?<number>[0-9]{1,5})\/(?<protocol>TCP|UDP|SCTP)(?<rest>.*)$/;
const OPTIONS = /^(?:\s*\((?<options>[^()]*)\))?$/;

interface Head {
  readonly name?: string;
  readonly number: number;
  readonly protocol: Protocol;
  readonly rest: string;
}

function parseHead(text: string): Head | undefined {
  const groups = NAMED.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const number = Number(groups['number']);
  if (number < 1 || number > 65_535) return undefined;
  const name = groups['name'];
  return {
    ...(name === undefined ? {} : { name }),
    number,
    protocol: groups['protocol'] as Protocol,
    rest: groups['rest']!,
  };
}

function parsePort(text: string): number | undefined {
  const number = /^[0-9]{1,5}$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= 65_535 ? number : undefined;
}

function head(name: string | undefined, number: number, protocol: Protocol): string {
  return `${name === undefined ? '' : `${name}=`}${number}/${protocol}`;
}

/** `name=80/TCP(sidecar, hostPort 8080)`; name and options may be left out. */
export function parseContainerPort(text: string): ContainerPort | undefined {
  const start = parseHead(text);
  const options = start === undefined ? undefined : OPTIONS.exec(start.rest);
  if (start === undefined || options === undefined || options === null) return undefined;
  let container: ContainerType = 'regular';
  let hostPort: number | undefined;
  for (const option of options.groups?.['options']?.split(',') ?? []) {
    const [word, number, ...more] = option.trim().split(/\s+/);
    if (more.length > 0) return undefined;
    if (word === 'hostPort' && number !== undefined) {
      hostPort = parsePort(number);
      if (hostPort === undefined) return undefined;
    } else if ((word === 'sidecar' || word === 'init' || word === 'ephemeral') && number === undefined) {
      container = word;
    } else return undefined;
  }
  return {
    ...(start.name === undefined ? {} : { name: start.name }),
    containerPort: start.number,
    protocol: start.protocol,
    ...(hostPort === undefined ? {} : { hostPort }),
    container,
  };
}

export function formatContainerPort(port: ContainerPort): string {
  const options = [
    ...(port.container === 'regular' ? [] : [port.container]),
    ...(port.hostPort === undefined ? [] : [`hostPort ${port.hostPort}`]),
  ];
  const start = head(port.name, port.containerPort, port.protocol);
  return options.length === 0 ? start : `${start}(${options.join(', ')})`;
}

/** `http=8080/TCP->80(nodePort 30080)`; name, target and node port may be left out, the target is then the port. */
export function parseServicePort(text: string): ServicePort | undefined {
  const start = parseHead(text);
  const rest = /^(?:\s*->\s*(?<target>[A-Za-z0-9-]+))?\s*(?:\(nodePort (?<nodePort>[0-9]{1,5})\))?$/.exec(
    start?.rest ?? '?',
  );
  if (start === undefined || rest === null) return undefined;
  const { target, nodePort: nodePortText } = rest.groups as Record<string, string | undefined>;
  const nodePort = nodePortText === undefined ? undefined : parsePort(nodePortText);
  if (nodePortText !== undefined && nodePort === undefined) return undefined;
  const targetPort =
    target === undefined ? start.number : /^[0-9]+$/.test(target) ? parsePort(target) : target;
  if (targetPort === undefined) return undefined;
  return {
    ...(start.name === undefined ? {} : { name: start.name }),
    protocol: start.protocol,
    port: start.number,
    targetPort,
    ...(nodePort === undefined ? {} : { nodePort }),
  };
}

export function formatServicePort({ name, protocol, port, targetPort, nodePort }: ServicePort): string {
  const target = targetPort === port ? '' : `->${targetPort}`;
  return `${head(name, port, protocol)}${target}${nodePort === undefined ? '' : `(nodePort ${nodePort})`}`;
}

/** `http=80/TCP`; the name may be left out. */
export function parseSlicePort(text: string): SlicePort | undefined {
  const start = parseHead(text);
  if (start === undefined || start.rest !== '') return undefined;
  return {
    ...(start.name === undefined ? {} : { name: start.name }),
    protocol: start.protocol,
    port: start.number,
  };
}

export function formatSlicePort({ name, port, protocol }: SlicePort): string {
  return head(name, port, protocol);
}
