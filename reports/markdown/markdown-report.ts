import type { CampaignResult, Finding } from '../../model/index.ts';
import { formatFindingKey } from '../../model/index.ts';
import { counted, duration, grouped } from '../terminal/table.ts';
import { findingDetails } from './finding-details.ts';
import { escapeMarkdown, inlineCode, markdownTable } from './markdown-text.ts';

/** An issue takes 65,536 characters, the summary of a CI job more. */
const MOST_CHARACTERS = 60_000;

/**
 * A campaign's result as GitHub's Markdown, for the summary of a CI job or for an issue: what was compared, every
 * finding in a line, and the first of them in full, with manifests and commands for a real cluster.
 */
export function markdownReport(result: CampaignResult): string {
  const { findings } = result;
  const head = [
    `## Fencepost: ${headline(result)}`,
    '',
    `${grouped(result.cases)} cases from seed ${result.seed} (settings ${escapeMarkdown(result.settings)}) in ${duration(result.timing.elapsedMs)}; ${counted(result.corpus.files, 'scenario')} of the corpus, ${result.corpus.failures === 0 ? 'all held' : counted(result.corpus.failures, 'failure')}. Fencepost ${escapeMarkdown(result.fencepost)}.${ENDS[result.ended]}`,
    '',
    ...findingTable(result),
  ];
  const tail = comparedTable(result);
  const details = detailsWithin(findings, MOST_CHARACTERS - lengthOf([...head, ...tail]));
  return [...head, ...details, ...tail].join('\n');
}

/** As many findings in full as there is room for, the first of them always. */
function detailsWithin(findings: readonly Finding[], room: number): string[] {
  const lines: string[] = [];
  for (const [index, finding] of findings.entries()) {
    const details = findingDetails(finding, index + 1);
    if (index > 0 && lengthOf(lines) + lengthOf(details) > room) {
      const rest = findings.length - index;
      return [
        ...lines,
        `${counted(rest, 'more finding')} ${rest === 1 ? 'is' : 'are'} told in full in the other reports.`,
        '',
      ];
    }
    lines.push(...details);
  }
  return lines;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((total, line) => total + line.length + 1, 0);
}

function headline({ findings, tallies, corpus }: CampaignResult): string {
  if (findings.length > 0) return counted(findings.length, 'distinct finding');
  // An empty run is never a pass.
  const compared = tallies.reduce((total, { cells }) => total + cells, corpus.expectations);
  return compared === 0 ? 'nothing was compared' : 'everything held';
}

const ENDS: Readonly<Record<CampaignResult['ended'], string>> = {
  cases: '',
  time: '',
  interrupted: ' It was interrupted.',
  unfinished: ' It never ended.',
};

function findingTable({ findings, occurrences }: CampaignResult): string[] {
  if (findings.length === 0) return [];
  const metOf = ({ key }: Finding): number => {
    const text = formatFindingKey(key);
    return Object.hasOwn(occurrences, text) ? occurrences[text]! : 1;
  };
  const rows = findings.map((finding, index) => [
    String(index + 1),
    escapeMarkdown(finding.summary),
    finding.key.clause === 'none' ? '' : finding.key.clause,
    `${escapeMarkdown(finding.key.expected)} → ${escapeMarkdown(finding.key.observed)}`,
    grouped(metOf(finding)),
  ]);
  return [...markdownTable(['#', 'finding', 'clause', 'expected → observed', 'met'], rows), ''];
}

function comparedTable({ tallies }: CampaignResult): string[] {
  const rows = tallies.map(({ engine, version, property, cases, cells, findings, skipped }) => [
    `${inlineCode(engine)} ${escapeMarkdown(version)}`,
    escapeMarkdown(property),
    grouped(cases),
    grouped(cells),
    grouped(Object.values(skipped).reduce((total, count) => total + count, 0)),
    grouped(findings),
  ]);
  return [
    '### What was compared',
    '',
    ...markdownTable(['engine', 'property', 'cases', 'verdicts', 'skipped', 'findings'], rows),
    '',
  ];
}
