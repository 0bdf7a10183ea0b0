import type { BucketHistory, BucketStanding, HistoryEntry, NightReference } from '../../model/index.ts';
import type { Style } from './style.ts';
import { PLAIN } from './style.ts';
import { counted, grouped, table } from './table.ts';

/** Campaigns that the table shows; the buckets are of all of them. */
const MOST_NIGHTS = 14;

/** A history for a terminal: its last campaigns, then every bucket with what became of it. */
export function historyText(
  entries: readonly HistoryEntry[],
  buckets: readonly BucketHistory[],
  style: Style = PLAIN,
): string[] {
  if (entries.length === 0) return ['no campaigns yet'];
  return [
    ...nightTable(entries.slice(-MOST_NIGHTS), style),
    ...(entries.length > MOST_NIGHTS
      ? [style.dim(`and ${counted(entries.length - MOST_NIGHTS, 'campaign')} before`)]
      : []),
    '',
    ...buckets.flatMap((bucket) => [...bucketLines(bucket, style), '']),
    historyConclusion(buckets, style),
  ];
}

function nightTable(nights: readonly HistoryEntry[], style: Style): string[] {
  return table(
    [
      { title: 'begun' },
      { title: 'commit' },
      { title: 'cases', align: 'right' },
      { title: 'per second', align: 'right' },
      { title: 'clauses', align: 'right' },
      { title: 'findings', align: 'right' },
    ],
    nights.map(({ date, commit, cases, casesPerSecond, clausesDecided, findings }) => {
      const count = Object.keys(findings).length;
      return [
        minuteOf(date),
        commit?.slice(0, 10) ?? '-',
        grouped(cases),
        grouped(casesPerSecond),
        clausesDecided === undefined ? '-' : grouped(clausesDecided),
        { text: grouped(count), paint: count === 0 ? style.dim : style.bad },
      ];
    }),
    style.dim,
  );
}

/** One bucket: how it stands and since when, how often it was met, and its smallest scenario. */
function bucketLines(bucket: BucketHistory, style: Style): string[] {
  const { key, standing, since, first, last, nights, count, smallest, generatorChanged } = bucket;
  const paint = standing === 'fixed' ? style.good : standing === 'gone' ? style.accent : style.bad;
  return [
    `${paint(STANDINGS[standing])} ${nightText(since)}  ${style.bold(smallest?.summary ?? key)}`,
    `  key    ${key}`,
    `  met    ${counted(count, 'time')} in ${nights.met} of ${counted(nights.asked, 'campaign')}, ` +
      `first ${nightText(first)}, last ${nightText(last)}`,
    ...(smallest?.file === undefined ? [] : [`  saved  ${smallest.file}`]),
    ...(generatorChanged === true
      ? [
          style.dim(
            '  note   the generators have changed since it was last met, so it may only be out of reach',
          ),
        ]
      : []),
  ];
}

const STANDINGS: Readonly<Record<BucketStanding, string>> = {
  new: 'new',
  back: 'back since',
  flaky: 'flaky since',
  there: 'there since',
  gone: 'not met since',
  fixed: 'fixed since',
};

/** How many buckets stand how, in one line. */
export function historyConclusion(buckets: readonly BucketHistory[], style: Style = PLAIN): string {
  const parts = (Object.keys(STANDINGS) as BucketStanding[]).map((standing) => {
    const count = buckets.filter((bucket) => bucket.standing === standing).length;
    const word = {
      new: 'new',
      back: 'back',
      flaky: 'flaky',
      there: 'still there',
      gone: 'not met',
      fixed: 'fixed',
    }[standing];
    return `${count} ${word}`;
  });
  const isQuiet = buckets.every(({ standing }) => ['there', 'gone', 'fixed'].includes(standing));
  return (isQuiet ? style.good : style.bad)(parts.join(', '));
}

function nightText({ date, version, commit }: NightReference): string {
  const of = [version, commit?.slice(0, 10)].filter((part) => part !== undefined && part !== '');
  return of.length === 0 ? minuteOf(date) : `${minuteOf(date)} (${of.join(', ')})`;
}

/** `2026-02-05 02:00`, in the time zone that it was written in. */
function minuteOf(date: string): string {
  return date.slice(0, 16).replace('T', ' ');
}
