import type { Night } from '../../../../model/index.ts';
import type { Markup } from '../../markup.ts';
import { markup } from '../../markup.ts';
import { label, n, path, picture, rect } from '../svg.ts';

const PANEL = { width: 226, height: 118, gap: 22, top: 40, plot: 58 };

/** One number of every night. */
interface Series {
  readonly title: string;
  readonly kind: 'bars' | 'line';
  readonly values: readonly (number | undefined)[];
}

/** How the nights went, the latest on the right: findings, clauses decided, cases, speed, each on its own scale. */
export function trendPicture(id: string, nights: readonly Night[]): Markup {
  const series: readonly Series[] = [
    { title: 'findings', kind: 'bars', values: nights.map(({ findings }) => Object.keys(findings).length) },
    { title: 'clauses decided', kind: 'line', values: nights.map(({ clausesDecided }) => clausesDecided) },
    { title: 'cases', kind: 'bars', values: nights.map(({ cases }) => cases) },
    { title: 'cases per second', kind: 'line', values: nights.map(({ casesPerSecond }) => casesPerSecond) },
  ];
  const drawn = series.filter(({ values }) => values.some((value) => value !== undefined));
  return picture(
    {
      id,
      title: `Trend over ${nights.length} nights`,
      description: drawn.map(describeSeries).join(' '),
      width: drawn.length * (PANEL.width + PANEL.gap) - PANEL.gap,
      height: PANEL.height,
    },
    ...drawn.map((each, index) => panel(each, index * (PANEL.width + PANEL.gap), nights)),
  );
}

function panel({ title, kind, values }: Series, x: number, nights: readonly Night[]): Markup {
  const highest = Math.max(...values.map((value) => value ?? 0), 1);
  const step = PANEL.width / values.length;
  const bottom = PANEL.top + PANEL.plot;
  const heightOf = (value: number): number => (value / highest) * PANEL.plot;
  const points = values.flatMap((value, index) =>
    value === undefined ? [] : [{ x: x + (index + 0.5) * step, y: bottom - heightOf(value) }],
  );
  const end = points.at(-1);
  return markup`${label(x, 12, title, 'note')}${label(x, 31, grouped(values.at(-1)), 'strong big')}${path(
    `M${n(x)} ${bottom}h${PANEL.width}`,
    'axis',
  )}${
    kind === 'bars'
      ? values.map((value = 0, index) =>
          rect(
            {
              x: x + index * step + step * 0.15,
              y: bottom - heightOf(value),
              width: step * 0.7,
              height: heightOf(value),
            },
            index === values.length - 1 ? 'column last' : 'column',
          ),
        )
      : [
          path(
            points.map((point, index) => `${index === 0 ? 'M' : 'L'}${n(point.x)} ${n(point.y)}`).join(''),
            'line',
          ),
          end !== undefined && markup`<circle class="line-end" cx="${n(end.x)}" cy="${n(end.y)}" r="3.5"/>`,
        ]
  }${label(x, bottom + 15, nights[0]?.date.slice(0, 10) ?? '', 'mono tick')}${label(
    x + PANEL.width,
    bottom + 15,
    nights.at(-1)?.date.slice(0, 10) ?? '',
    'mono tick end',
  )}`;
}

function grouped(value: number | undefined): string {
  return value === undefined ? '–' : Math.round(value).toLocaleString('en-US');
}

function describeSeries({ title, values }: Series): string {
  const known = values.filter((value) => value !== undefined);
  return `${title}: ${grouped(known.at(-1))} last, between ${grouped(Math.min(...known))} and ${grouped(Math.max(...known))}.`;
}
