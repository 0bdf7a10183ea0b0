import type { Cluster, Flow, Verdict } from '../../../../model/index.ts';
import { formatFlow } from '../../../../model/index.ts';
import type { Markup } from '../../markup.ts';
import { markup } from '../../markup.ts';
import type { Layout, PlacedItem, PlacedPlace } from './cluster-layout.ts';
import { layOut } from './cluster-layout.ts';
import type { Scene } from './cluster-scene.ts';
import { keyOf, sceneOf } from './cluster-scene.ts';
import { label, n, path, picture, rect } from '../svg.ts';

/** What the picture of a cluster shows besides its objects. */
export interface ShownFlow {
  readonly flow: Flow;
  readonly verdict?: Verdict;
  readonly expected: string;
  readonly observed: string;
}

/**
 * A cluster with its nodes, the pods in them, the outside, and the flow as an arrow from end to end: whole where
 * it passed, broken off where it was stopped.
 */
export function clusterPicture(id: string, cluster: Cluster, shown?: ShownFlow): Markup {
  const scene = sceneOf(cluster, shown?.flow, shown?.verdict);
  const layout = layOut(scene);
  return picture(
    {
      id,
      title: shown === undefined ? 'The cluster' : 'The cluster and the flow',
      description: describeScene(scene, shown),
      width: layout.width,
      height: Math.max(layout.height, shown === undefined ? 0 : WORDS_HEIGHT),
    },
    ...layout.places.map(placeMark),
    shown !== undefined && flowMarks(layout, shown),
  );
}

/** Room for what is written below an arrow between two small boxes. */
const WORDS_HEIGHT = 104;

function placeMark({ place, items, ...box }: PlacedPlace): Markup {
  return markup`${rect(box, `place ${place.kind}`, 8)}${label(box.x + 13, box.y + 20, place.title, 'strong', { most: 22 })}${
    place.note !== '' && label(box.x + box.width - 13, box.y + 20, place.note, 'note end', { most: 24 })
  }${items.map(itemMark)}`;
}

function itemMark({ item, ...box }: PlacedItem): Markup {
  const { kind, name, lines, isolated, part } = item;
  const x = box.x + 10;
  const notes = isolated.length === 0 ? [] : [`isolated for ${isolated.join(' and ')}`];
  return markup`${rect(box, `item ${kind} ${part}`, kind === 'external' || kind === 'service' ? 14 : 5)}${label(
    x,
    box.y + 17,
    name,
    'mono strong',
    { most: 24 },
  )}${lines.map((line, index) => label(x, box.y + 33 + index * 14.5, line, 'mono small', { most: 25 }))}${notes.map(
    (text) => label(x, box.y + 33 + lines.length * 14.5, text, 'small isolated'),
  )}`;
}

/** The arrows of the flow, and what came of it. */
function flowMarks(layout: Layout, { flow, expected, observed }: ShownFlow): Markup[] {
  const items = layout.places.flatMap((place) => place.items);
  const boxOf = (key: string): PlacedItem | undefined => items.find(({ item }) => item.key === key);
  const stops = [
    boxOf(keyOf(flow.source)),
    boxOf(keyOf(flow.destination)),
    ...(flow.backend === undefined ? [] : [boxOf(keyOf(flow.backend.endpoint))]),
  ].filter((stop) => stop !== undefined);
  const wrong = expected !== observed;
  return stops.slice(1).flatMap((to, index) => {
    const isLast = index === stops.length - 2;
    const port = index === 0 ? flow.port : flow.backend?.port;
    const words = flow.protocol + (port === undefined ? '' : ` ${port}`);
    return arrow(stops[index]!, to, words, isLast ? { observed, expected, wrong } : undefined);
  });
}

interface Outcome {
  readonly observed: string;
  readonly expected: string;
  readonly wrong: boolean;
}

function arrow(from: PlacedItem, to: PlacedItem, words: string, outcome: Outcome | undefined): Markup[] {
  const way = wayBetween(from, to);
  const stopped = outcome?.observed === 'deny';
  const tone = outcome?.wrong === true ? ' wrong' : '';
  const { x, y } = way.middle;
  const lines = stopped
    ? [path(way.data, 'flow unreached'), halfPath(way.data, `flow stopped${tone}`)]
    : [path(way.data, `flow${tone}`)];
  if (outcome === undefined) return [...lines, arrowWords(way, [[words, 'mono strong']])];
  return [
    ...lines,
    stopMark(x, y, stopped, tone),
    arrowWords(way, [
      [words, 'mono strong'],
      [SAID[outcome.observed] ?? outcome.observed, `small strong${tone}`],
      ...(outcome.wrong ? [[`expected: ${outcome.expected}`, 'small'] as const] : []),
    ]),
  ];
}

const SAID: Readonly<Record<string, string>> = { allow: 'allowed', deny: 'denied' };

/** Words about an arrow: beside a bow, else the first above and the others below. */
function arrowWords(
  { middle, isBow }: Way,
  words: readonly (readonly [text: string, classes: string])[],
): Markup {
  const { x, y } = middle;
  const top = y + 4 - (words.length - 1) * 7;
  const marks = words.map(([text, classes], index) =>
    isBow
      ? label(x + 15, top + index * 14, text, classes)
      : label(x, index === 0 ? y - 15 : y + 12 + index * 14, text, `mid ${classes}`),
  );
  return markup`${marks}`;
}

/** The first half of a path, up to where the flow was stopped. */
function halfPath(data: string, classes: string): Markup {
  return markup`<path class="${classes}" pathLength="100" d="${data}"/>`;
}

/** A sign on the arrow: a tick where the flow passed, a bar where it was stopped. */
function stopMark(x: number, y: number, stopped: boolean, tone: string): Markup {
  const sign = stopped ? `M${n(x - 4.5)} ${n(y)}h9` : `M${n(x - 4)} ${n(y)}l3 3.2 5.2-6.4`;
  return markup`<circle class="sign${tone}" cx="${n(x)}" cy="${n(y)}" r="9"/>${path(sign, `sign-mark${tone}`)}`;
}

interface Way {
  readonly data: string;
  readonly middle: { readonly x: number; readonly y: number };
  readonly isBow: boolean;
}

/** From box to box: straight across to another place, in a bow beside boxes that stand above each other. */
function wayBetween(from: PlacedItem, to: PlacedItem): Way {
  const y1 = from.y + Math.min(from.height / 2, 34);
  const y2 = to.y + Math.min(to.height / 2, 34);
  if (Math.abs(from.x - to.x) < from.width) {
    const x = Math.max(from.x + from.width, to.x + to.width);
    const down = from === to ? 24 : 0;
    const [start, end] = [y1 - down / 2, y2 + down / 2];
    const bow = 40;
    return {
      data: `M${n(from.x + from.width)} ${n(start)}C${n(x + bow)} ${n(start)} ${n(x + bow)} ${n(end)} ${n(to.x + to.width)} ${n(end)}`,
      middle: { x: x + bow * 0.75, y: (start + end) / 2 },
      isBow: true,
    };
  }
  const forward = from.x < to.x;
  const x1 = forward ? from.x + from.width : from.x;
  const x2 = forward ? to.x : to.x + to.width;
  const half = (x1 + x2) / 2;
  return {
    data: `M${n(x1)} ${n(y1)}C${n(half)} ${n(y1)} ${n(half)} ${n(y2)} ${n(x2)} ${n(y2)}`,
    middle: { x: half, y: (y1 + y2) / 2 },
    isBow: false,
  };
}

function describeScene({ places }: Scene, shown: ShownFlow | undefined): string {
  const sentences = places.map(({ title, items }) => {
    const names = items.map(({ name, isolated }) =>
      isolated.length === 0 ? name : `${name} (isolated for ${isolated.join(' and ')})`,
    );
    return `${title}: ${names.length === 0 ? 'nothing' : names.join(', ')}.`;
  });
  if (shown === undefined) return sentences.join(' ');
  const { flow, expected, observed } = shown;
  return [`The flow ${formatFlow(flow)}: expected ${expected}, observed ${observed}.`, ...sentences].join(
    ' ',
  );
}
