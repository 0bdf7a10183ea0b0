import type { Engine } from '../../../engines/index.ts';
import { GENERATOR_ID } from '../../../generators/index.ts';
import type { Finding, FindingKey, FindingOrigin, ReductionSummary, Scenario } from '../../../model/index.ts';
import { formatFindingKey, VERSION } from '../../../model/index.ts';
import type { Violation } from '../../../properties/index.ts';
import { encodeScenario, formatScenarioDocument } from '../../../scenarios/index.ts';
import { evidenceOf } from '../../evidence/evidence-of.ts';
import { reduceViolation } from '../../reduce/reduce-violation.ts';
import { blamedClause } from '../../triage/blamed-clause.ts';
import { keyOf } from '../../triage/finding-key.ts';
import type { Pair } from '../lanes/tallies.ts';

/** A finding that nobody has put anywhere yet. Plain data: it crosses threads and lies in records. */
export interface DraftFinding {
  readonly finding: Omit<Finding, 'file' | 'reproduce'>;
  /** The text of its scenario file. */
  readonly text: string;
}

/** Enough for a fixpoint on every case the generators make; a bound for files of users. */
const MOST_EVALUATIONS = 5_000;

/** Every candidate that keeps a hang costs the whole time limit of a request. */
const MOST_HANGS = 24;

/** The violation as it came. */
export function draftAsFound(pair: Pair, violation: Violation, origin: FindingOrigin): DraftFinding {
  const known = identify(pair, violation);
  return { finding: findingOf(known, origin), text: encodeScenario(known.violation.scenario) };
}

/** The violation of a scenario that somebody wrote as small as it should be. */
export async function draftAsWritten(
  pair: Pair,
  violation: Violation,
  origin: FindingOrigin,
): Promise<DraftFinding> {
  return withEvidence(draftAsFound(pair, violation, origin), violation, pair.engine);
}

/**
 * The violation cut down to what it needs. A function of the violation alone, as long as `stop` stays false.
 *
 * @param stop asked between evaluations; `true` leaves the scenario as far as it has come
 */
export async function draftReduced(
  pair: Pair,
  violation: Violation,
  origin: FindingOrigin,
  { probes, stop }: { readonly probes?: number | undefined; readonly stop: () => boolean },
): Promise<DraftFinding> {
  if (stop()) return draftAsWritten(pair, violation, origin);
  const reduced = await reduceViolation(pair.property, pair.engine, violation, {
    maxEvaluations: violation.fault?.kind === 'hang' ? MOST_HANGS : MOST_EVALUATIONS,
    stop,
    ...(probes === undefined ? {} : { check: { probes } }),
  });
  const known = identify(pair, reduced.violation, await blamedClause(pair.engine, reduced.violation));
  const draft = {
    finding: findingOf(known, origin, reduced.summary),
    text: formatScenarioDocument(known.violation.scenario, reduced.document),
  };
  return withEvidence(draft, known.violation, pair.engine);
}

/** The draft with what its pictures are drawn from. */
async function withEvidence(
  draft: DraftFinding,
  violation: Violation,
  engine: Engine,
): Promise<DraftFinding> {
  const evidence = await evidenceOf(violation, engine, draft.finding.origin);
  return evidence === undefined ? draft : { ...draft, finding: { ...draft.finding, evidence } };
}

/** A violation whose scenario says what it is. */
interface Identified {
  readonly key: FindingKey;
  readonly violation: Violation;
}

function identify(
  { engine, property }: Pair,
  violation: Violation,
  clause?: FindingKey['clause'],
): Identified {
  const key = keyOf(property, engine, violation, clause);
  const scenario: Scenario = {
    ...violation.scenario,
    name: `${engine.name}: ${property.name}`,
    title: violation.summary,
    clauses: key.clause === 'none' ? [] : [key.clause],
    provenance: {
      ...violation.scenario.provenance,
      fencepost: VERSION,
      property: property.name,
      engine: engine.name,
      engineVersion: engine.version,
      key: formatFindingKey(key),
    },
  };
  return { key, violation: { ...violation, scenario } };
}

function findingOf(
  { key, violation }: Identified,
  origin: FindingOrigin,
  reduction?: ReductionSummary,
): DraftFinding['finding'] {
  const { scenario, summary, flow, verdict, fault, trace, engineReasons } = violation;
  return {
    key,
    summary,
    scenario,
    ...(flow === undefined ? {} : { flow }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(fault === undefined ? {} : { fault }),
    ...(trace === undefined ? {} : { trace }),
    ...(engineReasons === undefined ? {} : { engineReasons }),
    origin,
    ...(reduction === undefined ? {} : { reduction }),
  };
}

/** The finding, once it is known where its scenario lies and what starts its engine again. */
export function finishFinding({ finding }: DraftFinding, spec: string, file: string | undefined): Finding {
  const what = file ?? againWithout(finding);
  return {
    ...finding,
    ...(file === undefined ? {} : { file }),
    reproduce: `fencepost replay ${what} --engine ${quoted(spec)}`,
  };
}

/** What makes the case again where nothing was saved: a seed means the same only to the same generators. */
function againWithout({ origin, scenario: { provenance } }: DraftFinding['finding']): string {
  if (origin.kind === 'corpus') return origin.file;
  const { generator = GENERATOR_ID, settings = 'default' } = provenance ?? {};
  const how = settings === 'default' ? '' : ` --settings ${quoted(settings)}`;
  return `--seed ${generator}:${origin.seed}:${origin.run}${how}`;
}

function quoted(word: string): string {
  return /^[\w:./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
