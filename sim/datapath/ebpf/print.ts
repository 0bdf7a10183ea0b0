import type { RuleTable } from '../datapath.ts';
import type { EbpfState, PortKey, PrefixValue, Program } from './state.ts';

/** `TCP 80/16`: a port and how many of its sixteen bits count. */
export function printPort({ protocol, port, length }: PortKey): string {
  return `${protocol} ${port}/${length}`;
}

/** `TCP 80/16, UDP 53/16`, or `nothing`. */
export function printValue({ ports, final }: PrefixValue): string {
  return `${ports.length === 0 ? 'nothing' : ports.map(printPort).join(', ')}${final === true ? ' (final)' : ''}`;
}

/** The maps that a program reads, and what had no room in them. */
export function printProgram(program: Program): string {
  const full = program.refused.length === 0 ? '' : `; FULL, denied: ${program.refused.join('; ')}`;
  return `${program.pod} ${program.direction} ${program.family}: ${program.policyMap} ${program.prefixMap}${full}`;
}

/** The maps as a dump of them would look, and the attached programs. */
export function printEbpf({ ipcache, policyMaps, prefixMaps, programs }: EbpfState): readonly RuleTable[] {
  const tables: readonly RuleTable[] = [
    ...(['IPv4', 'IPv6'] as const).map((family) => ({
      title: `ipcache (${family})`,
      lines: sorted(ipcache[family]).map(([address, id]) => `${address} => ${id}`),
    })),
    ...sorted(policyMaps).map(([name, map]) => ({
      title: name,
      lines: sorted(map).flatMap(([id, ports]) => ports.map((port) => `${id} ${printPort(port)} => allow`)),
    })),
    ...sorted(prefixMaps).map(([name, map]) => ({
      title: name,
      lines: sorted(map).map(([cidr, value]) => `${cidr} => ${printValue(value)}`),
    })),
    { title: 'programs', lines: sorted(programs).map(([, program]) => printProgram(program)) },
  ];
  return tables.filter(({ lines }) => lines.length > 0);
}

function sorted<Value>(record: Readonly<Record<string, Value>>): readonly (readonly [string, Value])[] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
