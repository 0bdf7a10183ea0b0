import type { Address, Cluster, Flow } from '../../../../model/index.ts';
import { familyOf, formatAddress, rangeContains, rangeFirst } from '../../../../model/index.ts';
import type { Markup } from '../../markup.ts';
import { markup, NOTHING } from '../../markup.ts';
import type { AddressAxis, DrawnBlock, DrawnPoint } from './address-axis.ts';
import { addressAxis, blocksOf, pointsOf, positionOf, stretchesOf } from './address-axis.ts';
import { label, n, path, picture, rect, widthOf } from '../svg.ts';

const ROW = 38;
const LEFT = 268;
const SIZE = 11;
const MOST_BLOCKS = 12;

/**
 * The addresses of the flow's family on one line, from the lowest to the highest, with every block as a bar and
 * its excepts cut out of it. Nothing where no policy has a block of that family.
 */
export function addressLinePicture(id: string, cluster: Cluster, flow: Flow): Markup {
  const family = familyOf(flow.source.ip);
  const blocks = blocksOf(cluster, family).slice(0, MOST_BLOCKS);
  if (blocks.length === 0) return NOTHING;
  const points = pointsOf(cluster, flow, blocks);
  const axis = addressAxis(family, blocks, points);
  const names = stagger(points, axis);
  const top = 10 + (Math.max(...names.map(({ level }) => level), 0) + 1) * 17;
  const bottom = top + blocks.length * ROW + 8;
  const longestTick = Math.max(...axis.intervals.map(({ range }) => widthOf(tickText(range), SIZE)));
  return picture(
    {
      id,
      title: `${family} addresses, blocks and excepts`,
      description: describeLine(blocks, points),
      width: LEFT + axis.width + Math.max(60, longestTick * 0.77),
      height: bottom + longestTick * 0.64 + 26,
    },
    ...names.map((name) => pointMark(name, top, bottom)),
    ...blocks.map((block, index) => blockRow(block, axis, top + index * ROW, points)),
    axisMarks(axis, bottom),
  );
}

function tickText(range: AddressAxis['intervals'][number]['range']): string {
  return formatAddress(rangeFirst(range));
}

function blockRow(block: DrawnBlock, axis: AddressAxis, y: number, points: readonly DrawnPoint[]): Markup {
  const { policy, direction, rule, peer, cidr, excepts } = block;
  const list = direction === 'ingress' ? 'from' : 'to';
  const text = excepts.length === 0 ? cidr : `${cidr} except ${excepts.join(', ')}`;
  const bars = stretchesOf(block, axis).map(({ x, width, kind }) =>
    rect({ x: LEFT + x, y: y + 9, width, height: 16 }, `block ${kind}`, 2),
  );
  // A `from` looks at sources, a `to` at destinations.
  const looksAt = direction === 'ingress' ? 'source' : 'destination';
  const hits = points
    .filter(({ part }) => part === looksAt)
    .flatMap(({ address }) => hitMark(block, axis, address, y + 17));
  return markup`${label(0, y + 14, `${policy} ${direction}[${rule}].${list}[${peer}]`, 'small', { most: 44 })}${label(
    0,
    y + 28,
    text,
    'mono small',
    { most: 38 },
  )}${bars}${hits}`;
}

/** Where a flow's address meets a block: a full dot inside it, a ring in what an except takes out. */
function hitMark(block: DrawnBlock, axis: AddressAxis, address: Address, y: number): Markup[] {
  const x = positionOf(axis, address);
  if (x === undefined || !rangeContains(block.range, address)) return [];
  const isExcepted = block.holes.some((hole) => rangeContains(hole, address));
  return [
    markup`<circle class="hit ${isExcepted ? 'out' : 'in'}" cx="${n(LEFT + x)}" cy="${n(y)}" r="4.5"/>`,
  ];
}

interface StaggeredPoint {
  readonly point: DrawnPoint;
  readonly x: number;
  readonly level: number;
}

/** Names of points in as many lines as it takes for none to cover another, the flow's own lowest. */
function stagger(points: readonly DrawnPoint[], axis: AddressAxis): StaggeredPoint[] {
  const ends: number[] = [];
  const placed = points
    .flatMap((point) => {
      const x = positionOf(axis, point.address);
      return x === undefined ? [] : [{ point, x: LEFT + x }];
    })
    .sort((a, b) => a.x - b.x);
  return placed.map(({ point, x }) => {
    const half = widthOf(point.name) / 2 + 6;
    let level = 0;
    while ((ends[level] ?? -Infinity) > x - half) level++;
    ends[level] = x + half;
    return { point, x, level };
  });
}

function pointMark({ point, x, level }: StaggeredPoint, top: number, bottom: number): Markup {
  const y = top - 8 - level * 17;
  const own = point.part !== 'bystander';
  return markup`${path(`M${n(x)} ${n(y + 4)}V${n(bottom)}`, `plumb ${point.part}`)}${label(
    x,
    y,
    point.name,
    `mono small mid${own ? ' strong' : ' faint'}`,
    { most: 46 },
  )}`;
}

/** The line itself, a tick with its first address at every cut, gaps where nothing of interest lies. */
function axisMarks({ intervals, width }: AddressAxis, y: number): Markup {
  const bare = intervals.filter(({ isCovered, width: each }) => !isCovered && each > 30);
  return markup`${path(`M${LEFT} ${n(y)}h${n(width)}`, 'axis')}${path(
    intervals.map(({ x }) => `M${n(LEFT + x)} ${n(y - 4)}v8`).join(''),
    'axis',
  )}${bare.map(({ x, width: each }) => {
    const middle = LEFT + x + each / 2;
    return path(`M${n(middle - 5)} ${n(y + 5)}l4-10M${n(middle + 1)} ${n(y + 5)}l4-10`, 'axis gap');
  })}${intervals.map(({ x, range }) =>
    label(LEFT + x - 2, y + 17, tickText(range), 'mono tick', { turned: 40 }),
  )}`;
}

function describeLine(blocks: readonly DrawnBlock[], points: readonly DrawnPoint[]): string {
  const own = points.filter(({ part }) => part !== 'bystander');
  return [
    ...blocks.map(({ policy, direction, rule, peer, cidr, excepts }) => {
      const list = direction === 'ingress' ? 'from' : 'to';
      const but = excepts.length === 0 ? '' : ` except ${excepts.join(', ')}`;
      return `${policy} ${direction} rule ${rule}, ${list} item ${peer}: ${cidr}${but}.`;
    }),
    ...own.map(({ name, address }) => {
      const inside = blocks.filter(({ range }) => rangeContains(range, address));
      const out = inside.filter(({ holes }) => holes.some((hole) => rangeContains(hole, address)));
      return `The ${name} lies in ${inside.length} of ${blocks.length} blocks, ${out.length} of which except it.`;
    }),
  ].join(' ');
}
