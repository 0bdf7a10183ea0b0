import type { RuleTable } from '../datapath.ts';
import type { AclFlow, AclState, AddressMatch, FlowAction, FlowMatch } from './state.ts';

const texts = new WeakMap<AclFlow, string>();

/** A flow as `ovn-nbctl acl-list` prints it, near enough: `to-lport 2000 (ip4.src == $FP-1 && tcp) allow`. */
export function printFlow(flow: AclFlow): string {
  let text = texts.get(flow);
  if (text === undefined) {
    const side = flow.match.direction === 'ingress' ? 'to-lport' : 'from-lport';
    text = `${side} ${flow.priority} (${printMatch(flow.match)}) ${printAction(flow.action)}`;
    texts.set(flow, text);
  }
  return text;
}

function printMatch(match: FlowMatch): string {
  const ip = match.family === 'IPv6' ? 'ip6' : 'ip4';
  const words: string[] = [];
  if (match.port !== undefined) {
    words.push(`${match.direction === 'ingress' ? 'outport' : 'inport'} == ${JSON.stringify(match.port)}`);
  }
  if (match.states !== undefined) words.push(match.states.map((state) => `ct.${state}`).join(' || '));
  if (match.fromLocalNode === true) words.push('inport == "local"');
  if (match.conjunction !== undefined) words.push(`conj_id == ${match.conjunction}`);
  if (match.family !== undefined) words.push(ip);
  if (match.source !== undefined) words.push(printAddress(`${ip}.src`, match.source));
  if (match.destination !== undefined) words.push(printAddress(`${ip}.dst`, match.destination));
  words.push(...printProtocol(match));
  return words.length === 0 ? 'ip' : words.join(' && ');
}

function printAddress(field: string, match: AddressMatch): string {
  switch (match.kind) {
    case 'address':
      return `${field} == ${match.address}`;
    case 'set':
      return `${field} == $${match.set}`;
    case 'block':
      return match.excepts.length === 0
        ? `${field} == ${match.cidr}`
        : `${field} == ${match.cidr} && ${field} != {${match.excepts.join(', ')}}`;
  }
}

function printProtocol({ protocol, first, last }: FlowMatch): readonly string[] {
  if (protocol === undefined) return [];
  if (protocol === 'other') return ['!tcp', '!udp', '!sctp'];
  if (protocol === 'icmp') return ['icmp'];
  if (protocol === 'neighbour') return ['nd'];
  const name = protocol.toLowerCase();
  if (first === undefined || last === undefined) return [name];
  return first === last ? [`${name}.dst == ${first}`] : [`${first} <= ${name}.dst <= ${last}`];
}

function printAction(action: FlowAction): string {
  if (action.kind !== 'clause') return action.kind;
  return `conjunction(${action.conjunction}, ${action.dimension}/${action.of})`;
}

/** Address sets, and flows by falling priority. */
export function printAcl({ addressSets, flows }: AclState): readonly RuleTable[] {
  const sets = Object.entries(addressSets).sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = Object.entries(flows).sort(([a, x], [b, y]) => y.priority - x.priority || (a < b ? -1 : 1));
  return [
    {
      title: 'Address_Set',
      lines: sets.map(([name, set]) => `${name} = {${Object.keys(set).sort().join(', ')}}`),
    },
    { title: 'ACL', lines: lines.map(([text]) => text) },
  ].filter((table) => table.lines.length > 0);
}
