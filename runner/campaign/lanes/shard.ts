import { LANES } from '../../../generators/index.ts';
import { FencepostError } from '../../../model/index.ts';

/** A part of a campaign that is run on its own: every lane whose number, divided by `of`, leaves `index - 1`. */
export interface Shard {
  /** Counts from 1. */
  readonly index: number;
  readonly of: number;
}

/** A campaign in one piece. */
export const WHOLE: Shard = { index: 1, of: 1 };

/** Numbers of the lanes of a shard, in order. */
export function lanesOf({ index, of }: Shard): number[] {
  return Array.from({ length: LANES }, (_, lane) => lane).filter((lane) => lane % of === index - 1);
}

/** How many steps a lane has in a campaign of so many cases; the steps of all lanes add up to the cases. */
export function stepsOf(lane: number, cases: number = Infinity): number {
  return Math.max(0, Math.ceil((cases - lane) / LANES));
}

/**
 * The shard that `i/n` names, or for `env` the environment: `FENCEPOST_SHARD=i/n`, or what an Indexed Job of
 * Kubernetes sets (`JOB_COMPLETION_INDEX`, which counts from 0) with `FENCEPOST_SHARDS` or `JOB_COMPLETIONS`.
 *
 * @throws FencepostError `usage`
 */
export function parseShard(
  text: string,
  environment: Readonly<Record<string, string | undefined>> = {},
): Shard {
  return text === 'env' ? shardOfEnvironment(environment) : readShard(text, '--shard');
}

function shardOfEnvironment(environment: Readonly<Record<string, string | undefined>>): Shard {
  const { FENCEPOST_SHARD: own, JOB_COMPLETION_INDEX: index } = environment;
  if (own !== undefined) return readShard(own, 'FENCEPOST_SHARD');
  const of = environment['FENCEPOST_SHARDS'] ?? environment['JOB_COMPLETIONS'];
  if (index === undefined || of === undefined) {
    throw new FencepostError(
      'usage',
      '--shard env: set FENCEPOST_SHARD=i/n, or JOB_COMPLETION_INDEX together with FENCEPOST_SHARDS',
    );
  }
  const counted = /^\d{1,4}$/.test(index) ? String(Number(index) + 1) : index;
  return readShard(`${counted}/${of}`, 'JOB_COMPLETION_INDEX + 1 of FENCEPOST_SHARDS');
}

function readShard(text: string, source: string): Shard {
  const match = /^(\d{1,4})\/(\d{1,4})$/.exec(text);
  const [index, of] = [Number(match?.[1]), Number(match?.[2])];
  if (!(index >= 1 && index <= of && of <= LANES)) {
    throw new FencepostError(
      'usage',
      `${source}: '${text}' is not i/n with i from 1 to n and n at most ${LANES}`,
    );
  }
  return { index, of };
}
