import type { CampaignOptions } from '../campaign-options.ts';
import type { Crew } from '../crew/crew.ts';
import type { Station } from '../crew/station.ts';
import { addCounts } from '../lanes/tallies.ts';
import { buryWorker } from './bury-worker.ts';
import type { Course } from './course.ts';

/** What conducting needs beside the course. */
export interface Conductor {
  readonly options: CampaignOptions;
  readonly crew: Crew;
  readonly stopped: () => boolean;
  /** Whether a station should tell what it has decided, though it goes on. */
  readonly wantsCoverage: (station: number) => boolean;
  /** Called whenever something was done. */
  readonly afterwards: () => Promise<void>;
}

/**
 * Runs cases until there are none left or it is time to end; reduces what they show, as soon as every lane has
 * passed it.
 *
 * @throws whatever goes wrong, once all stations are at rest
 */
export async function conductCases(course: Course, conductor: Conductor): Promise<void> {
  const { crew, options, stopped } = conductor;
  await together(crew, async (station, index, failed) => {
    while (!stopped() && !failed() && (await runNext(course, conductor, station, index)));
  });
  // From here on nothing can turn up that is earlier than what is known.
  await together(crew, async (station, index) => {
    while (await reduceNext(course, conductor, station, index, Infinity));
    if (options.recorder !== undefined) await collectCoverage(course, options, station, index);
  });
  course.ledger.settle(Infinity);
}

/** Lets all stations work at once. The first failure halts the others and is thrown when all have ended. */
async function together(
  crew: Crew,
  work: (station: Station, index: number, failed: () => boolean) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  await Promise.all(
    crew.stations.map(async (station, index) => {
      try {
        await work(station, index, () => failures.length > 0);
      } catch (error) {
        failures.push(error);
        crew.halt();
      }
    }),
  );
  if (failures.length > 0) throw failures[0];
}

/** @returns whether there was anything to do */
async function runNext(
  course: Course,
  conductor: Conductor,
  station: Station,
  index: number,
): Promise<boolean> {
  const { schedule, ledger, tallies } = course;
  if (await reduceNext(course, conductor, station, index, schedule.watermark())) return true;
  const order = schedule.next(index, station.stride);
  if (order === undefined) return false;
  try {
    const report = await station.round(order);
    for (const [pair, counts] of report.tallies.entries()) tallies[pair] = addCounts(tallies[pair]!, counts);
    ledger.take(report, index);
    schedule.advance(order.lane, report.next);
  } catch (error) {
    buryWorker(course, conductor.options, error, index, order);
  }
  if (conductor.wantsCoverage(index)) await collectCoverage(course, conductor.options, station, index);
  await conductor.afterwards();
  return true;
}

/** @returns whether there was anything to reduce */
async function reduceNext(
  course: Course,
  conductor: Conductor,
  station: Station,
  index: number,
  watermark: number,
): Promise<boolean> {
  const { ledger } = course;
  ledger.settle(watermark);
  const key = ledger.due(index, watermark);
  if (key === undefined) return false;
  try {
    ledger.reduced(key, await station.reduce(key));
  } catch (error) {
    buryWorker(course, conductor.options, error, index);
  }
  ledger.settle(watermark);
  await conductor.afterwards();
  return true;
}

async function collectCoverage(
  course: Course,
  options: CampaignOptions,
  station: Station,
  index: number,
): Promise<void> {
  try {
    course.coverage[index] = await station.coverage();
  } catch (error) {
    buryWorker(course, options, error, index);
  }
}
