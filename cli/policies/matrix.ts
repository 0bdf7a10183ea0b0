import { reachabilityCsv, reachabilityText } from '../../reports/index.ts';
import { reachabilityOf } from '../../runner/index.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { readManifestCluster } from '../arguments/read-manifests.ts';
import { outStyle, print } from '../terminal.ts';
import { choiceOption, listOption } from '../arguments/values.ts';

export const command: Command = {
  usage: '-f PATH|-... [-o table|json|csv] [--nodes]',
  about: [
    'Who reaches whom on which ports, for your own manifests: bare pods and workloads, and the outside, cut where',
    'your policies cut it. PATH is a file, a directory, or - for standard input:',
    '',
    '  kubectl get ns,nodes,pods,svc,netpol -A -o yaml | fencepost matrix -f -',
  ].join('\n'),
  positionals: true,
  options: {
    filename: { type: 'string', short: 'f', multiple: true, value: 'PATH', help: 'manifests; repeatable' },
    output: { type: 'string', short: 'o', value: 'FORMAT', help: 'table, json or csv (default: table)' },
    nodes: { type: 'boolean', help: 'include nodes and hostNetwork pods' },
  },
  async run(parsed) {
    const format = choiceOption(parsed, 'output', ['table', 'json', 'csv'], 'table');
    const cluster = readManifestCluster([...listOption(parsed, 'filename'), ...parsed.positionals]);
    const matrices = reachabilityOf(cluster, {}, { nodes: parsed.values['nodes'] === true });
    if (format === 'json') print(`${JSON.stringify({ matrices }, null, 2)}\n`);
    else if (format === 'csv') print(reachabilityCsv(matrices));
    else {
      const style = outStyle();
      for (const matrix of matrices) print(reachabilityText(matrix, style));
      if (matrices.length === 0) print(['no pod has an address: nothing to tell']);
    }
    return EXIT.ok;
  },
};
