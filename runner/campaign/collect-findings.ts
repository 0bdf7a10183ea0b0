import type { Engine } from '../../engines/index.ts';
import type { Finding, FindingOrigin, ReductionSummary, Scenario } from '../../model/index.ts';
import { formatFindingKey, VERSION } from '../../model/index.ts';
import type { Property, Violation } from '../../properties/index.ts';
import { formatScenarioDocument } from '../../scenarios/index.ts';
import type { DocumentValue } from '../reduce/reduce-document.ts';
import { reduceViolation } from '../reduce/reduce-violation.ts';
import type { FindingStore } from '../results/finding-store.ts';
import { keyOf } from '../triage/finding-key.ts';

/** Turns violations into findings, one for each key. */
export interface Collector {
  readonly take: (
    property: Property,
    engine: Engine,
    violation: Violation,
    origin: FindingOrigin,
  ) => Promise<void>;
  readonly findings: () => readonly Finding[];
  /** How often each key was met. */
  readonly occurrences: () => Readonly<Record<string, number>>;
  readonly countFor: (engine: string, property: string) => number;
}

/** What the collector needs of a campaign. */
export interface CollectorOptions {
  readonly store?: FindingStore;
  readonly probes?: number;
  readonly signal?: AbortSignal;
  /** Whether the campaign's time, and a little more for reductions, is over. */
  readonly overdue?: () => boolean;
  readonly onFinding?: (finding: Finding) => void;
  /** What `--engine` takes to start the engine again; default: its name. */
  readonly specOf?: (engine: Engine) => string;
}

/** Reductions of one engine and property before the rest is only counted: a broken engine fails everywhere. */
const MOST_REDUCTIONS = 24;

/** Enough for a fixpoint on every case the generators make; a bound for files of users. */
const MOST_EVALUATIONS = 5_000;

/** Every candidate that keeps a hang costs the whole time limit of a request. */
const MOST_HANGS = 24;

/**
 * Collects findings. A violation is on disk before its reduction starts; once reduced, the small scenario takes
 * the large one's place. A violation whose key was met before, as it came or reduced, is counted.
 */
export function collectFindings(options: CollectorOptions): Collector {
  const findings = new Map<string, Finding>();
  /** Key of the violation as it came → key of its finding. */
  const aliases = new Map<string, string>();
  const counts = new Map<string, number>();
  const reductions = new Map<string, number>();
  const count = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

  return {
    async take(property, engine, violation, origin) {
      const raw = formatFindingKey(keyOf(property, engine, violation));
      const known = aliases.get(raw) ?? (findings.has(raw) ? raw : undefined);
      if (known !== undefined) return count(known);
      const lane = `${engine.name}/${property.name}`;
      const spent = reductions.get(lane) ?? 0;
      if (spent >= MOST_REDUCTIONS) return count(raw);
      reductions.set(lane, spent + 1);

      const finding = await makeFinding(property, engine, violation, origin, options);
      const key = formatFindingKey(finding.key);
      aliases.set(raw, key);
      count(key);
      if (findings.has(key)) return;
      findings.set(key, finding);
      options.onFinding?.(finding);
    },
    findings: () => [...findings.values()],
    occurrences: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    countFor: (engine, property) =>
      [...findings.values()].filter(({ key }) => key.engine === engine && key.property === property).length,
  };
}

async function makeFinding(
  property: Property,
  engine: Engine,
  violation: Violation,
  origin: FindingOrigin,
  { store, probes, signal, overdue = () => false, specOf = ({ name }) => name }: CollectorOptions,
): Promise<Finding> {
  const first = named(property, engine, violation);
  const unreduced = store?.save(first.scenario);
  if (origin.kind === 'corpus') {
    // Somebody wrote the scenario as small as it should be.
    return findingOf(property, engine, first, origin, undefined, unreduced, specOf(engine));
  }
  const reduced = await reduceViolation(property, engine, violation, {
    maxEvaluations: violation.fault?.kind === 'hang' ? MOST_HANGS : MOST_EVALUATIONS,
    stop: () => signal?.aborted === true || overdue(),
    ...(probes === undefined ? {} : { check: { probes } }),
  });
  const last = named(property, engine, reduced.violation);
  const file = store?.save(last.scenario, textOf(last.scenario, reduced.document));
  if (unreduced !== undefined && unreduced !== file) store?.discard(unreduced);
  return findingOf(property, engine, last, origin, reduced.summary, file, specOf(engine));
}

/** The document that was found minimal, under the name and remarks of its scenario. */
function textOf(scenario: Scenario, document: DocumentValue): string {
  return formatScenarioDocument(scenario, document);
}

/** The violation with a scenario that says what it is. */
function named(property: Property, engine: Engine, violation: Violation): Violation {
  const key = keyOf(property, engine, violation);
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
  return { ...violation, scenario };
}

function findingOf(
  property: Property,
  engine: Engine,
  violation: Violation,
  origin: FindingOrigin,
  reduction: ReductionSummary | undefined,
  file: string | undefined,
  spec: string,
): Finding {
  const { scenario, summary, flow, verdict, fault, trace, engineReasons } = violation;
  return {
    key: keyOf(property, engine, violation),
    summary,
    scenario,
    ...(flow === undefined ? {} : { flow }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(fault === undefined ? {} : { fault }),
    ...(trace === undefined ? {} : { trace }),
    ...(engineReasons === undefined ? {} : { engineReasons }),
    origin,
    ...(reduction === undefined ? {} : { reduction }),
    ...(file === undefined ? {} : { file }),
    reproduce: reproduceLine(spec, origin, file),
  };
}

function reproduceLine(spec: string, origin: FindingOrigin, file: string | undefined): string {
  const what = file ?? (origin.kind === 'generated' ? `--seed ${origin.seed}:${origin.run}` : origin.file);
  return `fencepost replay ${what} --engine ${quoted(spec)}`;
}

function quoted(word: string): string {
  return /^[\w:./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
