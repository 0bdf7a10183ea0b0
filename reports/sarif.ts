import type { CampaignResult, Finding } from '../model/index.ts';
import { formatFindingKey } from '../model/index.ts';
import type { Clause } from '../spec/index.ts';
import { clauseOf } from '../spec/index.ts';
import { visible } from './visible.ts';

/**
 * A campaign's result as SARIF 2.1.0, as code scanning reads it: a rule for each clause that a finding breaks, a
 * result for each finding, known again by its key.
 */
export function sarifReport(result: CampaignResult): string {
  const rules = rulesOf(result.findings);
  const ids = rules.map(({ id }) => id);
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Fencepost', version: result.fencepost, rules } },
        automationDetails: { id: `fencepost/${result.settings}/` },
        invocations: [invocationOf(result)],
        columnKind: 'utf16CodeUnits',
        results: result.findings.map((finding) => resultOf(finding, ids, result.occurrences)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

interface ReportingDescriptor {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription?: { readonly text: string };
  readonly help?: { readonly text: string };
  readonly defaultConfiguration: { readonly level: 'error' };
  readonly properties: { readonly tags: readonly string[] };
}

/** One rule for each clause, in the order in which findings name them; findings without one go by their property. */
function rulesOf(findings: readonly Finding[]): ReportingDescriptor[] {
  const rules = new Map<string, ReportingDescriptor>();
  for (const finding of findings) {
    const id = ruleIdOf(finding);
    if (!rules.has(id)) rules.set(id, ruleOf(finding, id));
  }
  return [...rules.values()];
}

function ruleIdOf({ key }: Finding): string {
  return key.clause === 'none' ? key.property : key.clause;
}

function ruleOf({ key }: Finding, id: string): ReportingDescriptor {
  const clause = key.clause === 'none' ? undefined : clauseOf(key.clause);
  const common = { id, name: id, defaultConfiguration: { level: 'error' } } as const;
  if (clause === undefined) {
    return {
      ...common,
      shortDescription: { text: visible(key.property) },
      properties: { tags: ['property'] },
    };
  }
  return { ...common, ...described(clause) };
}

function described({
  statement,
  typicalMistake,
  source,
  example,
  expected,
  group,
  kind,
  class: fixedBy,
}: Clause) {
  return {
    shortDescription: { text: statement },
    fullDescription: { text: `${statement} Source: ${source}.` },
    help: { text: `Typical mistake: ${typicalMistake}\nExample: ${example}\nExpected: ${expected}` },
    properties: { tags: ['NetworkPolicy', group, kind, fixedBy] },
  };
}

/** A campaign that has findings did its work: what failed is not the tool. */
function invocationOf({ ended, timing, notes }: CampaignResult) {
  const start = new Date(timing.startedAt);
  return {
    executionSuccessful: ended === 'cases' || ended === 'time',
    startTimeUtc: timing.startedAt,
    endTimeUtc: new Date(start.getTime() + timing.elapsedMs).toISOString(),
    ...(notes.length === 0
      ? {}
      : {
          toolExecutionNotifications: notes.map((text) => ({
            level: 'note',
            message: { text: visible(text) },
          })),
        }),
  };
}

function resultOf(finding: Finding, rules: readonly string[], occurrences: CampaignResult['occurrences']) {
  const { key, summary, reproduce, origin, fault } = finding;
  const text = formatFindingKey(key);
  const ruleId = ruleIdOf(finding);
  const met = Object.hasOwn(occurrences, text) ? occurrences[text]! : 1;
  return {
    ruleId,
    ruleIndex: rules.indexOf(ruleId),
    kind: 'fail',
    level: 'error',
    message: { text: visible(`${summary}. Again: ${reproduce}`) },
    locations: [locationOf(finding)],
    partialFingerprints: { 'fencepostKey/v2': text },
    occurrenceCount: met,
    properties: {
      engine: key.engine,
      property: key.property,
      direction: key.direction,
      expected: key.expected,
      observed: key.observed,
      ...(fault === undefined ? {} : { fault: fault.kind }),
      ...(origin.kind === 'generated' ? { seed: origin.seed, run: origin.run } : {}),
    },
  };
}

/** The scenario's file stands for the place of a defect whose source nobody here knows; the engine is named beside. */
function locationOf({ key, file, origin }: Finding) {
  const path = file ?? (origin.kind === 'corpus' ? origin.file : undefined);
  return {
    ...(path === undefined
      ? {}
      : { physicalLocation: { artifactLocation: { uri: uriOf(path) }, region: { startLine: 1 } } }),
    logicalLocations: [{ name: key.engine, fullyQualifiedName: key.engine, kind: 'module' }],
  };
}

/** A path as a URI reference: relative paths stay relative. */
function uriOf(path: string): string {
  const encoded = path
    .split(/[\\/]/)
    .map((part) => encodeURIComponent(part))
    .join('/');
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}
