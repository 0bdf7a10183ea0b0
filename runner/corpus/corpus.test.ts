import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Scenario } from '../../model/index.ts';
import { decodeScenario, encodeScenario } from '../../scenarios/index.ts';
import { addToCorpus } from './add-to-corpus.ts';
import { decidedBy } from './decided-by.ts';
import { superfluousIn } from './prune-corpus.ts';
import { faultsOfCorpus } from './verify-corpus.ts';

/** A pod that nothing may enter, and another one that tries. */
const DENIED = `
fencepost: 1
name: denied
provenance: {engine: plugin, key: "v2:engine-agrees-with-reference/plugin/isolation"}
cluster:
  nodes: {n1: {}}
  namespaces: {x: {}}
  pods:
    x/a: {node: n1, ips: [10.0.0.1]}
    x/b: {node: n1, ips: [10.0.0.2]}
  externals: {e1: 203.0.113.7}
policies:
  - apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: none, namespace: x}
    spec: {podSelector: {}, policyTypes: [Ingress]}
expect:
  - deny: x/a -> x/b TCP/80
`;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fencepost-corpus-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const write = (name: string, text: string): string => {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
};
const larger = (text: string): string =>
  text.replace('pods:\n', 'pods:\n    x/c: {node: n1, ips: [10.0.0.3]}\n');
const read = (text: string): Scenario => decodeScenario(text, 'test.yaml');

describe('addToCorpus', () => {
  it('keeps the same text once, however often it comes', () => {
    const first = addToCorpus(join(directory, 'new'), DENIED);
    expect(first.isNew).toBe(true);
    expect(addToCorpus(join(directory, 'new'), DENIED)).toEqual({ ...first, isNew: false });
    expect(readdirSync(join(directory, 'new'))).toEqual([first.path.slice(-17)]);
  });
});

describe('superfluousIn', () => {
  const fileOf = (path: string, text: string): { path: string; scenario: Scenario } => ({
    path,
    scenario: read(text),
  });
  const [A, B] = ['aaaaaaaaaaaa.yaml', 'bbbbbbbbbbbb.yaml'];

  it.each<
    [what: string, a: string, b: string, names: [a: string, b: string], superfluous: readonly string[]]
  >([
    ['the larger of two that decide the same', DENIED, larger(DENIED), [A, B], [B]],
    ['whichever order they come in', larger(DENIED), DENIED, [A, B], [A]],
    [
      'none where the larger has a key of its own',
      DENIED,
      larger(DENIED).replace('plugin/isolation', 'plugin/labels'),
      [A, B],
      [],
    ],
    ['none of another engine', DENIED, larger(DENIED).replaceAll('plugin', 'other'), [A, B], []],
    ['none that somebody named', DENIED, larger(DENIED), [A, 'mine.yaml'], [A]],
    [
      'none that decides more',
      DENIED,
      larger(DENIED).replace(/$/, '  - allow: x/b -> e1 TCP/80\n'),
      [A, B],
      [],
    ],
  ])('names %s', async (_, a, b, [nameA, nameB], superfluous) => {
    const found = await superfluousIn([fileOf(nameA, a), fileOf(nameB, b)]);
    expect(found.map(({ path }) => path)).toEqual(superfluous);
  });
});

it('a scenario decides its key and the clauses that would change its verdicts', async () => {
  const decided = [...(await decidedBy(read(DENIED)))];
  expect(decided).toContain('key v2:engine-agrees-with-reference/plugin/isolation');
  // ISO-4: a policy that selects the pod isolates it.
  expect(decided.filter((each) => /^ISO-.* ingress deny plugin$/.test(each)).length).toBeGreaterThan(0);
  expect(decided.filter((each) => each.startsWith('PORT-'))).toEqual([]);
});

describe('faultsOfCorpus', () => {
  it('finds nothing in a good one', async () => {
    const good = addToCorpus(directory, encodeScenario(read(DENIED))).path;
    expect(await faultsOfCorpus([good, write('mine.yaml', DENIED)])).toEqual([]);
  });

  it.each<[name: string, text: string, says: string]>([
    ['torn.yaml', DENIED.slice(0, 40), ''],
    ['newer.yaml', DENIED.replace('fencepost: 1', 'fencepost: 99'), 'use a newer Fencepost'],
    ['0123456789ab.yaml', DENIED, 'the name says another content'],
    ['wrong.yaml', DENIED.replace('deny: x/a', 'allow: x/a'), 'allow is expected, and the specification'],
    ['empty.yaml', DENIED.replace(/expect:[^]*/, ''), 'it expects nothing'],
  ])('says what is wrong with %s', async (name, text, says) => {
    const path = write(name, text);
    expect(await faultsOfCorpus([path])).toEqual([{ path, because: expect.stringContaining(says) }]);
  });
});
