import type { PartialProfile } from '../model/index.ts';
import { FencepostError } from '../model/index.ts';
import type { ExecEngineOptions } from './child-process/index.ts';
import { execEngine } from './child-process/index.ts';
import type { Engine } from './engine.ts';
import { evaluatorEngine } from './evaluator-engine.ts';
import { matrixEngine } from './matrix.ts';
import type { Mutant, TimeMutant } from './mutants/index.ts';
import { leafMutant, MUTANTS, TIME_MUTANTS } from './mutants/index.ts';
import { nearestNames } from './nearest-names.ts';
import { referenceEngine } from './reference.ts';
import type { SimEngine } from './sim-engine.ts';
import { simEngine } from './sim-engine.ts';
import type { DatapathName } from '../sim/index.ts';
import { DATAPATHS } from '../sim/index.ts';
import type { Preset } from './presets/presets.ts';
import { breachedClauses, PRESETS } from './presets/presets.ts';
import { CANARIES, canaryEngine } from './canary/index.ts';
import type { ZooEntry } from './zoo/index.ts';
import { ZOO } from './zoo/index.ts';

export interface CreateEngineOptions extends ExecEngineOptions {
  /** For engines inside this process: answers to what the API leaves open. */
  readonly profile?: PartialProfile;
}

/** A kind of engine: its name alone, or a name and what comes after the colon. */
interface EngineKind {
  readonly name: string;
  /** How a user writes it. */
  readonly usage: string;
  readonly description: string;
  /** What may follow the colon, where that is a closed list. */
  readonly members?: () => readonly { readonly name: string; readonly description: string }[];
  /** The name alone will do. */
  readonly alone?: true;
  /** @param rest what follows the colon; empty without one */
  readonly create: (rest: string, options: CreateEngineOptions) => Engine | Promise<Engine>;
}

const ALL_MUTANTS: readonly (Mutant | TimeMutant)[] = [...MUTANTS, ...TIME_MUTANTS];

const DATAPATH_NAMES = Object.keys(DATAPATHS) as DatapathName[];

const KINDS: readonly EngineKind[] = [
  {
    name: 'reference',
    usage: 'reference',
    description: 'the specification, flow by flow',
    create: (_rest, { profile }) => referenceEngine(profile),
  },
  {
    name: 'matrix',
    usage: 'matrix',
    description: 'the specification, all packets at once',
    create: (_rest, { profile }) => matrixEngine(undefined, profile),
  },
  {
    name: 'sim',
    usage: 'sim:DATAPATH or sim:PRESET',
    alone: true,
    description: 'a simulated plugin, packet by packet; alone, spec-default on nftables',
    members: () => [
      ...DATAPATH_NAMES.map((datapath) => ({ name: datapath, description: `spec-default on ${datapath}` })),
      ...PRESETS.map((preset) => ({ name: preset.name, description: aboutPreset(preset) })),
    ],
    create: (member, { profile }) => simulatedPlugin(member, profile),
  },
  {
    name: 'zoo',
    usage: 'zoo:ID',
    description: 'the specification, or a simulated plugin, with a real bug of a real plugin',
    members: () => ZOO.map(({ id, plugin, symptom }) => ({ name: id, description: `${plugin}: ${symptom}` })),
    create: (id, { profile }) => zooEngine(memberOf('zoo', id, ZOO), profile),
  },
  {
    name: 'mutant',
    usage: 'mutant:ID',
    description: 'the specification, or a simulated plugin, with one clause typically misread',
    members: () => ALL_MUTANTS.map(({ id, title }) => ({ name: id, description: title })),
    create: (id, { profile }) => mutantEngine(memberOf('mutant', id, ALL_MUTANTS), profile),
  },
  {
    name: 'canary',
    usage: 'canary:once-in-N, canary:crash, canary:hang or canary:leak',
    description: 'fails by design, to show that somebody notices',
    members: () => CANARIES,
    create: (name, options) => canaryNamed(name, options),
  },
  {
    name: 'exec',
    usage: 'exec:COMMAND LINE',
    description: 'a program that speaks the engine protocol',
    create: (commandLine, options) => execEngine(commandLine, options),
  },
];

/**
 * The engine that a name stands for: `reference`, `matrix`, `sim`, `sim:DATAPATH`, `sim:PRESET`, `zoo:ID`, `mutant:ID` or `exec:COMMAND LINE`.
 *
 * @returns at once for engines inside this process
 * @throws FencepostError `usage` for an unknown name, with the nearest ones, and for a command that cannot run
 */
export function createEngine(spec: string, options: CreateEngineOptions = {}): Engine | Promise<Engine> {
  const colon = spec.indexOf(':');
  const name = colon < 0 ? spec : spec.slice(0, colon);
  const rest = colon < 0 ? undefined : spec.slice(colon + 1);
  const kind = KINDS.find((candidate) => candidate.name === name);
  if (kind === undefined)
    throw unknown(
      'engine',
      spec,
      KINDS.map(({ usage }) => usage),
    );
  const takesRest = kind.usage.includes(':');
  const hasRest = rest !== undefined && rest !== '';
  if (takesRest !== hasRest && !(kind.alone === true && rest === undefined)) {
    throw new FencepostError('usage', `write the engine '${name}' as '${kind.usage}', not as '${spec}'`);
  }
  return kind.create(rest ?? '', options);
}

/** Every name that {@link createEngine} takes, and one line about what it is. */
export function listEngines(): { readonly name: string; readonly description: string }[] {
  return KINDS.flatMap(({ name, usage, description, members }) => [
    { name: usage, description },
    ...(members?.() ?? []).map((member) => ({
      name: `${name}:${member.name}`,
      description: member.description,
    })),
  ]);
}

/** A mutant as an engine: of the specification, on the matrix where that can judge it, or a simulated plugin. */
export function mutantEngine(mutant: Mutant | TimeMutant, profile: PartialProfile = {}): Engine {
  const name = `mutant:${mutant.id}`;
  return 'parts' in mutant
    ? simEngine({ name, ...mutant.parts, profile })
    : alteredEngine(name, mutant, profile);
}

/** A real bug as an engine: of the specification, on the matrix where that can judge it, or a simulated plugin. */
export function zooEngine(entry: ZooEntry, profile: PartialProfile = {}): Engine {
  const name = `zoo:${entry.id}`;
  if (entry.kind === 'semantics') return alteredEngine(name, entry, { ...entry.profile, ...profile });
  const { wrong } = entry;
  return simEngine({ name, ...wrong, profile: { ...wrong.profile, ...profile } });
}

/** A right datapath, or a preset, as an engine. */
function simulatedPlugin(member: string, told: PartialProfile = {}): SimEngine {
  if (member === '') return simEngine({ name: 'sim', datapath: DATAPATHS.nftables, profile: told });
  const name = `sim:${member}`;
  const datapath = DATAPATH_NAMES.find((candidate) => candidate === member);
  if (datapath !== undefined) return simEngine({ name, datapath: DATAPATHS[datapath], profile: told });
  const known = [...DATAPATH_NAMES, ...PRESETS.map((preset) => preset.name)];
  const preset = PRESETS.find((candidate) => candidate.name === member);
  if (preset === undefined) throw unknown('sim', member, known);
  return simEngine({ name, datapath: DATAPATHS[preset.datapath], profile: { ...preset.profile, ...told } });
}

function aboutPreset({ datapath, title, profile }: Preset): string {
  const breached = breachedClauses(profile);
  const warning = breached.length === 0 ? '' : `; by design against ${breached.join(' and ')}`;
  return `on ${datapath}: ${title}${warning}`;
}

function alteredEngine(
  name: string,
  altered: Pick<Mutant, 'replaces' | 'semantics'>,
  profile: PartialProfile,
): Engine {
  const { semantics } = altered;
  return leafMutant(altered)
    ? matrixEngine(semantics, profile, name)
    : evaluatorEngine({ name, semantics, profile });
}

function canaryNamed(name: string, options: CreateEngineOptions): Engine | Promise<Engine> {
  const engine = canaryEngine(name, options);
  if (engine !== undefined) return engine;
  throw unknown(
    'canary',
    name,
    CANARIES.map((canary) => canary.name),
  );
}

function memberOf<Member extends { readonly id: string }>(
  kind: string,
  id: string,
  members: readonly Member[],
): Member {
  const member = members.find((candidate) => candidate.id === id);
  if (member === undefined)
    throw unknown(
      kind,
      id,
      members.map((candidate) => candidate.id),
    );
  return member;
}

function unknown(what: string, word: string, names: readonly string[]): FencepostError {
  const near = nearestNames(word, names);
  const hint = near.length === 0 ? '' : `; the nearest are ${near.map((name) => `'${name}'`).join(', ')}`;
  return new FencepostError('usage', `there is no ${what} '${word}'${hint}`);
}
