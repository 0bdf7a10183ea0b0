import type { Engine } from '../../../engines/index.ts';
import type { ClauseId, Finding } from '../../../model/index.ts';
import { formatFindingKey, VERSION } from '../../../model/index.ts';
import type { Violation } from '../../../properties/index.ts';
import { scenarioHolds } from '../../../properties/index.ts';
import { encodeScenarioDocument, formatScenarioDocument } from '../../../scenarios/index.ts';
import type { DraftFinding } from '../../campaign/findings/draft-finding.ts';
import { evidenceOf } from '../../evidence/evidence-of.ts';
import type { ReducedViolation } from '../../reduce/reduce-violation.ts';
import { reduceViolation } from '../../reduce/reduce-violation.ts';
import { keyOf } from '../../triage/finding-key.ts';
import type { Bucket } from './bucket-departures.ts';
import { samplesOf } from './bucket-departures.ts';
import type { Departure } from './departure.ts';
import type { FindCause } from './find-cause.ts';

/** What a bucket came to, with its smallest case. */
export interface ToldBucket extends DraftFinding {
  readonly bucket: Bucket;
  readonly clause: ClauseId | 'none';
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

/** A departure cut down, and what a campaign would file it under. */
interface Sample {
  readonly departure: Departure;
  readonly violation: Violation;
  readonly reduced?: ReducedViolation;
  readonly key: Finding['key'];
}

/** Cuts cases of a bucket down and keeps the smallest. */
export async function tellBucket(
  bucket: Bucket,
  causeOf: FindCause,
  limits: TellingLimits,
): Promise<ToldBucket> {
  const samples: Sample[] = [];
  for (const departure of samplesOf(bucket, limits.samples)) {
    samples.push(await cutDown(bucket.engine, departure, limits));
  }
  const [smallest] = samples.toSorted((a, b) => sizeOf(a) - sizeOf(b));
  const clause = causeOfSmallest(bucket, smallest!, causeOf);
  const draft = await draftOf(bucket.engine, smallest!, clause);
  const keys = samples.map(({ key }) => formatFindingKey(key));
  return { bucket, clause, ...draft, keys: [...new Set(keys)].sort() };
}

async function cutDown(
  engine: Engine,
  departure: Departure,
  { evaluations, stopped }: TellingLimits,
): Promise<Sample> {
  const { property, violation } = departure;
  if (property === undefined) return { departure, violation, key: keyOf(scenarioHolds, engine, violation) };
  let asked = 0;
  const stop = (): boolean => stopped() || ++asked > evaluations;
  const reduced = await reduceViolation(property, engine, violation, { stop });
  return {
    departure,
    violation: reduced.violation,
    reduced,
    key: keyOf(property, engine, reduced.violation),
  };
}

function sizeOf({ violation, reduced }: Sample): number {
  return JSON.stringify(reduced?.document ?? violation.scenario).length;
}

/** A case that nobody wrote says more about its cause once it is small. */
function causeOfSmallest(
  { clause, fault, departures }: Bucket,
  { violation, departure }: Sample,
  causeOf: FindCause,
): ClauseId | 'none' {
  if (fault !== undefined) return 'none';
  if (departures.some(({ origin }) => origin.kind === 'corpus')) return clause;
  return causeOf({ violation, origin: departure.origin, clauses: [] });
}

async function draftOf(
  engine: Engine,
  { violation, reduced, departure, key }: Sample,
  clause: ClauseId | 'none',
): Promise<DraftFinding> {
  const { origin } = departure;
  const scenario = {
    ...violation.scenario,
    name: clause === 'none' ? engine.name : `${engine.name}: ${clause}`,
    title: violation.summary,
    clauses: clause === 'none' ? [] : [clause],
    provenance: {
      ...violation.scenario.provenance,
      fencepost: VERSION,
      property: key.property,
      engine: engine.name,
      engineVersion: engine.version,
      key: formatFindingKey(key),
    },
  };
  const document = reduced?.document ?? encodeScenarioDocument(scenario);
  const text = formatScenarioDocument(scenario, document);
  const evidence = await evidenceOf(violation, engine, origin);
  const finding = {
    key,
    ...partsOf(violation),
    scenario,
    origin,
    ...(reduced === undefined ? {} : { reduction: reduced.summary }),
    ...(evidence === undefined ? {} : { evidence }),
  };
  return { finding, text };
}

/** What a finding keeps of its violation. */
function partsOf({
  summary,
  flow,
  verdict,
  fault,
  trace,
  engineReasons,
}: Violation): Pick<Finding, 'summary' | 'flow' | 'verdict' | 'fault' | 'trace' | 'engineReasons'> {
  return {
    summary,
    ...(flow === undefined ? {} : { flow }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(fault === undefined ? {} : { fault }),
    ...(trace === undefined ? {} : { trace }),
    ...(engineReasons === undefined ? {} : { engineReasons }),
  };
}
