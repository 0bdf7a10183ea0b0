import type { IPFamily } from '../../../model/index.ts';
import { shortHash } from '../common/index.ts';
import type { RuleTable } from '../datapath.ts';
import type { FilterTable, IpSet, IptablesState, Rule, RuleMatch, RuleTarget } from './state.ts';

/** The name of a pod's interface on its node. */
export function interfaceOf(podKey: string): string {
  return `fp${shortHash(podKey).slice(0, 12)}`;
}

const texts = new WeakMap<Rule, string>();

/** A rule as `iptables-save` prints it, without `-A CHAIN`. */
export function printRule(rule: Rule): string {
  let text = texts.get(rule);
  if (text === undefined) {
    text = [...printMatch(rule.match), printTarget(rule.target)].join(' ');
    texts.set(rule, text);
  }
  return text;
}

function printMatch(match: RuleMatch): readonly string[] {
  const words: string[] = [];
  if (match.inInterface !== undefined) words.push(`-i ${interfaceOf(match.inInterface)}`);
  if (match.outInterface !== undefined) words.push(`-o ${interfaceOf(match.outInterface)}`);
  if (match.source !== undefined) words.push(`-s ${match.source}`);
  if (match.destination !== undefined) words.push(`-d ${match.destination}`);
  if (match.ctstate !== undefined) words.push(`-m conntrack --ctstate ${match.ctstate.join(',')}`);
  if (match.sourceLocal === true) words.push('-m addrtype --src-type LOCAL');
  if (match.set !== undefined) words.push(`-m set --match-set ${match.set.name} ${match.set.side}`);
  if (match.protocol !== undefined) words.push(`-p ${match.protocol.toLowerCase()}`);
  if (match.icmp !== undefined) words.push(`-m icmp --icmp-type ${match.icmp}`);
  if (match.ports !== undefined) words.push(`--dport ${match.ports.first}:${match.ports.last}`);
  if (match.mark !== undefined) words.push(`-m mark${match.mark ? '' : ' !'} --mark 0x10000/0x10000`);
  return words;
}

function printTarget(target: RuleTarget): string {
  switch (target.kind) {
    case 'jump':
      return `-j ${target.chain}`;
    case 'mark':
      return `-j MARK --set-xmark ${target.value ? '0x10000' : '0x0'}/0x10000`;
    case 'accept':
    case 'drop':
    case 'reject':
    case 'return':
      return `-j ${target.kind.toUpperCase()}`;
  }
}

/** An entry as `ipset add` takes it: `FP-P-1 10.0.0.0/8 nomatch`. */
export function printEntry(set: string, cidr: string, kind: IpSet[string]): string {
  return `${set} ${cidr}${kind === 'nomatch' ? ' nomatch' : ''}`;
}

/** `iptables` and `ip6tables`. */
export function toolOf(family: IPFamily): 'iptables' | 'ip6tables' {
  return family === 'IPv4' ? 'iptables' : 'ip6tables';
}

/** What `ipset save` and `iptables-save` would print, one table a family and tool. */
export function printIptables(state: IptablesState): readonly RuleTable[] {
  return (['IPv4', 'IPv6'] as const).flatMap((family) => {
    const table = state.tables[family];
    return [
      { title: `ipset (${family})`, lines: setLines(table, family) },
      { title: `${toolOf(family)} filter`, lines: chainLines(table) },
    ].filter(({ lines }) => lines.length > 0);
  });
}

/** The words after `ipset create NAME`. */
export function setType(family: IPFamily): string {
  return `hash:net family ${family === 'IPv4' ? 'inet' : 'inet6'}`;
}

function setLines({ sets }: FilterTable, family: IPFamily): readonly string[] {
  return sorted(sets).flatMap(([name, entries]) => [
    `create ${name} ${setType(family)}`,
    ...sorted(entries).map(([cidr, kind]) => `add ${printEntry(name, cidr, kind)}`),
  ]);
}

function chainLines({ chains }: FilterTable): readonly string[] {
  const names = sorted(chains);
  return [
    ...names.map(([name]) => `:${name} - [0:0]`),
    ...names.flatMap(([name, rules]) => rules.map((rule) => `-A ${name} ${printRule(rule)}`)),
  ];
}

function sorted<Value>(record: Readonly<Record<string, Value>>): readonly (readonly [string, Value])[] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
