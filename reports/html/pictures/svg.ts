import type { Child, Markup } from '../markup.ts';
import { markup, trusted } from '../markup.ts';

/** What every picture says about itself. */
export interface PictureFrame {
  /** Unique in the page: pictures are named by it. */
  readonly id: string;
  /** What the picture is, in a few words. */
  readonly title: string;
  /** What it shows, in sentences: for whoever cannot see it. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
}

/** An SVG picture in its natural size, one unit a CSS pixel, with its title and description. */
export function picture({ id, title, description, width, height }: PictureFrame, ...body: Child[]): Markup {
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  const names = markup`role="img" aria-labelledby="${id}-t" aria-describedby="${id}-d"`;
  return markup`<svg class="picture" ${names} width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">
<title id="${id}-t">${title}</title>
<desc id="${id}-d">${description}</desc>
${body}
</svg>`;
}

/** Patterns and arrow heads that all pictures of a page share. */
export const SHARED_SHAPES: Markup = trusted(
  [
    '<svg class="shapes" width="0" height="0" aria-hidden="true" focusable="false"><defs>',
    pattern('hatch', 'M-1 7 7-1M2 10 10 2', 8),
    pattern('hatch-wrong', 'M-1 5 5-1M1 7 7 1', 6),
    arrowHead('head', 'head'),
    arrowHead('head-wrong', 'head wrong'),
    '</defs></svg>',
  ].join(''),
);

function pattern(id: string, lines: string, size: number): string {
  const attributes = `width="${size}" height="${size}" patternUnits="userSpaceOnUse"`;
  return `<pattern id="${id}" class="${id}" ${attributes}><path d="${lines}"/></pattern>`;
}

function arrowHead(id: string, classes: string): string {
  const size = 'viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9"';
  const attributes = `${size} markerUnits="userSpaceOnUse" orient="auto"`;
  return `<marker id="${id}" class="${classes}" ${attributes}><path d="M0 0 10 5 0 10Z"/></marker>`;
}

/** A rectangle's place and size. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A rectangle of a class. */
export function rect({ x, y, width, height }: Box, classes: string, radius = 0): Markup {
  const round = radius === 0 ? '' : ` rx="${radius}"`;
  return markup`<rect class="${classes}" x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"${trusted(round)}/>`;
}

/** A path of a class; `data` is made of numbers alone. */
export function path(data: string, classes: string): Markup {
  return markup`<path class="${classes}" d="${data}"/>`;
}

/** Text at a place; what does not fit is cut, and whole on hovering. */
export function label(
  x: number,
  y: number,
  text: string,
  classes: string,
  { most = Infinity, turned }: { readonly most?: number; readonly turned?: number } = {},
): Markup {
  const short = shortened(text, most);
  const place =
    turned === undefined
      ? `x="${n(x)}" y="${n(y)}"`
      : `transform="translate(${n(x)} ${n(y)})rotate(${turned})"`;
  return markup`<text class="${classes}" ${trusted(place)}>${short !== text && markup`<title>${text}</title>`}${short}</text>`;
}

/** The text in at most so many characters: its beginning and end, which tell names apart, and a gap between. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const tail = Math.floor((most - 1) / 3);
  return [...characters.slice(0, most - 1 - tail), '…', ...characters.slice(characters.length - tail)].join(
    '',
  );
}

/** What a text takes up in the pages' fixed-width font, on every system. */
export function widthOf(text: string, size = 11.5): number {
  return [...text].length * size * 0.61;
}

/** A coordinate, written short. */
export function n(value: number): number {
  return Math.round(value * 10) / 10;
}
