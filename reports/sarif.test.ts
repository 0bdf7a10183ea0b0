import { describe, expect, it } from 'vitest';
import { formatFindingKey } from '../model/index.ts';
import { HOSTILE, sampleFindings, sampleResult } from './html/testing/sample-result.ts';
import { sarifReport } from './sarif.ts';

interface Message {
  readonly text: string;
}

/** The parts of SARIF 2.1.0 that the report uses; names and obligations as sections 3.13 to 3.58 have them. */
interface Log {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly name: string; readonly version: string; readonly rules: readonly Rule[] };
    };
    readonly automationDetails: { readonly id: string };
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly startTimeUtc: string;
      readonly endTimeUtc: string;
    }[];
    readonly columnKind: string;
    readonly results: readonly Result[];
  }[];
}

interface Rule {
  readonly id: string;
  readonly shortDescription: Message;
  readonly defaultConfiguration: { readonly level: string };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: string;
  readonly level: string;
  readonly message: Message;
  readonly locations: readonly {
    readonly physicalLocation?: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number };
    };
    readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[];
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly occurrenceCount: number;
}

const RESULT = sampleResult();
const LOG = JSON.parse(sarifReport(RESULT)) as Log;
const run = LOG.runs[0]!;

describe('sarifReport', () => {
  it('is a log of version 2.1.0 with one run', () => {
    expect([LOG.version, LOG.runs.length]).toEqual(['2.1.0', 1]);
    expect(LOG.$schema).toMatch(/sarif-schema-2\.1\.0\.json$/);
    expect(run.tool.driver.name).toBe('Fencepost');
    expect(run.automationDetails.id).toMatch(/\/$/);
    expect(['utf16CodeUnits', 'unicodeCodePoints']).toContain(run.columnKind);
  });

  it('says when it ran, in UTC, and that the tool did its work', () => {
    const [invocation] = run.invocations;
    expect(invocation!.executionSuccessful).toBe(true);
    expect(Date.parse(invocation!.endTimeUtc) - Date.parse(invocation!.startTimeUtc)).toBe(1_234_567);
    for (const time of [invocation!.startTimeUtc, invocation!.endTimeUtc]) expect(time).toMatch(/Z$/);
    const broken = JSON.parse(sarifReport({ ...RESULT, ended: 'interrupted' })) as Log;
    expect(broken.runs[0]!.invocations[0]!.executionSuccessful).toBe(false);
  });

  it('has a rule for each clause that is broken, once, and one for findings without a clause', () => {
    const ids = run.tool.driver.rules.map(({ id }) => id);
    expect(ids).toEqual(['IPB-5', 'PEER-1', 'engine-agrees-with-reference']);
    for (const { shortDescription, defaultConfiguration } of run.tool.driver.rules) {
      expect(shortDescription.text).not.toBe('');
      expect(['none', 'note', 'warning', 'error']).toContain(defaultConfiguration.level);
    }
  });

  it('has a result for each finding, of a rule that exists, known again by its key', () => {
    expect(run.results).toHaveLength(RESULT.findings.length);
    for (const [index, result] of run.results.entries()) {
      const finding = RESULT.findings[index]!;
      expect(run.tool.driver.rules[result.ruleIndex]!.id).toBe(result.ruleId);
      // Section 3.27.10: a level goes with the kind `fail` alone.
      expect([result.kind, result.level]).toEqual(['fail', 'error']);
      expect(result.message.text).toContain(finding.summary);
      expect(result.partialFingerprints).toEqual({ 'fencepostKey/v2': formatFindingKey(finding.key) });
      expect(result.occurrenceCount).toBeGreaterThanOrEqual(1);
      expect(result.locations[0]!.logicalLocations[0]!.fullyQualifiedName).toBe(finding.key.engine);
    }
  });

  it.each([
    ['findings/0.yaml', 'findings/0.yaml'],
    ['/tmp/a b/0.yaml', 'file:///tmp/a%20b/0.yaml'],
    ['a#b/c?d', 'a%23b/c%3Fd'],
  ])('the file %s is at %s', (file, uri) => {
    const log = JSON.parse(sarifReport(sampleResult([{ ...sampleFindings(1)[0]!, file }]))) as Log;
    const { physicalLocation } = log.runs[0]!.results[0]!.locations[0]!;
    expect(physicalLocation).toEqual({ artifactLocation: { uri }, region: { startLine: 1 } });
  });

  it('names the file of the corpus where a finding has none of its own', () => {
    const { file: _, ...finding } = sampleFindings(1)[0]!;
    const origins = [{ kind: 'corpus', file: 'scenarios/a.yaml' }, finding.origin] as const;
    const [known, unknown] = origins.map((origin) => {
      const log = JSON.parse(sarifReport(sampleResult([{ ...finding, origin }]))) as Log;
      return log.runs[0]!.results[0]!.locations[0]!.physicalLocation?.artifactLocation.uri;
    });
    expect([known, unknown]).toEqual(['scenarios/a.yaml', undefined]);
  });

  it('spells out what nobody could see', () => {
    const finding = { ...sampleFindings(1)[0]!, summary: HOSTILE };
    expect(sarifReport(sampleResult([finding]))).toContain('‹U+202E›');
  });
});
