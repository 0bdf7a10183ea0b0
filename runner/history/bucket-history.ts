import type {
  BucketHistory,
  BucketStanding,
  HistoryBucket,
  HistoryEntry,
  NightReference,
} from '../../model/index.ts';
import { askedAbout } from '../triage/asked-of-engines.ts';

/** A campaign that could have met a key. */
interface Chance {
  readonly entry: HistoryEntry;
  readonly version: string;
  readonly isMet: boolean;
}

/** Every key of a history with what became of it: what is new first, what is gone last. @param entries by date */
export function bucketHistories(entries: readonly HistoryEntry[]): BucketHistory[] {
  const keys = new Set(entries.flatMap(({ findings }) => Object.keys(findings)));
  return [...keys]
    .map((key) => bucketHistory(key, chancesOf(key, entries)))
    .sort((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing) || (a.key < b.key ? -1 : 1));
}

const ORDER: readonly BucketStanding[] = ['new', 'back', 'flaky', 'there', 'gone', 'fixed'];

/** The campaigns that asked what the key is about; others say nothing of it. */
function chancesOf(key: string, entries: readonly HistoryEntry[]): Chance[] {
  return entries.flatMap((entry): Chance[] => {
    const isMet = Object.hasOwn(entry.findings, key);
    const asked = askedAbout(key, entry.asked);
    if (!isMet && asked === undefined) return [];
    return [{ entry, version: asked?.version ?? '', isMet }];
  });
}

function bucketHistory(key: string, chances: readonly Chance[]): BucketHistory {
  const met = chances.filter(({ isMet }) => isMet);
  const [first, last, latest] = [met[0]!, met.at(-1)!, chances.at(-1)!];
  const { standing, since } = standingOf(chances);
  const seen = met.map(({ entry }) => entry);
  const smallest = smallestOf(key, seen);
  return {
    key,
    standing,
    since: referenceTo(since),
    first: referenceTo(first),
    last: referenceTo(last),
    nights: { met: met.length, asked: chances.length },
    count: seen.reduce((total, { findings }) => total + findings[key]!, 0),
    ...(smallest === undefined ? {} : { smallest }),
    ...(last.entry.generator === latest.entry.generator ? {} : { generatorChanged: true }),
  };
}

function standingOf(chances: readonly Chance[]): { standing: BucketStanding; since: Chance } {
  const firstMet = chances.findIndex(({ isMet }) => isMet);
  const lastMet = chances.findLastIndex(({ isMet }) => isMet);
  const latest = chances.length - 1;
  const { version } = chances[latest]!;
  const missed = chances.find((each, index) => each.version === version && isMissedBetween(chances, index));
  // A version that shows it now and then is not mended by one night without it.
  if (missed !== undefined) return { standing: 'flaky', since: missed };
  if (lastMet < latest) {
    const [met, since] = [chances[lastMet]!, chances[lastMet + 1]!];
    return { standing: isSameBuild(met, since) ? 'gone' : 'fixed', since };
  }
  const lastGap = chances.findLastIndex(({ isMet }) => !isMet);
  if (lastGap > firstMet) return { standing: 'back', since: chances[lastGap + 1]! };
  return { standing: firstMet === latest ? 'new' : 'there', since: chances[firstMet]! };
}

function isSameBuild(a: Chance, b: Chance): boolean {
  return a.version === b.version && a.entry.commit === b.entry.commit;
}

/** Whether the very version that did not show it here showed it before and after. */
function isMissedBetween(chances: readonly Chance[], index: number): boolean {
  const { version, isMet } = chances[index]!;
  const shows = (each: Chance): boolean => each.isMet && each.version === version;
  return !isMet && chances.slice(0, index).some(shows) && chances.slice(index + 1).some(shows);
}

function smallestOf(key: string, entries: readonly HistoryEntry[]): HistoryBucket | undefined {
  const buckets = entries.flatMap(({ buckets: all }) => (Object.hasOwn(all, key) ? [all[key]!] : []));
  return buckets.reduce<HistoryBucket | undefined>(
    (best, each) => (best === undefined || each.size < best.size ? each : best),
    undefined,
  );
}

function referenceTo({ entry: { date, commit }, version }: Chance): NightReference {
  return { date, version, ...(commit === undefined ? {} : { commit }) };
}
