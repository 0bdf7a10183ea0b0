import type { Hunt, HuntedBug, HuntingSuite, Kill, KillMatrix } from '../../model/index.ts';

/** How one bug fared with one suite: what a row of a table says. */
export interface Fate {
  readonly suite: HuntingSuite;
  /** Hunts that found it, and all. */
  readonly kills: number;
  readonly hunts: number;
  /** The first kill. */
  readonly kill?: Kill;
  /** The middle of the hunts that found it. */
  readonly medianCases?: number;
  readonly medianMs?: number;
  readonly falseAlarms: number;
  readonly troubles: readonly string[];
}

/** The fates of a bug, in the order of the suites. */
export function fatesOf({ suites, bugs, timing }: KillMatrix, bug: HuntedBug): readonly Fate[] {
  const times = timing.huntMs[bugs.indexOf(bug)] ?? [];
  const timed = bug.hunts.map((hunt, index) => ({ hunt, ms: times[index] ?? 0 }));
  return suites.map((suite) =>
    fateOf(
      suite,
      timed.filter(({ hunt }) => hunt.suite === suite.name),
    ),
  );
}

function fateOf(suite: HuntingSuite, timed: readonly { readonly hunt: Hunt; readonly ms: number }[]): Fate {
  const found = timed.filter(({ hunt }) => hunt.kill !== undefined);
  const [medianCases, medianMs] = [
    middle(found.map(({ hunt }) => hunt.cases)),
    middle(found.map(({ ms }) => ms)),
  ];
  const kill = found[0]?.hunt.kill;
  return {
    suite,
    kills: found.length,
    hunts: timed.length,
    falseAlarms: timed.reduce((sum, { hunt }) => sum + hunt.falseAlarms, 0),
    troubles: timed.flatMap(({ hunt }) => hunt.trouble ?? []),
    ...(kill === undefined ? {} : { kill }),
    ...(medianCases === undefined ? {} : { medianCases }),
    ...(medianMs === undefined ? {} : { medianMs }),
  };
}

function middle(numbers: readonly number[]): number | undefined {
  return [...numbers].sort((a, b) => a - b)[(numbers.length - 1) >> 1];
}

/** `98.4%` of all; `100%` only for all of them. */
export function percentage(part: number, of: number): string {
  if (of === 0) return '0%';
  return part === of ? '100%' : `${(Math.floor((part * 1000) / of) / 10).toFixed(1)}%`;
}

/** `1 policy, 2 pods, 3 events`; what there is none of is left out. */
export function sizeText({ size }: Kill): string {
  if (size === undefined) return '';
  const { policies, pods, events, complete } = size;
  const parts = [
    policies === 1 ? '1 policy' : `${policies} policies`,
    pods === 1 ? '1 pod' : `${pods} pods`,
    ...(events === 0 ? [] : [events === 1 ? '1 event' : `${events} events`]),
  ];
  return parts.join(', ') + (complete ? '' : ' or fewer');
}
