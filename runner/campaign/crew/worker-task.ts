import type { ErrorCode } from '../../../model/index.ts';
import { FencepostError } from '../../../model/index.ts';
import type { CampaignPlan, Equipment } from '../campaign-plan.ts';
import { haltIn, witnessIn } from './black-box.ts';
import { localStation } from './local-station.ts';
import type { RoundOrder, Station } from './station.ts';

/** What a worker needs before its first task. */
export interface WorkerStart {
  readonly plan: CampaignPlan;
  readonly box: SharedArrayBuffer;
}

/** What a worker is asked; the answer is that of the {@link Station}'s method. */
export type WorkerRequest =
  | { readonly kind: 'round'; readonly order: RoundOrder }
  | { readonly kind: 'reduce'; readonly key: string }
  | { readonly kind: 'start' | 'coverage' | 'close' };

export interface WorkerTask {
  /** Comes with the first request that a worker gets. */
  readonly start?: WorkerStart;
  readonly request: WorkerRequest;
}

/** What a worker answers. Errors travel as data: a thread keeps neither their class nor their code. */
export type WorkerAnswer =
  | { readonly ok: true; readonly value: unknown }
  /** It was never started: the worker that had been is gone. */
  | { readonly ok: false; readonly forgotten: true }
  | { readonly ok: false; readonly code?: ErrorCode; readonly message: string; readonly stack?: string };

/**
 * The function of a worker: it makes a station of its own at the first task and keeps it.
 *
 * @param equip opens the engines that a plan names
 */
export function createWorker(
  equip: (plan: CampaignPlan) => Promise<Equipment>,
): (task: WorkerTask) => Promise<WorkerAnswer> {
  let opened: Promise<{ readonly equipment: Equipment; readonly station: Station }> | undefined;
  const open = async ({ plan, box }: WorkerStart) => {
    const equipment = await equip(plan);
    const [halt, witness] = [haltIn(box), witnessIn(box)];
    return { equipment, station: localStation({ ...plan, ...equipment, halt, witness }) };
  };
  return async ({ start, request }) => {
    try {
      if (start !== undefined) opened ??= open(start);
      if (opened === undefined) return { ok: false, forgotten: true };
      const { equipment, station } = await opened;
      return { ok: true, value: await answer(request, equipment, station) };
    } catch (error) {
      return failure(error);
    }
  };
}

async function answer(request: WorkerRequest, equipment: Equipment, station: Station): Promise<unknown> {
  switch (request.kind) {
    case 'start':
      return undefined;
    case 'round':
      return station.round(request.order);
    case 'reduce':
      return station.reduce(request.key);
    case 'coverage':
      return station.coverage();
    case 'close':
      await Promise.allSettled(equipment.engines.map((engine) => engine.close?.()));
      return undefined;
  }
}

function failure(error: unknown): WorkerAnswer {
  if (error instanceof FencepostError) return { ok: false, code: error.code, message: error.message };
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { ok: false, message, ...(stack === undefined ? {} : { stack }) };
}

/**
 * What a worker's answer holds.
 *
 * @throws what the worker caught: FencepostError with its code, anything else with its stack
 */
export function valueOf(answered: Exclude<WorkerAnswer, { readonly forgotten: true }>): unknown {
  if (answered.ok) return answered.value;
  if (answered.code !== undefined) throw new FencepostError(answered.code, answered.message);
  const error = new Error(answered.message);
  if (answered.stack !== undefined) error.stack = answered.stack;
  throw error;
}
