import { describe, expect, it } from 'vitest';
import type { Finding, VerdictMatrix } from '../../model/index.ts';
import { clusterFrom, scenarioOf } from '../../model/index.ts';
import { nodeOf, podOf, policyOf } from '../../model/testing/sample-cluster.ts';
import { htmlReport } from './html-report.ts';
import { HOSTILE, sampleFindings, sampleHistory, sampleResult } from './testing/sample-result.ts';

const RESULT = sampleResult();
const REPORT = htmlReport(RESULT, { history: sampleHistory() });

function countOf(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

function attributesOf(name: string, text = REPORT): string[] {
  return [...text.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value]) => value!);
}

describe('htmlReport', () => {
  it('tells every finding once in the list and once in full', () => {
    expect(countOf(REPORT, /<article class="finding"/g)).toBe(6);
    expect(countOf(REPORT, /<li data-for="finding-\d+"/g)).toBe(6);
    for (const { summary, reproduce } of RESULT.findings) {
      expect(REPORT.split(summary).length - 1, summary).toBe(2);
      expect(REPORT).toContain(reproduce);
    }
  });

  it('has its ids once, and every inner link and name leads somewhere', () => {
    const ids = attributesOf('id');
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const links = attributesOf('href').filter((href) => href.startsWith('#'));
    const named = [...attributesOf('aria-labelledby'), ...attributesOf('aria-describedby')];
    expect(links.length).toBeGreaterThan(20);
    const wanted = [...links.map((href) => href.slice(1)), ...named];
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('loads nothing, and its policy lets nothing in but its own style and script', () => {
    const [policy] = /default-src [^"]*/.exec(REPORT)!;
    expect(policy.replaceAll('&#39;', "'")).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; img-src data:; base-uri 'none'; form-action 'none'$/,
    );
    expect(countOf(REPORT, /<(?:script|style)\b/g)).toBe(2);
    const tags = REPORT.match(/<[a-z][^>]*>/g)!.join('');
    expect(tags).not.toMatch(/ (?:src|style|srcset|on\w+)=/);
    const outward = attributesOf('href').filter((href) => !href.startsWith('#'));
    expect(new Set(outward.map((href) => href.split(/[:,]/)[0]))).toEqual(new Set(['data', 'https']));
  });

  it('keeps what scenarios say from becoming part of the page', () => {
    expect(REPORT).not.toContain(HOSTILE);
    expect(REPORT).not.toContain('<img');
    expect(REPORT).not.toContain('href="javascript:');
    expect(REPORT).toContain('&lt;/script&gt;&lt;script&gt;hostile()');
    expect(REPORT).toContain('‹U+202E›');
  });

  it('keeps names of objects from becoming part of the page', () => {
    const hostile = clusterFrom([
      nodeOf(HOSTILE, '192.168.50.11'),
      podOf(HOSTILE, '10.244.1.10', { nodeName: HOSTILE, labels: { [HOSTILE]: HOSTILE } }),
      { kind: 'Namespace', name: HOSTILE, labels: { [HOSTILE]: HOSTILE } },
      policyOf(HOSTILE, [{ podSelector: { matchLabels: { [HOSTILE]: HOSTILE } } }]),
    ]);
    const [finding] = sampleFindings(1);
    const page = htmlReport(
      sampleResult([
        {
          ...finding!,
          summary: HOSTILE,
          reproduce: HOSTILE,
          file: HOSTILE,
          key: { ...finding!.key, engine: HOSTILE },
          scenario: scenarioOf(HOSTILE, hostile, { references: [HOSTILE] }),
        },
      ]),
    );
    expect(countOf(page, /<(?:script|style)\b/g)).toBe(2);
    expect(page).not.toMatch(/<img|hostile\(\)"/);
  });

  it('says what is new since earlier nights, and nothing of it without them', () => {
    expect(countOf(REPORT, /<em class="new">/g)).toBe(8);
    expect(countOf(REPORT, /<em class="known">/g)).toBe(2);
    const alone = htmlReport(RESULT);
    expect(alone).not.toMatch(/<em class="(?:new|known)">|id="trend"/);
  });

  it.each([
    ['a clean run', sampleResult([]), 'class="good">Everything held'],
    [
      'an empty run, which is never a pass',
      { ...sampleResult([]), tallies: [], corpus: { files: 0, expectations: 0, failures: 0 } },
      'class="void">Nothing was compared',
    ],
    ['a run with findings', RESULT, 'class="bad">6 distinct findings'],
  ])('%s', (_title, result, headline) => {
    expect(htmlReport(result)).toContain(headline);
  });

  it('gives the same bytes for the same result', () => {
    expect(htmlReport(sampleResult(), { history: sampleHistory() })).toBe(REPORT);
  });

  it('stays under 3 MB for 50 findings, unreduced ones included', () => {
    const bytes = Buffer.byteLength(
      htmlReport(sampleResult(largeFindings(50)), { history: sampleHistory(60) }),
    );
    expect(bytes).toBeLessThan(3_000_000);
    expect(bytes).toBeGreaterThan(500_000);
  });
});

/** Findings as nobody had the time to reduce them: 16 pods, 8 policies, a matrix of 20 ends that differs half. */
function largeFindings(count: number): Finding[] {
  const pods = Array.from({ length: 16 }, (_, index) =>
    podOf(`pod-${index}`, `10.244.${index % 3}.${index + 10}`, {
      nodeName: `n${index % 3}`,
      labels: Object.fromEntries(
        [0, 1, 2].map((label) => [`app.example.org/label-${label}`, `value-${index}`]),
      ),
    }),
  );
  const policies = Array.from({ length: 8 }, (_, index) =>
    policyOf(
      `policy-${index}`,
      [0, 1, 2].map((block) => ({
        ipBlock: { cidr: `${10 + block}.0.0.0/8`, except: [`${10 + block}.${index}.0.0/16`] },
      })),
      [{ protocol: 'TCP', port: 80 + index, endPort: 1000 }],
    ),
  );
  const nodes = [0, 1, 2].map((index) => nodeOf(`n${index}`, `192.168.50.${index}`));
  const scenario = scenarioOf('large', clusterFrom([...nodes, ...pods, ...policies]));
  const matrix: VerdictMatrix = {
    title: 'TCP 80',
    ends: Array.from({ length: 20 }, (_, index) => ({
      label: `x/pod-${index}`,
      kind: 'pod',
      ip: '10.0.0.1',
    })),
    expected: Array.from({ length: 20 }, () => 'AD'.repeat(10)),
    observed: Array.from({ length: 20 }, () => 'AA'.repeat(10)),
    flow: { source: 1, destination: 2 },
  };
  return sampleFindings(count).map((finding) => ({
    ...finding,
    scenario,
    evidence: { ...finding.evidence, matrix },
  }));
}
