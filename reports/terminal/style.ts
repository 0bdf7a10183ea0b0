import { styleText } from 'node:util';

/** The few ways in which terminal text stands out. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly accent: (text: string) => string;
}

type Format = Parameters<typeof styleText>[0];

const plain = (text: string): string => text;

/** Text as it is: for files, pipes and `NO_COLOR`. */
export const PLAIN: Style = { bold: plain, dim: plain, good: plain, bad: plain, accent: plain };

const painted = (format: Format) => (text: string) => styleText(format, text, { validateStream: false });

/** Text with colours of the terminal's own palette, so that it reads on light and dark alike. */
export const COLOURED: Style = {
  bold: painted('bold'),
  dim: painted('dim'),
  good: painted('green'),
  bad: painted('red'),
  accent: painted('cyan'),
};

/** Colours on a terminal, unless the user wants none (no-color.org). */
export function styleFor(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Style {
  const { NO_COLOR: noColor = '', FORCE_COLOR: forced = '', TERM: term } = environment;
  if (noColor !== '') return PLAIN;
  if (forced !== '' && forced !== '0') return COLOURED;
  return stream.isTTY === true && term !== 'dumb' ? COLOURED : PLAIN;
}
