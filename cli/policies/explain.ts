import { createEvaluator } from '../../evaluator/index.ts';
import { FencepostError } from '../../model/index.ts';
import { explanation } from '../../reports/index.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { FLOW_OPTIONS, flowOption } from '../arguments/flow-option.ts';
import { readManifestCluster } from '../arguments/read-manifests.ts';
import { outStyle, print } from '../terminal.ts';
import { choiceOption, listOption } from '../arguments/values.ts';

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
    ...FLOW_OPTIONS,
    output: { type: 'string', short: 'o', value: 'FORMAT', help: 'text or json (default: text)' },
  },
  async run(parsed) {
    const asJson = choiceOption(parsed, 'output', ['text', 'json'], 'text') === 'json';
    const cluster = readManifestCluster([...listOption(parsed, 'filename'), ...parsed.positionals]);
    const flow = flowOption(parsed, cluster, 'explain');
    if (flow === undefined) throw new FencepostError('usage', 'explain needs --from and --to');
    const verdict = createEvaluator().of(cluster).evaluate(flow);
    if (asJson) print(`${JSON.stringify({ ...verdict, flow }, null, 2)}\n`);
    else print(explanation(flow, verdict, outStyle()));
    return EXIT.ok;
  },
};
