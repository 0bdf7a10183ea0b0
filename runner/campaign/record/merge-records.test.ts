import { beforeAll, describe, expect, it } from 'vitest';
import { runSmall, SMALL_PLAN } from '../testing/small-campaign.ts';
import type { DraftFinding } from '../findings/draft-finding.ts';
import { MOST_REDUCTIONS } from '../findings/ledger.ts';
import type { CampaignRecord, SightingRecord } from './campaign-record.ts';
import { mergeRecords } from './merge-records.ts';
import { parseRecord } from './parse-record.ts';

let one: CampaignRecord;
let two: CampaignRecord;
const plan = { ...SMALL_PLAN, coverage: false };

beforeAll(async () => {
  ({ record: one } = await runSmall({ cases: 40, shard: { index: 1, of: 2 } }, plan));
  ({ record: two } = await runSmall({ cases: 40, shard: { index: 2, of: 2 } }, plan));
}, 300_000);

const join = (...records: CampaignRecord[]): CampaignRecord =>
  mergeRecords(records.map((record, index) => ({ name: `dir${index + 1}`, record })));

describe('shards of different campaigns are refused:', () => {
  it.each<[what: string, change: (record: CampaignRecord) => CampaignRecord, says: string]>([
    ['seed', (record) => ({ ...record, seed: 6 }), 'the seed differs: 5 and 6'],
    ['cases', (record) => ({ ...record, cases: 41 }), 'the number of cases differs: 40 and 41'],
    ['no limit', ({ cases: _cases, ...record }) => record, 'the number of cases differs: 40 and as many as'],
    ['version', (record) => ({ ...record, fencepost: '9' }), 'the version of Fencepost differs'],
    ['generator', (record) => ({ ...record, generator: 'g0' }), 'the generator differs'],
    ['settings', (r) => ({ ...r, settings: { ...r.settings, name: 'x' } }), 'the settings differs'],
    ['probes', (record) => ({ ...record, probes: 7 }), 'the limit of probes differs: none and 7'],
    ['shards', (r) => ({ ...r, shards: { of: 3, present: [2] } }), 'the number of shards differs: 2 and 3'],
    ['engines', (record) => ({ ...record, pairs: record.pairs.slice(1) }), 'engines and properties differs'],
    ['coverage', (record) => ({ ...record, coverage: [] }), 'the counting of coverage differs'],
  ])('%s', (_what, change, says) => {
    expect(() => join(one, change(two))).toThrowError(says);
    expect(() => join(one, change(two))).toThrowError('dir1 and dir2 are not of one campaign');
  });

  it('and so is one that is there twice', () => {
    expect(() => join(one, two, two)).toThrowError('dir2 and dir3 both hold shard 2/2');
  });
});

describe('what is joined', () => {
  it('says which shards are missing', () => {
    expect(join(two).shards).toEqual({ of: 2, present: [2] });
    expect(join(two, one).shards).toEqual({ of: 1, present: [1] });
  });

  it('has each canary once, and one that escaped from any shard has escaped', () => {
    const flights = (caught: boolean) => ({
      canaries: [
        { engine: 'canary:hang', caught, cases: 3 },
        { engine: 'canary:crash', caught: true, cases: 1 },
      ],
    });
    const all = join({ ...one, ...flights(true) }, { ...two, ...flights(true) });
    expect(all.canaries).toEqual(flights(true).canaries);
    for (const [first, second] of [
      [true, false],
      [false, true],
    ] as const) {
      const some = join({ ...one, ...flights(first) }, { ...two, ...flights(second) });
      expect(some.canaries).toEqual(flights(false).canaries);
    }
    expect(join(one, two)).not.toHaveProperty('canaries');
  });

  it('takes of each key the earliest case, and of each pair the first so many keys', () => {
    const draft = (text: string): DraftFinding => ({ finding: {} as DraftFinding['finding'], text });
    const sightings = (first: number): SightingRecord[] =>
      Array.from({ length: MOST_REDUCTIONS }, (_, index) => ({
        key: `${first}-${index}`,
        run: first + 2 * index,
        pair: 0,
        count: 1,
        draft: draft(`${first}-${index}`),
      }));
    const shared = { key: 'shared', pair: 0, count: 2 };
    const whole = join(
      { ...one, sightings: [...sightings(0), { ...shared, run: 90, draft: draft('late') }] },
      { ...two, sightings: [{ ...shared, run: 0, pair: 1, draft: draft('early') }, ...sightings(1)] },
    ).sightings;
    expect(whole.map(({ run }) => run)).toEqual([0, ...Array.from({ length: 48 }, (_, run) => run)]);
    expect(whole[1]).toEqual({ ...shared, count: 4, run: 0, pair: 1, draft: draft('early') });
    const reduced = whole.filter((sighting) => sighting.draft !== undefined);
    expect(reduced.map(({ run }) => run)).toEqual([0, ...Array.from({ length: 24 }, (_, run) => run)]);
  });

  it('ended as its worst part did', () => {
    expect(join(one, two).ended).toBe('cases');
    expect(join(one, { ...two, ended: 'time' }).ended).toBe('time');
    expect(join({ ...one, ended: 'interrupted' }, { ...two, ended: 'time' }).ended).toBe('interrupted');
    expect(join({ ...one, ended: 'interrupted' }, { ...two, ended: 'unfinished' }).ended).toBe('unfinished');
  });

  it('took as long as its longest part, from the start of the first, with all their workers', () => {
    const at = (startedAt: string, elapsedMs: number): Pick<CampaignRecord, 'timing'> => ({
      timing: { startedAt, elapsedMs, caseMs: elapsedMs - 1, workers: 2, lanes: one.timing.lanes },
    });
    const { timing } = join({ ...one, ...at('2026-01-02', 50) }, { ...two, ...at('2026-01-01', 40) });
    expect(timing).toMatchObject({ startedAt: '2026-01-01', elapsedMs: 50, caseMs: 49, workers: 4 });
    expect(timing.lanes).toEqual(one.timing.lanes.map((cases) => cases * 2));
  });
});

describe('parseRecord', () => {
  it('reads what was written', () => {
    expect(parseRecord(JSON.stringify(one), 'campaign.json')).toEqual(JSON.parse(JSON.stringify(one)));
  });

  const altered = (change: object): string => JSON.stringify({ ...one, ...change });
  it.each<[title: string, text: () => string, says: string]>([
    ['half a file', () => JSON.stringify(one).slice(0, 1_000), 'campaign.json: not JSON'],
    ['a list', () => '[]', 'no record of a campaign'],
    ['another schema', () => altered({ schema: 'fencepost-campaign/2' }), 'of this version: schema'],
    ['a seed in words', () => altered({ seed: 'five' }), 'of this version: seed'],
    ['an unknown end', () => altered({ ended: 'well' }), 'of this version: ended'],
    ['tallies of nothing', () => altered({ pairs: [{}] }), 'of this version: pairs'],
    ['a draft without text', () => altered({ sightings: [{ ...one.sightings[0], draft: {} }] }), 'sightings'],
    ['lanes that are no numbers', () => altered({ timing: { ...one.timing, lanes: ['x'] } }), 'timing'],
  ])('refuses %s', (_title, text, says) => {
    expect(() => parseRecord(text(), 'campaign.json')).toThrowError(says);
  });
});
