import { objectToManifest } from '../../admission/index.ts';
import type { Finding } from '../../model/index.ts';
import { formatFindingKey, objectKey } from '../../model/index.ts';
import { clauseOf } from '../../spec/index.ts';
import { reasonLines } from '../terminal/explanation.ts';
import { counted } from '../terminal/table.ts';
import { traceLines } from '../terminal/trace.ts';
import { manifestsText, trialManifests } from '../trial/trial-manifests.ts';
import { trialCommands, trialRemarks } from '../trial/trial-commands.ts';
import { escapeMarkdown, fenced, folded, inlineCode } from './markdown-text.ts';
import { matrixTable } from './matrix-table.ts';

/** One finding with everything that somebody needs who was not there. */
export function findingDetails(finding: Finding, number: number): string[] {
  const { key, summary, verdict, evidence, fault, reproduce } = finding;
  return [
    `### ${number}. ${escapeMarkdown(summary)}`,
    '',
    `Expected **${escapeMarkdown(key.expected)}**, observed **${escapeMarkdown(key.observed)}**, by ${inlineCode(key.engine)} under ${inlineCode(key.property)}.`,
    '',
    ...clauseLines(finding),
    ...(fault === undefined
      ? []
      : [
          `${escapeMarkdown(fault.detail)}`,
          '',
          ...(fault.log === undefined ? [] : [...fenced('text', tailOf(fault.log)), '']),
        ]),
    ...(verdict === undefined
      ? []
      : [...reasonLines(verdict.reasons).map((line) => `- ${escapeMarkdown(line.trim())}`), '']),
    ...(evidence?.matrix === undefined ? [] : [...matrixTable(evidence.matrix), '']),
    ...wayLines(finding),
    ...policyLines(finding),
    'See it again:',
    '',
    ...fenced('sh', reproduce),
    '',
    ...trialLines(finding, number),
    `<sub>${inlineCode(formatFindingKey(key))}</sub>`,
    '',
  ];
}

function clauseLines({ key }: Finding): string[] {
  const clause = key.clause === 'none' ? undefined : clauseOf(key.clause);
  if (clause === undefined) return [];
  return [`> **${clause.id}** ${escapeMarkdown(clause.statement)}`, ''];
}

const MOST_LOG_LINES = 30;

function tailOf(log: string): string {
  return log.trimEnd().split('\n').slice(-MOST_LOG_LINES).join('\n');
}

/** What a simulated plugin did to the packet, and the rule that decided. */
function wayLines({ trace, evidence }: Finding): string[] {
  const shown = trace ?? evidence?.trace;
  return shown === undefined ? [] : [...fenced('text', traceLines(shown).join('\n')), ''];
}

const MOST_POLICIES = 5;

function policyLines({ scenario }: Finding): string[] {
  const { policies } = scenario.cluster;
  if (policies.length === 0) return [];
  const shown = policies.slice(0, MOST_POLICIES);
  const rest = policies.length - shown.length;
  return [
    ...fenced('yaml', manifestsText(shown.map(objectToManifest))),
    ...(rest > 0
      ? [
          '',
          `and ${counted(rest, 'policy', 'policies')} more: ${policies
            .slice(MOST_POLICIES)
            .map((policy) => inlineCode(objectKey(policy)))
            .join(', ')}`,
        ]
      : []),
    '',
  ];
}

/** The same on a real cluster, folded: whoever has one will unfold it. */
function trialLines(finding: Finding, number: number): string[] {
  const { scenario, flow } = finding;
  if (scenario.cluster.pods.length === 0) return [];
  const file = `finding-${number}.yaml`;
  return [
    ...folded('On a real cluster', [
      `Save as ${inlineCode(file)}:`,
      '',
      ...fenced('yaml', manifestsText(trialManifests(scenario.cluster, flow))),
      '',
      ...trialRemarks(finding).map((remark) => `- ${remark}`),
      '',
      ...fenced('sh', trialCommands(finding, file).join('\n')),
    ]),
    '',
  ];
}
