import type { Engine } from '../../engines/index.ts';
import { createEngine } from '../../engines/index.ts';
import type { GeneratorSettings } from '../../generators/index.ts';
import { FencepostError } from '../../model/index.ts';
import type { Property } from '../../properties/index.ts';
import { PROPERTIES } from '../../properties/index.ts';
import type { CoverageRecorder } from '../coverage/coverage-recorder.ts';
import { createCoverageRecorder } from '../coverage/coverage-recorder.ts';
import { exhaustiveGuide } from '../guidance/exhaustive-guide.ts';
import { noveltyGuide } from '../guidance/novelty-guide.ts';
import type { LaneGuide } from '../guidance/lane-guide.ts';

/** What a worker must know to run lanes of a campaign. Plain data: it crosses threads. */
export interface CampaignPlan {
  readonly seed: number;
  readonly settings: GeneratorSettings;
  readonly probes?: number | undefined;
  /** As `--engine` takes them. */
  readonly engines: readonly string[];
  /** How long an engine in another process may take for one answer, in milliseconds. */
  readonly requestTimeoutMs?: number | undefined;
  /** Names. */
  readonly properties: readonly string[];
  /** Whether to count what the cases decide. */
  readonly coverage: boolean;
  /** Whether the cases are all small scenarios in their order, instead of generated ones. */
  readonly exhaustive?: boolean | undefined;
  /** Whether every other lane goes on from what was new; absent: none does. */
  readonly guided?: boolean | undefined;
}

/** What lanes are run with. */
export interface Equipment {
  readonly engines: readonly Engine[];
  readonly properties: readonly Property[];
  /** Counts what a lane decides; absent: nobody counts. */
  readonly recorder?: ((lane: number) => CoverageRecorder) | undefined;
  /** Guides a lane; absent, for all or for one: every case is generated from the seed alone. */
  readonly guide?: ((lane: number) => LaneGuide | undefined) | undefined;
}

/** What lanes are run with beside engines and properties. */
export function hooksOf({
  coverage,
  exhaustive,
  guided,
  ...plan
}: Pick<CampaignPlan, 'coverage' | 'exhaustive' | 'guided' | 'seed' | 'settings'>): Pick<
  Equipment,
  'recorder' | 'guide'
> {
  return {
    ...(coverage ? { recorder: createCoverageRecorder } : {}),
    ...(exhaustive === true ? { guide: exhaustiveGuide } : {}),
    ...(guided === true && exhaustive !== true ? { guide: (lane) => noveltyGuide(plan, lane) } : {}),
  };
}

/**
 * Equipment of a worker's own: it shares no engine with another thread, and has processes of its own.
 *
 * @throws FencepostError as `createEngine`, and `internal` for a property that does not exist
 */
export async function equip(plan: CampaignPlan): Promise<Equipment> {
  const properties = plan.properties.map((name) => {
    const property = PROPERTIES.find((candidate) => candidate.name === name);
    if (property === undefined) throw new FencepostError('internal', `there is no property '${name}'`);
    return property;
  });
  const { requestTimeoutMs } = plan;
  const options = requestTimeoutMs === undefined ? {} : { requestTimeoutMs };
  const engines: Engine[] = [];
  try {
    for (const spec of plan.engines) engines.push(await createEngine(spec, options));
  } catch (error) {
    await Promise.allSettled(engines.map((engine) => engine.close?.()));
    throw error;
  }
  return { engines, properties, ...hooksOf(plan) };
}
