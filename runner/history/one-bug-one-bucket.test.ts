import { describe, expect, it } from 'vitest';
import type { Engine, SemanticsBug } from '../../engines/index.ts';
import { evaluatorEngine, referenceEngine, ZOO } from '../../engines/index.ts';
import { GENERATOR_PRESETS } from '../../generators/index.ts';
import type { BucketHistory, HistoryEntry } from '../../model/index.ts';
import { PROPERTIES } from '../../properties/index.ts';
import { runCampaign } from '../campaign/run-campaign.ts';
import { bucketHistories } from './bucket-history.ts';
import { historyEntryOf } from './entry-of-result.ts';

/** Machines that run tests may be slow. */
const PATIENCE_MS = 300_000;

/** Enough that each of these bugs is met. */
const CASES = 128;

/** That a bug breaks laws, too, is no other finding. */
const LAWS = new Set(['order-changes-nothing', 'splitting-a-rule-changes-nothing']);

/** What a plugin is called, whatever is wrong with it. */
const PLUGIN = 'plugin';

const bugOf = (id: string): SemanticsBug => {
  const entry = ZOO.find((each) => each.id === id);
  if (entry?.kind !== 'semantics') throw new Error(`no bug of the semantics: ${id}`);
  return entry;
};

/** The specification with the bugs of the zoo, one function each. */
function pluginWith(version: string, ...ids: readonly string[]): Engine {
  const semantics = ids
    .map(bugOf)
    .reduce<SemanticsBug['semantics'] | undefined>(
      (so, { replaces, semantics: own }) => (so === undefined ? own : { ...so, [replaces]: own[replaces] }),
      undefined,
    );
  const engine = semantics === undefined ? referenceEngine() : evaluatorEngine({ name: PLUGIN, semantics });
  return { ...engine, name: PLUGIN, version };
}

/** What a campaign leaves in a history. */
async function night(day: number, engine: Engine, seed = day): Promise<HistoryEntry> {
  const properties = PROPERTIES.filter(
    ({ name }) => name === 'engine-agrees-with-reference' || LAWS.has(name),
  );
  const settings = GENERATOR_PRESETS.small;
  const result = await runCampaign({
    engines: [engine],
    properties,
    seed,
    cases: CASES,
    settings,
    corpus: [],
  });
  return { ...historyEntryOf(result), date: `2026-01-0${day}T00:00:00.000Z` };
}

const briefly = ({ key, standing, since }: BucketHistory): string =>
  `${standing} since ${since.date.slice(0, 10)}: ${key}`;

const keyOf = (trait: string): string => `v2:engine-agrees-with-reference/${PLUGIN}/${trait}`;

describe('one bug is one bucket, on either side and under every law', () => {
  it.each([
    ['CILIUM-12277', 'node'],
    ['MULTINP-71', 'port'],
    ['CILIUM-4513', 'peer-selector'],
    ['AKS-2006', 'labels'],
  ])(
    '%s: %s',
    async (id, trait) => {
      const { findings } = await night(1, pluginWith('1', id));
      expect(Object.keys(findings)).toEqual([keyOf(trait)]);
    },
    PATIENCE_MS,
  );

  it(
    'and two bugs are two',
    async () => {
      const { findings } = await night(1, pluginWith('1', 'CILIUM-12277', 'MULTINP-71'));
      expect(Object.keys(findings).sort()).toEqual([keyOf('node'), keyOf('port')]);
    },
    PATIENCE_MS,
  );
});

it(
  'a bug is new in the first night, there in the second one, and fixed in the one after it was mended',
  async () => {
    const entries = [await night(1, pluginWith('1', 'MULTINP-71'))];
    expect(bucketHistories(entries).map(briefly)).toEqual([`new since 2026-01-01: ${keyOf('port')}`]);
    entries.push(await night(2, pluginWith('1', 'MULTINP-71')));
    expect(bucketHistories(entries).map(briefly)).toEqual([`there since 2026-01-01: ${keyOf('port')}`]);
    entries.push(await night(3, pluginWith('2')));
    expect(bucketHistories(entries).map(briefly)).toEqual([`fixed since 2026-01-03: ${keyOf('port')}`]);
  },
  PATIENCE_MS,
);
