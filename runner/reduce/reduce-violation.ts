import type { Engine } from '../../engines/index.ts';
import { createEvaluator } from '../../evaluator/index.ts';
import type { ClauseId, ProfileOption, ReductionSummary, Scenario, Verdict } from '../../model/index.ts';
import type { CheckOptions, Property, Violation } from '../../properties/index.ts';
import { checkScenario, directionOf, hasShape, summaryOf } from '../../properties/index.ts';
import { decodeScenarioDocument, encodeScenarioDocument } from '../../scenarios/index.ts';
import { reproducingClauses } from '../triage/finding-key.ts';
import { indifferentParts } from './indifference.ts';
import { inPlainerForm } from './plainer-forms.ts';
import type { DocumentPath, DocumentValue } from './reduce-document.ts';
import { reduceDocument } from './reduce-document.ts';
import type { ReductionLimits } from './reduce-scenario.ts';
import { reduceScenario } from './reduce-scenario.ts';

const reference = createEvaluator();

/** A violation cut down to what it needs. */
export interface ReducedViolation {
  readonly violation: Violation;
  /** The scenario as it goes to disk: nothing in it can be deleted. */
  readonly document: DocumentValue;
  readonly summary: ReductionSummary;
}

/**
 * Cuts a violation down, holding fixed what makes it this one: property, engine, direction, expected → observed,
 * and that some clause which could explain it at first still does. Were the clauses left free, every bug of an
 * engine would slip into its simplest one; were the lowest held, an accident of the first case would be kept.
 *
 * First by edits that know Kubernetes, then by deleting from the document whatever still can go.
 */
export async function reduceViolation(
  property: Property,
  engine: Engine,
  violation: Violation,
  limits: ReductionLimits & { readonly check?: CheckOptions } = {},
): Promise<ReducedViolation> {
  const clauses = new Set(reproducingClauses(violation));
  let best = violation;
  const keeps = async (candidate: Scenario): Promise<boolean> => {
    const watch = best.flow === undefined ? {} : { watch: best.flow };
    const outcome = await property.check(candidate, engine, { ...limits.check, ...watch, like: violation });
    const found = outcome.violation;
    if (found === undefined || !hasShape(found, violation) || !sharesClause(found, clauses)) return false;
    best = found;
    return true;
  };
  const bare: Scenario = { ...violation.scenario, expectations: [] };
  const reduced = await reduceScenario(bare, keeps, limits);
  const named = { ...best, scenario: withProvenance(best.scenario, violation.scenario) };
  const plain = await withPlainerForm(property, engine, named, clauses, limits);
  const last = await reduceAsDocument(property, engine, plain.violation, clauses, limits);
  const indifferent = await indifferentParts(last.violation.scenario, async (variant) => {
    if (limits.stop?.() === true) return false;
    return (await stillViolates(property, engine, variant, last.violation, limits.check)) !== undefined;
  });
  const { policies, pods } = last.violation.scenario.cluster;
  return {
    violation: last.violation,
    document: last.document,
    summary: {
      evaluations: reduced.evaluations + plain.evaluations + last.evaluations,
      complete: reduced.complete && limits.stop?.() !== true,
      policies: policies.length,
      pods: pods.length,
      indifferent,
    },
  };
}

function withProvenance(scenario: Scenario, { provenance }: Scenario): Scenario {
  return provenance === undefined ? scenario : { ...scenario, provenance };
}

function sharesClause(violation: Violation, clauses: ReadonlySet<ClauseId>): boolean {
  return clauses.size === 0 || reproducingClauses(violation, clauses).length > 0;
}

/** What a person wrote about a scenario, and what says where it came from, is not part of the case. */
export function isRemark([first]: DocumentPath): boolean {
  return (
    first === 'fencepost' ||
    first === 'name' ||
    first === 'title' ||
    first === 'description' ||
    first === 'clauses' ||
    first === 'references' ||
    first === 'provenance'
  );
}

/** The violation in the names, addresses and port that a reader expects, as far as it is then still the same. */
async function withPlainerForm(
  property: Property,
  engine: Engine,
  violation: Violation,
  clauses: ReadonlySet<ClauseId>,
  limits: ReductionLimits & { readonly check?: CheckOptions },
): Promise<{ violation: Violation; evaluations: number }> {
  let best = violation;
  const keeps = async (candidate: Scenario): Promise<boolean> => {
    const found = await stillViolates(property, engine, candidate, violation, limits.check);
    if (found === undefined || !sharesClause(found, clauses)) return false;
    best = found;
    return true;
  };
  const { evaluations } = await inPlainerForm(violation.scenario, keeps, limits.stop);
  return { violation: best, evaluations };
}

async function reduceAsDocument(
  property: Property,
  engine: Engine,
  violation: Violation,
  clauses: ReadonlySet<ClauseId>,
  limits: ReductionLimits & { readonly check?: CheckOptions },
): Promise<{ violation: Violation; document: DocumentValue; evaluations: number }> {
  let best = violation;
  const keeps = async (candidate: DocumentValue): Promise<boolean> => {
    const scenario = tryDecode(candidate);
    if (scenario === undefined) return false;
    const found = await stillViolates(property, engine, scenario, violation, limits.check);
    if (found === undefined || !sharesClause(found, clauses)) return false;
    best = found;
    return true;
  };
  const document = encodeScenarioDocument(violation.scenario) as DocumentValue;
  const reduced = await reduceDocument(document, keeps, isRemark, limits.stop);
  return { violation: best, ...reduced };
}

function tryDecode(document: DocumentValue): Scenario | undefined {
  try {
    return decodeScenarioDocument(document);
  } catch {
    // Not a scenario any more: one way in which a candidate fails to keep the finding.
    return undefined;
  }
}

/**
 * Whether a scenario shows the violation: by its own expectation where it has one, else by the property.
 *
 * @returns the violation as the scenario shows it
 */
export async function stillViolates(
  property: Property,
  engine: Engine,
  scenario: Scenario,
  like: Violation,
  check: CheckOptions = {},
): Promise<Violation | undefined> {
  if (like.scenario.expectations.length === 0) {
    const outcome = await property.check(scenario, engine, { ...check, like });
    return outcome.violation;
  }
  if (scenario.expectations.length === 0) return undefined;
  for (const result of await checkScenario(scenario, engine)) {
    const { status, observed, expectation, cluster = scenario.cluster } = result;
    if (status !== 'failed' || observed !== like.observed || expectation.kind !== 'flow') continue;
    // A plugin that lives through the scenario is not told what the specification says.
    const verdict = result.verdict ?? reference.of(cluster, scenario.profile).evaluate(expectation.flow);
    if (verdict.action !== like.expected || !restsOn(verdict, expectation.options ?? [])) continue;
    const found: Violation = {
      ...like,
      summary: summaryOf(engine.name, expectation.flow, verdict),
      direction: directionOf(verdict),
      scenario,
      flow: expectation.flow,
      verdict,
    };
    if (hasShape(found, like)) return found;
  }
  return undefined;
}

/** Whether a scenario says of its expectation what the specification says: on which choices it rests. */
function restsOn({ basis }: Verdict, options: readonly ProfileOption[]): boolean {
  const found = basis.kind === 'profile' ? basis.options : [];
  return found.length === options.length && found.every((option) => options.includes(option));
}
