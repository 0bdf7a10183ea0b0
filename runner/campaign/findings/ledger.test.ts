import { describe, expect, it } from 'vitest';
import type { ClauseId, Finding, FindingKey } from '../../../model/index.ts';
import { EMPTY_CLUSTER, formatFindingKey, scenarioOf } from '../../../model/index.ts';
import type { ResultsStore } from '../../results/results-store.ts';
import type { DraftFinding } from './draft-finding.ts';
import type { Ledger } from './ledger.ts';
import { createLedger, MOST_REDUCTIONS } from './ledger.ts';
import type { Sighting } from './notebook.ts';

function keyOf(clause: string): FindingKey {
  const [property, engine, expected, observed] = ['p', 'e', 'deny', 'allow'];
  // A trait of its own for each.
  const trait = clause as FindingKey['trait'];
  return { property, engine, trait, direction: 'none', expected, observed, clause: clause as ClauseId };
}

const keyText = (clause: string): string => formatFindingKey(keyOf(clause));

function draft(clause: string, run: number, text: string): DraftFinding {
  const scenario = scenarioOf(text, EMPTY_CLUSTER);
  const origin = { kind: 'generated', seed: 1, run } as const;
  return { finding: { key: keyOf(clause), summary: text, scenario, origin }, text };
}

/** A violation as it came, of a key that names the clause. */
function seen(clause: string, run: number, pair = 0): Sighting {
  return { key: keyText(clause), run, pair, draft: draft(clause, run, `${clause} at ${run}`) };
}

function ledgerAndFiles(): { ledger: Ledger; files: Set<string>; findings: Finding[] } {
  const files = new Set<string>();
  const findings: Finding[] = [];
  const store: Pick<ResultsStore, 'save' | 'discard'> = {
    save(text) {
      files.add(text);
      return text;
    },
    discard: (text) => void files.delete(text),
  };
  const ledger = createLedger({
    store: store as ResultsStore,
    onFinding: (finding) => findings.push(finding),
    specOf: () => 'e',
    known: [],
  });
  return { ledger, files, findings };
}

const page = (...sightings: Sighting[]) => ({
  sightings,
  counts: sightings.map(({ key }) => [key, 1] as const),
});

describe('the ledger', () => {
  it('has a violation on disk at once, and reduces it when every lane has passed it', () => {
    const { ledger, files, findings } = ledgerAndFiles();
    ledger.take(page(seen('IPB-5', 10)), 0);
    expect([...files]).toEqual(['IPB-5 at 10']);
    expect(ledger.due(0, 10)).toBeUndefined();
    expect(ledger.due(1, 11)).toBeUndefined();
    expect(ledger.due(0, 11)).toBe(keyText('IPB-5'));
    expect(ledger.due(0, 11)).toBeUndefined();
    ledger.settle(11);
    expect(findings).toEqual([]);
    ledger.reduced(keyText('IPB-5'), draft('IPB-5', 10, 'small'));
    ledger.settle(11);
    expect(findings).toMatchObject([{ file: 'small', reproduce: 'fencepost replay small --engine e' }]);
    expect([...files]).toEqual(['small']);
    expect(ledger.findings()).toBe(1);
  });

  it('prefers the earliest case, whoever reports it and whenever', () => {
    const { ledger, files } = ledgerAndFiles();
    ledger.take(page(seen('IPB-5', 130)), 0);
    ledger.take(page(seen('IPB-5', 67)), 1);
    ledger.take(page(seen('IPB-5', 68)), 0);
    expect([...files]).toEqual(['IPB-5 at 67']);
    expect(ledger.due(0, 200)).toBeUndefined();
    expect(ledger.due(1, 200)).toBe(keyText('IPB-5'));
    expect(ledger.records()).toMatchObject([{ run: 67, count: 3 }]);
  });

  it('makes one finding of two keys that reduce to one: that of the earlier case', () => {
    const { ledger, files, findings } = ledgerAndFiles();
    ledger.take(page(seen('IPB-5', 5), seen('PEER-5', 3), seen('SEL-1', 4)), 0);
    const order = [ledger.due(0, 9), ledger.due(0, 9), ledger.due(0, 9)];
    expect(order).toEqual(['PEER-5', 'SEL-1', 'IPB-5'].map(keyText));
    // They come back in another order than they went.
    ledger.reduced(keyText('IPB-5'), draft('SEL-1', 5, 'of case 5'));
    ledger.settle(9);
    expect(findings).toEqual([]);
    ledger.reduced(keyText('SEL-1'), draft('SEL-1', 4, 'of case 4'));
    ledger.reduced(keyText('PEER-5'), draft('PEER-5', 3, 'of case 3'));
    ledger.settle(9);
    expect(findings.map(({ summary }) => summary)).toEqual(['of case 3', 'of case 4']);
    expect([...files].sort()).toEqual(['of case 3', 'of case 4']);
    // A shard's record keeps what another shard's earlier case may make a finding after all.
    expect(ledger.records().map((record) => record.draft?.text)).toEqual([
      'of case 3',
      'of case 4',
      'of case 5',
    ]);
  });

  it('reduces so many of a pair, the first in the order of cases, and counts the rest', () => {
    const { ledger, files } = ledgerAndFiles();
    const names = Array.from({ length: MOST_REDUCTIONS + 2 }, (_, index) => `X-${index}`);
    ledger.take(page(...names.map((name, index) => seen(name, 100 - index)), seen('Y-1', 200, 1)), 0);
    const reduced: string[] = [];
    for (let key = ledger.due(0, 300); key !== undefined; key = ledger.due(0, 300)) {
      reduced.push(key);
      ledger.reduced(key, draft(key, 1, key));
    }
    ledger.settle(300);
    const expected = [...names.toReversed().slice(0, MOST_REDUCTIONS), 'Y-1'].map(keyText);
    expect(reduced).toEqual(expected);
    expect([...files].sort()).toEqual(expected.sort());
    const counted = ledger.records().filter((record) => record.draft === undefined);
    expect(counted.map(({ key, count }) => [key, count])).toEqual([
      [keyText('X-1'), 1],
      [keyText('X-0'), 1],
    ]);
  });

  it('leaves as it was found what a dead station would have reduced', () => {
    const { ledger, files, findings } = ledgerAndFiles();
    ledger.take(page(seen('IPB-5', 1), seen('SEL-1', 2)), 0);
    ledger.take(page(seen('PEER-5', 3)), 1);
    ledger.due(0, 9);
    ledger.abandon(0);
    expect(ledger.due(0, 9)).toBeUndefined();
    ledger.settle(9);
    expect(findings.map(({ file }) => file)).toEqual(['IPB-5 at 1', 'SEL-1 at 2']);
    expect(files.size).toBe(3);
    expect(ledger.due(1, 9)).toBe(keyText('PEER-5'));
  });

  it('does not reduce what no station can', () => {
    const { ledger, findings } = ledgerAndFiles();
    ledger.take(page(seen('none', 1)));
    expect(ledger.due(0, 9)).toBeUndefined();
    ledger.settle(9);
    expect(findings).toHaveLength(1);
  });

  it('does not make a finding again that the corpus has made', () => {
    const findings: Finding[] = [];
    const known = [keyText('IPB-5')];
    const ledger = createLedger({ onFinding: (each) => findings.push(each), specOf: () => 'e', known });
    ledger.take(page(seen('IPB-5', 1)));
    ledger.settle(9);
    expect(findings).toEqual([]);
    expect(ledger.findings()).toBe(1);
  });
});
