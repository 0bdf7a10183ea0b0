import type { CampaignResult, EngineTally, Finding } from '../model/index.ts';
import { formatFindingKey } from '../model/index.ts';
import { findingLines } from './terminal/campaign.ts';

/**
 * A campaign's result as JUnit XML, as CI systems read it: a suite for each engine, a test case for each
 * property, one for each finding, and one for the corpus.
 */
export function junitReport(result: CampaignResult): string {
  const engines = [...new Set(result.tallies.map(({ engine }) => engine))];
  const suites = engines.map((engine) => suiteOf(engine, result));
  const cases = suites.reduce((total, suite) => total + suite.tests, 0);
  const failures = suites.reduce((total, suite) => total + suite.failures, 0);
  const attributes = attributesOf({
    name: 'fencepost',
    tests: cases,
    failures,
    time: seconds(result.timing.elapsedMs),
    timestamp: result.timing.startedAt,
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes}>`,
    ...suites.flatMap(({ lines }) => lines),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly lines: readonly string[];
}

function suiteOf(engine: string, result: CampaignResult): Suite {
  const tallies = result.tallies.filter((tally) => tally.engine === engine);
  const findings = result.findings.filter(({ key }) => key.engine === engine);
  const failures = findings.filter((finding) => !isExpected(finding, result)).length;
  const clean = tallies.filter(({ property }) => !findings.some(({ key }) => key.property === property));
  const known = findings.length - failures;
  const skipped = clean.filter(({ cells }) => cells === 0).length + known;
  const tests = clean.length + findings.length;
  const lines = [
    `  <testsuite${attributesOf({ name: engine, tests, failures, skipped })}>`,
    ...clean.map(cleanCase),
    ...findings.map((finding) => findingCase(finding, result)),
    '  </testsuite>',
  ];
  return { tests, failures, lines };
}

function cleanCase({ engine, property, cells, cases }: EngineTally): string {
  const attributes = attributesOf({ classname: engine, name: property });
  if (cells === 0) return `    <testcase${attributes}><skipped message="nothing was compared"/></testcase>`;
  return `    <testcase${attributes}><system-out>${cells} verdicts in ${cases} cases</system-out></testcase>`;
}

/** A finding that somebody has answered for is told, and fails nothing. */
function isExpected({ key }: Finding, { expected = [] }: CampaignResult): boolean {
  const text = formatFindingKey(key);
  return expected.some((each) => each.key === text && each.standing === 'met');
}

function findingCase(finding: Finding, result: CampaignResult): string {
  const key = formatFindingKey(finding.key);
  if (isExpected(finding, result)) {
    const message = `expected: ${finding.summary}`;
    return `    <testcase${attributesOf({ classname: finding.key.engine, name: key })}><skipped${attributesOf({ message })}/></testcase>`;
  }
  const text = findingLines(finding, result.findings.indexOf(finding), result).join('\n');
  return [
    `    <testcase${attributesOf({ classname: finding.key.engine, name: key })}>`,
    `      <failure${attributesOf({ type: finding.key.clause, message: finding.summary })}>${escapeXml(text)}</failure>`,
    '    </testcase>',
  ].join('\n');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function attributesOf(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text as XML 1.0 can carry it: reserved characters as entities, characters that XML forbids replaced. */
export function escapeXml(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!)
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}');
}
