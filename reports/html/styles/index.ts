import { FINDING_STYLES } from './finding.ts';
import { LEGEND_STYLES } from './legends.ts';
import { PAGE_STYLES } from './page.ts';
import { PICTURE_STYLES } from './pictures.ts';
import { PRINT_STYLES } from './print.ts';
import { RAIL_STYLES } from './rail.ts';
import { SUMMARY_STYLES } from './summary.ts';
import { TIME_PICTURE_STYLES } from './time-pictures.ts';
import { TOKENS } from './tokens.ts';

/** All styles of the page, in the order in which they build on each other. */
export const STYLES: string = [
  TOKENS,
  PAGE_STYLES,
  SUMMARY_STYLES,
  RAIL_STYLES,
  FINDING_STYLES,
  PICTURE_STYLES,
  TIME_PICTURE_STYLES,
  LEGEND_STYLES,
  PRINT_STYLES,
].join('\n');
