import type { ZooEntry } from '../../engines/index.ts';
import { UNMODELLED } from '../../engines/index.ts';
import type { GeneratorSettings } from '../../generators/index.ts';
import { GENERATOR_ID } from '../../generators/index.ts';
import type { Hunt, HuntedBug, HuntingSuite, KillMatrix, SuiteTotal } from '../../model/index.ts';
import { KNOWN_BUGS, VERSION } from '../../model/index.ts';
import { RANDOM } from './hunt-at-random.ts';
import type { HuntReport } from './hunt-report.ts';

/** What the hunting came to, before it is told. */
export interface HuntResults {
  readonly command: string;
  readonly bugs: readonly ZooEntry[];
  readonly seeds: readonly number[];
  readonly settings: readonly GeneratorSettings[];
  readonly suites: readonly HuntingSuite[];
  readonly notes: readonly string[];
  /** `undefined` for a hunt that never began. */
  readonly reportOf: (mutation: string, suite: string, seed: number) => HuntReport | undefined;
  /** Whether every hunt began. */
  readonly isWhole: boolean;
  readonly timing: Pick<KillMatrix['timing'], 'startedAt' | 'elapsedMs' | 'workers'>;
}

/** Everything that is known of every bug, and of every suite. */
export function killMatrix(results: HuntResults): KillMatrix {
  const { command, bugs, seeds, settings, suites, notes, isWhole, timing } = results;
  const rows = bugs.map((bug) => rowOf(bug, results));
  const hunted = rows.map(({ bug }) => bug);
  const medianMs = suites.map(({ name }) => {
    const kills = oncePerMutation(rows, ({ bug }) => bug)
      .flatMap(({ reports }) => reports)
      .filter(({ hunt }) => hunt.suite === name && hunt.kill !== undefined);
    return [name, Math.round(median(kills.map(({ ms }) => ms)) ?? 0)] as const;
  });
  return {
    schema: 'fencepost-zoo/1',
    fencepost: VERSION,
    command,
    generator: GENERATOR_ID,
    settings: settings.map(({ name }) => name),
    seeds,
    suites,
    ended: isWhole ? 'done' : 'interrupted',
    bugs: hunted,
    totals: suites.map(({ name }) => totalOf(name, hunted)),
    survivors: hunted.filter((bug) => survives(bug, suites)).map(({ id }) => id),
    unhuntable: UNMODELLED.map(({ id, reason }) => ({ id, reason, symptom: SYMPTOMS.get(id) ?? '' })),
    notes,
    timing: {
      ...timing,
      medianMs: Object.fromEntries(medianMs),
      huntMs: rows.map(({ reports }) => reports.map(({ ms }) => Math.round(ms))),
    },
  };
}

/** A bug and what came of hunting it, in the order of the suites and then of the seeds. */
interface Row {
  readonly bug: HuntedBug;
  readonly reports: readonly HuntReport[];
}

function rowOf(entry: ZooEntry, { suites, seeds, reportOf }: HuntResults): Row {
  const { id, plugin, link, symptom, kind, mutation } = entry;
  const reports = suites.flatMap(({ name }) =>
    (name === RANDOM ? seeds : seeds.slice(0, 1)).flatMap((seed) => reportOf(mutation, name, seed) ?? []),
  );
  const needs = NEEDS.get(id) ?? [];
  const hunts = reports.map(({ hunt }) => hunt);
  return { bug: { id, plugin, link, symptom, class: entry.class, kind, mutation, needs, hunts }, reports };
}

const SYMPTOMS = new Map(KNOWN_BUGS.map(({ id, symptom }) => [id, symptom]));
const NEEDS = new Map(KNOWN_BUGS.map(({ id, needs }) => [id, needs]));

function totalOf(suite: string, bugs: readonly HuntedBug[]): SuiteTotal {
  const found = bugs.filter((bug) => fateOf(bug, suite) === 'found');
  const kills = oncePerMutation(bugs, (bug) => bug)
    .flatMap((bug) => huntsOf(bug, suite))
    .filter(({ kill }) => kill !== undefined);
  const medianCases = median(kills.map(({ cases }) => cases));
  return {
    suite,
    found: found.length,
    sometimes: bugs.filter((bug) => fateOf(bug, suite) === 'sometimes').length,
    implementations: new Set(found.map(({ mutation }) => mutation)).size,
    ...(medianCases === undefined ? {} : { medianCases }),
  };
}

/** What several bugs share counts once where hunts are counted. */
function oncePerMutation<Item>(items: readonly Item[], bugOf: (item: Item) => HuntedBug): readonly Item[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const { mutation } = bugOf(item);
    return !seen.has(mutation) && seen.add(mutation);
  });
}

function huntsOf({ hunts }: HuntedBug, suite: string): readonly Hunt[] {
  return hunts.filter((hunt) => hunt.suite === suite);
}

function fateOf(bug: HuntedBug, suite: string): 'found' | 'sometimes' | 'missed' {
  const hunts = huntsOf(bug, suite);
  const kills = hunts.filter(({ kill }) => kill !== undefined).length;
  if (kills === 0) return 'missed';
  return kills === hunts.length ? 'found' : 'sometimes';
}

/** A bug survives the random suite by one seed; suites that somebody wrote, only all together. */
function survives(bug: HuntedBug, suites: readonly HuntingSuite[]): boolean {
  return suites.some(({ kind }) => kind === 'random')
    ? fateOf(bug, RANDOM) !== 'found'
    : suites.every(({ name }) => fateOf(bug, name) !== 'found');
}

/** The middle of some numbers, the smaller one of two; `undefined` for none. */
function median(numbers: readonly number[]): number | undefined {
  return [...numbers].sort((a, b) => a - b)[(numbers.length - 1) >> 1];
}
