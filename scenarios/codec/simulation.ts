import type { FaultSettings, SimulationSettings } from '../../model/index.ts';
import { fail, readChoice, readInteger, readNumber, readRecord } from './document/field.ts';
import { required, type Field } from './document/field.ts';
import { mapping, type YamlValue } from './document/yaml-value.ts';

/** Longer delays than an hour say nothing new, and sums of them stay exact. */
const LONGEST_DELAY = 3_600_000;
const MOST_WORKERS = 64;
/** No history makes an agent do more. */
const MOST_OPERATIONS = 1_000_000;

/** The range of a fault setting, and whether it is a whole number. */
export interface FaultRange {
  readonly most: number;
  readonly isWhole: boolean;
}

const PROBABILITY: FaultRange = { most: 1, isWhole: false };
const DELAY: FaultRange = { most: LONGEST_DELAY, isWhole: true };

type RangesOf<Settings> = { readonly [Name in keyof Settings]-?: FaultRange };
type Faults = { readonly [Part in keyof FaultSettings]-?: RangesOf<NonNullable<FaultSettings[Part]>> };

/** Every fault setting, in the order in which they are written. All start at 0. */
export const FAULTS: Faults = {
  watch: {
    minDelay: DELAY,
    maxDelay: DELAY,
    reorderKinds: PROBABILITY,
    duplicate: PROBABILITY,
    lose: PROBABILITY,
    relistDelay: DELAY,
  },
  agent: {
    operationFailure: PROBABILITY,
    failAt: { most: MOST_OPERATIONS, isWhole: true },
    retryDelay: DELAY,
    crash: PROBABILITY,
    restartDelay: DELAY,
    operationDelay: DELAY,
  },
  controller: { workers: { most: MOST_WORKERS, isWhole: true }, workDelay: DELAY },
};

/** Whether nodes know each other's link addresses. */
export const NEIGHBOURS = ['warm', 'cold'] as const;

const PARTS = ['watch', 'agent', 'controller'] as const satisfies readonly (keyof FaultSettings)[];

/** The `simulation` of a scenario file. */
export function readSimulation(field: Field): SimulationSettings {
  const { seed, faults, neighbours } = readRecord(field, ['seed', 'faults', 'neighbours']);
  return {
    seed: readInteger(required(field, seed, 'seed'), Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    ...(faults === undefined ? {} : { faults: readFaults(faults) }),
    ...(neighbours === undefined ? {} : { neighbours: readChoice(neighbours, NEIGHBOURS) }),
  };
}

function readFaults(field: Field): FaultSettings {
  const parts = Object.entries(readRecord(field, PARTS)) as [keyof Faults, Field][];
  const read = parts.map(([part, at]) => [part, readPart(at, FAULTS[part])]);
  const faults = Object.fromEntries(read) as FaultSettings;
  const { minDelay = 0, maxDelay = minDelay } = faults.watch ?? {};
  return maxDelay < minDelay ? fail(field, 'watch.maxDelay must not be below watch.minDelay') : faults;
}

function readPart(field: Field, ranges: Readonly<Record<string, FaultRange>>): Record<string, number> {
  const settings = Object.entries<Field | undefined>(readRecord(field, Object.keys(ranges)));
  return Object.fromEntries(settings.map(([name, at]) => [name, readSetting(at!, ranges[name]!)]));
}

function readSetting(field: Field, { most, isWhole }: FaultRange): number {
  return isWhole ? readInteger(field, 0, most) : readNumber(field, 0, most);
}

/** The mapping from which {@link readSimulation} makes the settings. */
export function writeSimulation({ seed, faults, neighbours }: SimulationSettings): YamlValue {
  return mapping([
    ['seed', seed],
    ['faults', faults && mapping(PARTS.map((part) => [part, writePart(part, faults[part])]))],
    ['neighbours', neighbours],
  ]);
}

function writePart<Part extends keyof Faults>(
  part: Part,
  settings: FaultSettings[Part],
): YamlValue | undefined {
  const values: Readonly<Record<string, number>> = { ...settings };
  return settings && mapping(Object.keys(FAULTS[part]).map((name) => [name, values[name]]));
}
