import type { KillMatrix } from '../../../model/index.ts';
import { grouped } from '../../terminal/table.ts';
import { percentage } from '../../zoo/fates.ts';
import type { Markup } from '../markup.ts';
import { markup } from '../markup.ts';
import { label, n, path, picture } from '../pictures/svg.ts';

const PLOT = { left: 52, top: 16, width: 720, height: 250, right: 150, bottom: 44 };

/**
 * The share of all hunts with generated cases that had found their bug after so many cases; beside it, as a level,
 * what each other suite finds at all.
 *
 * @returns `undefined` where no generated case found anything
 */
export function pursuitPicture(id: string, { bugs, suites, totals }: KillMatrix): Markup | undefined {
  const random = suites.find(({ kind }) => kind === 'random');
  const hunts = bugs.flatMap((bug) => bug.hunts.filter(({ suite }) => suite === random?.name));
  const kills = hunts.flatMap(({ kill, cases }) => (kill === undefined ? [] : [cases])).sort((a, b) => a - b);
  const most = kills.at(-1);
  if (most === undefined) return undefined;
  const axis = axisTo(most);
  const levels = suites.flatMap(({ name, kind }, index) =>
    kind === 'random' ? [] : [{ name, share: totals[index]!.found / Math.max(1, bugs.length) }],
  );
  const middle = kills[(kills.length - 1) >> 1]!;
  return picture(
    {
      id,
      title: 'Share of bugs found after so many generated cases',
      description: `Half of what is found, is found within ${grouped(middle)} cases; the last after ${grouped(most)}. ${levels
        .map(({ name, share }) => `${name} finds ${percentage(share * bugs.length, bugs.length)}.`)
        .join(' ')}`,
      width: PLOT.left + PLOT.width + PLOT.right,
      height: PLOT.top + PLOT.height + PLOT.bottom,
    },
    gridLines(axis),
    levels.map(({ name, share }) => level(name, share)),
    curve(kills, hunts.length, axis),
  );
}

/** Cases on a scale of powers of ten. */
interface Axis {
  readonly decades: number;
  readonly x: (cases: number) => number;
}

function axisTo(most: number): Axis {
  const decades = Math.max(1, Math.ceil(Math.log10(most)));
  return { decades, x: (cases) => PLOT.left + (PLOT.width * Math.log10(cases)) / decades };
}

function yOf(share: number): number {
  return PLOT.top + PLOT.height * (1 - share);
}

function gridLines({ decades, x }: Axis): Markup {
  const ticks = Array.from({ length: decades + 1 }, (_, power) => 10 ** power);
  const shares = [0, 0.25, 0.5, 0.75, 1];
  return markup`${shares.map(
    (share) =>
      markup`${path(`M${PLOT.left} ${n(yOf(share))}h${PLOT.width}`, share === 0 ? 'axis' : 'grid')}${label(PLOT.left - 8, yOf(share) + 4, `${share * 100}%`, 'tick end')}`,
  )}${ticks.map((cases) => label(x(cases), PLOT.top + PLOT.height + 18, grouped(cases), 'tick mid'))}${label(
    PLOT.left + PLOT.width / 2,
    PLOT.top + PLOT.height + 38,
    'generated cases',
    'note mid',
  )}`;
}

function level(name: string, share: number): Markup {
  const y = yOf(share);
  return markup`${path(`M${PLOT.left} ${n(y)}h${PLOT.width}`, 'level')}${label(
    PLOT.left + PLOT.width + 8,
    y + 4,
    `${name} ${Math.round(share * 100)}%`,
    'small',
    { most: 24 },
  )}`;
}

/** A step at every number of cases that ended a hunt. */
function curve(kills: readonly number[], hunts: number, { x, decades }: Axis): Markup {
  const points = [...new Set(kills)].map((cases) => {
    const within = kills.filter((other) => other <= cases).length;
    return `H${n(x(cases))}V${n(yOf(within / hunts))}`;
  });
  return path(`M${PLOT.left} ${n(yOf(0))}${points.join('')}H${n(x(10 ** decades))}`, 'line');
}
