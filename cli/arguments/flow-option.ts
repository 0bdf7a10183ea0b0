import type { Cluster, Flow, FlowProtocol, HostEndpoint } from '../../model/index.ts';
import { FencepostError, familyOf, hasPorts } from '../../model/index.ts';
import type { OptionTable, ParsedArguments } from '../command.ts';
import { findEnd } from './find-end.ts';
import { choiceOption, numberOption, textOption } from './values.ts';

/** The options that name one flow. */
export const FLOW_OPTIONS: OptionTable = {
  from: { type: 'string', value: 'END', help: 'who opens the connection' },
  to: { type: 'string', value: 'END', help: 'who accepts it' },
  port: { type: 'string', value: 'N', help: 'the destination port' },
  protocol: { type: 'string', value: 'P', help: 'TCP, UDP, SCTP or ICMP (default: TCP)' },
};

/**
 * The flow that {@link FLOW_OPTIONS} name; `undefined` without any of them.
 *
 * @throws FencepostError `usage` where they name half a flow
 */
export function flowOption(parsed: ParsedArguments, cluster: Cluster, command: string): Flow | undefined {
  const [from, to] = [textOption(parsed, 'from'), textOption(parsed, 'to')];
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined || to === undefined) {
    throw new FencepostError('usage', `${command} needs --from and --to`);
  }
  return { ...endsOf(cluster, from, to), ...serviceOf(parsed, command) };
}

function serviceOf(parsed: ParsedArguments, command: string): Pick<Flow, 'protocol' | 'port'> {
  const protocol: FlowProtocol = choiceOption(parsed, 'protocol', ['TCP', 'UDP', 'SCTP', 'ICMP'], 'TCP');
  const port = numberOption(parsed, 'port', { min: 1, max: 65_535 });
  if (!hasPorts(protocol)) return { protocol };
  if (port === undefined) throw new FencepostError('usage', `${command} needs --port for ${protocol}`);
  return { protocol, port };
}

/** Both ends, in one family: the one that an address gives, else the first that both have. */
function endsOf(
  cluster: Cluster,
  from: string,
  to: string,
): { source: HostEndpoint; destination: HostEndpoint } {
  const source = findEnd(cluster, from);
  const destination = findEnd(cluster, to);
  if (familyOf(source.ip) === familyOf(destination.ip)) return { source, destination };
  // A name may have an address in the other's family; an address is what it is.
  const isName = (word: string): boolean => !word.includes(':') && /[a-z]/i.test(word);
  if (isName(to)) return { source, destination: findEnd(cluster, to, familyOf(source.ip)) };
  if (isName(from)) return { source: findEnd(cluster, from, familyOf(destination.ip)), destination };
  throw new FencepostError('usage', `${from} and ${to} are of different address families`);
}
