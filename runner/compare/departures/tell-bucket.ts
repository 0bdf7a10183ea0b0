import type { ClauseId, Finding } from '../../../model/index.ts';
import { formatFindingKey } from '../../../model/index.ts';
import { scenarioHolds } from '../../../properties/index.ts';
import type { DraftFinding } from '../../campaign/findings/draft-finding.ts';
import { draftAsWritten, draftReduced, finishFinding } from '../../campaign/findings/draft-finding.ts';
import type { Bucket } from './bucket-departures.ts';
import { samplesOf } from './bucket-departures.ts';
import type { Departure } from './departure.ts';
import type { FindCause } from './find-cause.ts';

/** What a bucket came to. */
export interface ToldBucket {
  readonly bucket: Bucket;
  readonly clause: ClauseId | 'none';
  /** The smallest case, with its scenario file. */
  readonly finding: Finding;
  readonly scenario: string;
  /** Of all its cases that were cut down. */
  readonly keys: readonly string[];
}

/** Bounds of what is done for one bucket. */
export interface TellingLimits {
  /** Cases of different shapes that are cut down. */
  readonly samples: number;
  /** Most times the engine is asked for one of them. */
  readonly evaluations: number;
  /** Ends reductions with what they have. */
  readonly stopped: () => boolean;
}

/** Cuts cases of a bucket down and keeps the smallest. @param spec what starts the engine again */
export async function tellBucket(
  bucket: Bucket,
  causeOf: FindCause,
  spec: string,
  limits: TellingLimits,
): Promise<ToldBucket> {
  const drafts: DraftFinding[] = [];
  for (const departure of samplesOf(bucket, limits.samples)) {
    drafts.push(await draftOf(bucket, departure, limits));
  }
  const [smallest] = drafts.toSorted((a, b) => a.text.length - b.text.length);
  const finding = finishFinding(smallest!, spec, undefined);
  return {
    bucket,
    clause: bucket.fault === undefined ? causeOfReduced(bucket, finding, causeOf) : 'none',
    finding,
    scenario: smallest!.text,
    keys: [...new Set(drafts.map((draft) => formatFindingKey(draft.finding.key)))].sort(),
  };
}

async function draftOf(
  { engine }: Bucket,
  { violation, origin, property }: Departure,
  { evaluations, stopped }: TellingLimits,
): Promise<DraftFinding> {
  if (property === undefined)
    return draftAsWritten({ engine, property: scenarioHolds }, violation, origin);
  let asked = 0;
  const stop = (): boolean => stopped() || ++asked > evaluations;
  return draftReduced({ engine, property }, violation, origin, { stop });
}

/** A case that nobody wrote says more about its cause once it is small. */
function causeOfReduced(
  { clause, departures }: Bucket,
  { scenario, flow, verdict, key, summary, origin }: Finding,
  causeOf: FindCause,
): ClauseId | 'none' {
  if (departures.some(({ origin: of }) => of.kind === 'corpus')) return clause;
  const { direction, expected, observed } = key;
  const violation = {
    ...{ summary, direction, expected, observed, scenario },
    ...(flow === undefined ? {} : { flow }),
    ...(verdict === undefined ? {} : { verdict }),
  };
  return causeOf({ violation, origin, clauses: [] });
}
