import type { Scene, SceneItem, ScenePlace } from './cluster-scene.ts';
import type { Box } from '../svg.ts';

/** An item where it stands. */
export interface PlacedItem extends Box {
  readonly item: SceneItem;
}

/** A place where it stands, with its items. */
export interface PlacedPlace extends Box {
  readonly place: ScenePlace;
  readonly items: readonly PlacedItem[];
}

export interface Layout {
  readonly places: readonly PlacedPlace[];
  readonly width: number;
  readonly height: number;
}

const ITEM = { width: 186, gap: 10, head: 23, line: 14.5, foot: 7 };
const PLACE = { pad: 12, head: 30, gap: 20 };

/** Room between two places for an arrow and its words. */
const ARROW_ROOM = 136;

/** Items above each other before a place grows to the right. */
const MOST_IN_COLUMN = 4;

const MOST_WIDTH = 980;

/** The height of an item's box. */
function heightOf({ lines, isolated }: SceneItem): number {
  return ITEM.head + (lines.length + (isolated.length > 0 ? 1 : 0)) * ITEM.line + ITEM.foot;
}

/**
 * Stands places side by side in the order of the flow, with room for its arrows, and begins a new row where the
 * width is used up.
 */
export function layOut({ places }: Scene): Layout {
  const placed: PlacedPlace[] = [];
  let x = 1;
  let y = 1;
  let rowHeight = 0;
  let width = 0;
  for (const [index, place] of places.entries()) {
    const items = placeItems(place.items);
    const size = sizeOf(items);
    const takesPart = place.items.some(({ part }) => part !== 'bystander');
    if (x > 1 && x + size.width > MOST_WIDTH && !takesPart) {
      y += rowHeight + PLACE.gap;
      [x, rowHeight] = [1, 0];
    }
    placed.push({
      place,
      x,
      y,
      ...size,
      items: items.map((each) => ({ ...each, x: x + each.x, y: y + each.y })),
    });
    rowHeight = Math.max(rowHeight, size.height);
    width = Math.max(width, x + size.width);
    x += size.width + roomAfter(place, places[index + 1]);
    if (bowsOut(place)) width = Math.max(width, x - PLACE.gap);
  }
  return { places: placed, width: width + 1, height: y + rowHeight + 1 };
}

function roomAfter(place: ScenePlace, next: ScenePlace | undefined): number {
  if (bowsOut(place)) return ARROW_ROOM;
  const isPassed = place.items.some(({ part }) => part === 'source' || part === 'via');
  const goesOn = next?.items.some(({ part }) => part === 'via' || part === 'destination') ?? false;
  return isPassed && goesOn ? ARROW_ROOM : PLACE.gap;
}

/** Whether an arrow between two boxes of the place bows out to its right. */
function bowsOut({ items }: ScenePlace): boolean {
  const ends = items.filter(({ part }) => part !== 'bystander');
  // A pod that talks to itself is both ends.
  return ends.length > 1 || ends.some(({ isBoth }) => isBoth);
}

/** Items in columns, relative to their place. */
function placeItems(items: readonly SceneItem[]): PlacedItem[] {
  const placed: PlacedItem[] = [];
  let y = PLACE.head;
  for (const [index, item] of items.entries()) {
    const column = Math.floor(index / MOST_IN_COLUMN);
    if (index % MOST_IN_COLUMN === 0) y = PLACE.head;
    const height = heightOf(item);
    placed.push({ item, x: PLACE.pad + column * (ITEM.width + ITEM.gap), y, width: ITEM.width, height });
    y += height + ITEM.gap;
  }
  return placed;
}

function sizeOf(items: readonly PlacedItem[]): { width: number; height: number } {
  const right = Math.max(...items.map(({ x, width }) => x + width), PLACE.pad + ITEM.width);
  const bottom = Math.max(...items.map(({ y, height }) => y + height), PLACE.head + 8);
  return { width: right + PLACE.pad, height: bottom + PLACE.pad };
}
