import type { RuleResult } from '../../engines/index.ts';
import { checkEngine, PROTOCOL_RULES } from '../../engines/index.ts';
import { FencepostError } from '../../model/index.ts';
import { counted, table } from '../../reports/index.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { outStyle, print } from '../terminal.ts';
import { choiceOption, numberOption } from '../arguments/values.ts';

export const command: Command = {
  usage: "'exec:COMMAND LINE' [--timeout SECONDS] [-o text|json]",
  about: [
    'Tests the engine side of the protocol, rule by rule and each in a fresh process, before any semantics: what is',
    'sent in what order, counts, errors, long lines, and how it ends. Exit 1 if a rule is broken.',
  ].join('\n'),
  positionals: true,
  options: {
    timeout: { type: 'string', value: 'SECONDS', help: 'longest wait for an answer (default: 10)' },
    output: { type: 'string', short: 'o', value: 'FORMAT', help: 'text or json (default: text)' },
  },
  async run(parsed) {
    const asJson = choiceOption(parsed, 'output', ['text', 'json'], 'text') === 'json';
    const [spec, ...more] = parsed.positionals;
    if (spec?.startsWith('exec:') !== true || more.length > 0) {
      throw new FencepostError('usage', "check-engine takes one engine, written as 'exec:COMMAND LINE'");
    }
    const seconds = numberOption(parsed, 'timeout', { min: 1, max: 3_600 }) ?? 10;
    const check = await checkEngine(spec.slice('exec:'.length), { requestTimeoutMs: seconds * 1_000 });
    const broken = check.results.filter(({ status }) => status === 'broken');
    if (asJson) print(`${JSON.stringify({ schema: 'fencepost-engine-check/1', ...check }, null, 2)}\n`);
    else printResults(check.engine, check.version, check.results);
    return broken.length > 0 ? EXIT.found : EXIT.ok;
  },
};

function printResults(engine: string, version: string, results: readonly RuleResult[]): void {
  const style = outStyle();
  const paint = { kept: style.good, broken: style.bad, skipped: style.dim };
  print([`${style.bold(engine)} ${version}`, '']);
  print(
    table(
      [{ title: 'rule' }, { title: 'result' }, { title: 'what it says' }],
      results.map(({ rule, status, sentence }) => [rule, { text: status, paint: paint[status] }, sentence]),
      style.bold,
    ),
  );
  for (const { rule, status, sent = '', detail = '', log } of results) {
    if (status === 'skipped') print(['', `${style.dim(`${rule} skipped:`)} ${detail}`]);
    if (status !== 'broken') continue;
    print(['', style.bad(`${rule} broken`), `  sent      ${sent}`, `  came back ${detail}`]);
    if (log !== undefined) print([style.dim('  its log   ') + log.split('\n').join('\n            ')]);
  }
  const of = (status: RuleResult['status']): number => results.filter((one) => one.status === status).length;
  print([
    '',
    `${counted(PROTOCOL_RULES.length, 'rule')}: ${of('kept')} kept, ${of('broken')} broken, ${of('skipped')} skipped`,
  ]);
}
