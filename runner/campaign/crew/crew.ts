import type { CampaignClock } from '../campaign-clock.ts';
import { GRACE_MS } from '../campaign-clock.ts';
import type { CampaignOptions } from '../campaign-options.ts';
import { lanesOf, WHOLE } from '../lanes/shard.ts';
import { localStation } from './local-station.ts';
import type { RemoteStation } from './remote-station.ts';
import type { Station } from './station.ts';

/** Who runs a campaign's lanes. */
export interface Crew {
  readonly stations: readonly Station[];
  /** Ends all cases and reductions as soon as may be. */
  halt(): void;
  close(): Promise<void>;
}

/** A crew of workers, or where one will do of this thread: small campaigns do not wait for workers to start. */
export async function openCrew(options: CampaignOptions, clock: CampaignClock): Promise<Crew> {
  const { workers, shard = WHOLE } = options;
  const count = Math.min(workers?.count ?? 1, lanesOf(shard).length);
  if (workers === undefined || count < 2) return localCrew(options, clock);
  const { remoteStation } = await import('./remote-station.ts');
  const stations = Array.from({ length: count }, () => remoteStation(workers.plan, workers.file));
  return remoteCrew(stations, options, clock);
}

function localCrew(options: CampaignOptions, clock: CampaignClock): Crew {
  let halted = false;
  const halt = {
    cases: () => halted || clock.stopped(),
    reductions: () => halted || options.signal?.aborted === true || clock.overdue(),
  };
  return {
    stations: [localStation({ ...options, halt })],
    halt() {
      halted = true;
    },
    close: async () => {},
  };
}

/** The longest wait that a timer takes. */
const MOST_WAIT_MS = 0x7fff_ffff;

/** Workers cannot be asked whether they have heard of a signal or the time: they are told. */
function remoteCrew(
  stations: readonly RemoteStation[],
  { timeMs = Infinity, signal }: CampaignOptions,
  clock: CampaignClock,
): Crew {
  const tell = (level: 1 | 2) => (): void => {
    for (const station of stations) station.halt(level);
  };
  const haltAll = tell(2);
  const left = timeMs - clock.elapsedMs();
  const timers = [
    { level: tell(1), ms: Math.max(0, left) },
    { level: haltAll, ms: Math.max(0, left) + GRACE_MS },
  ].flatMap(({ level, ms }) => (ms <= MOST_WAIT_MS ? [setTimeout(level, ms)] : []));
  signal?.addEventListener('abort', haltAll, { once: true });
  if (signal?.aborted === true) haltAll();
  return {
    stations,
    halt: haltAll,
    async close() {
      for (const timer of timers) clearTimeout(timer);
      signal?.removeEventListener('abort', haltAll);
      await Promise.all(stations.map((station) => station.close()));
    },
  };
}
