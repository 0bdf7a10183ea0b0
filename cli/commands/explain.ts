import { createEvaluator } from '../../evaluator/index.ts';
import type { Flow, FlowProtocol, HostEndpoint } from '../../model/index.ts';
import { FencepostError, familyOf, hasPorts } from '../../model/index.ts';
import { explanation } from '../../reports/index.ts';
import type { Command, ParsedArguments } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { findEnd } from '../find-end.ts';
import { readManifestCluster } from '../read-manifests.ts';
import { outStyle, print } from '../terminal.ts';
import { choiceOption, listOption, numberOption, textOption } from '../values.ts';

export const command: Command = {
  usage: '-f PATH... --from END --to END --port N [--protocol TCP] [-o text|json]',
  about: [
    'Why one flow is allowed or denied: the policies that isolate each end, the rule, peer and port that let it',
    'pass, or what each rule lacked, with the clauses of the specification. END is namespace/pod, node/NAME or an',
    'address.',
  ].join('\n'),
  positionals: true,
  options: {
    filename: { type: 'string', short: 'f', multiple: true, value: 'PATH', help: 'manifests; repeatable' },
    from: { type: 'string', value: 'END', help: 'who opens the connection' },
    to: { type: 'string', value: 'END', help: 'who accepts it' },
    port: { type: 'string', value: 'N', help: 'the destination port' },
    protocol: { type: 'string', value: 'P', help: 'TCP, UDP, SCTP or ICMP (default: TCP)' },
    output: { type: 'string', short: 'o', value: 'FORMAT', help: 'text or json (default: text)' },
  },
  async run(parsed) {
    const asJson = choiceOption(parsed, 'output', ['text', 'json'], 'text') === 'json';
    const [from, to] = [textOption(parsed, 'from'), textOption(parsed, 'to')];
    if (from === undefined || to === undefined)
      throw new FencepostError('usage', 'explain needs --from and --to');
    const service = serviceOf(parsed);
    const cluster = readManifestCluster([...listOption(parsed, 'filename'), ...parsed.positionals]);
    const flow: Flow = { ...endsOf(cluster, from, to), ...service };
    const verdict = createEvaluator().of(cluster).evaluate(flow);
    if (asJson) print(`${JSON.stringify({ ...verdict, flow }, null, 2)}\n`);
    else print(explanation(flow, verdict, outStyle()));
    return EXIT.ok;
  },
};

function serviceOf(parsed: ParsedArguments): Pick<Flow, 'protocol' | 'port'> {
  const protocol: FlowProtocol = choiceOption(parsed, 'protocol', ['TCP', 'UDP', 'SCTP', 'ICMP'], 'TCP');
  const port = numberOption(parsed, 'port', { min: 1, max: 65_535 });
  if (!hasPorts(protocol)) return { protocol };
  if (port === undefined) throw new FencepostError('usage', `explain needs --port for ${protocol}`);
  return { protocol, port };
}

/** Both ends, in one family: the one that an address gives, else the first that both have. */
function endsOf(
  cluster: Parameters<typeof findEnd>[0],
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
