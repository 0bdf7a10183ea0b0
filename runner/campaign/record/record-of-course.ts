import { GENERATOR_ID, smallScope } from '../../../generators/index.ts';
import { VERSION } from '../../../model/index.ts';
import type { CampaignOptions } from '../campaign-options.ts';
import type { Course } from '../conduct/course.ts';
import { casesByLane } from '../conduct/course.ts';
import { mergeCoverage } from '../../coverage/merge-coverage.ts';
import { WHOLE } from '../lanes/shard.ts';
import type { CampaignRecord } from './campaign-record.ts';

/** What a campaign has come to by now. */
export function recordOfCourse(
  options: CampaignOptions,
  course: Course,
  rest: Pick<CampaignRecord, 'ended' | 'corpus' | 'corpusFailures'> & {
    readonly timing: Omit<CampaignRecord['timing'], 'lanes'>;
  },
): CampaignRecord {
  const { seed, cases, probes, settings, shard = WHOLE, recorder, canaries, exhaustive, guided } = options;
  const { specOf = ({ name }) => name } = options;
  const { pairs, tallies, ledger, notes, coverage } = course;
  return {
    schema: 'fencepost-campaign/1',
    fencepost: VERSION,
    generator: GENERATOR_ID,
    seed,
    ...(cases === undefined ? {} : { cases }),
    ...(probes === undefined ? {} : { probes }),
    settings,
    ...(exhaustive === true ? { exhaustive: smallScope().total } : {}),
    ...(guided === true ? { guided } : {}),
    shards: { of: shard.of, present: [shard.index] },
    ended: rest.ended,
    corpus: rest.corpus,
    corpusFailures: rest.corpusFailures,
    pairs: pairs.map(({ engine, property }, index) => ({
      engine: engine.name,
      version: engine.version,
      spec: specOf(engine),
      property: property.name,
      ...tallies[index]!,
    })),
    sightings: ledger.records(),
    ...(recorder === undefined ? {} : { coverage: mergeCoverage(coverage) }),
    ...(canaries === undefined ? {} : { canaries }),
    notes: [...notes],
    timing: { ...rest.timing, lanes: casesByLane(course) },
  };
}
