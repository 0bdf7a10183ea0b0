import type { Night } from '../../../model/index.ts';
import type { Markup } from '../markup.ts';
import { markup, NOTHING } from '../markup.ts';
import { nightGridPicture } from '../pictures/time/night-grid.ts';
import { trendPicture } from '../pictures/time/trend.ts';

/** Nights that fit a picture: two months. */
const MOST_NIGHTS = 60;

/** How this campaign stands among earlier ones; nothing where there are none. */
export function trendSection(history: readonly Night[]): Markup {
  const nights = history.toSorted((a, b) => (a.date < b.date ? -1 : 1)).slice(-MOST_NIGHTS);
  if (nights.length < 2) return NOTHING;
  const hasFindings = nights.some(({ findings }) => Object.keys(findings).length > 0);
  return markup`<section class="trend" id="trend" aria-labelledby="trend-title">
<h2 id="trend-title">Trend over ${nights.length} nights</h2>
<figure class="figure">${scroll('Trend', trendPicture('trend-lines', nights))}</figure>
${
  hasFindings &&
  markup`<figure class="figure">
<h3>Findings by night</h3>
${scroll('Findings by night', nightGridPicture('trend-nights', nights))}
</figure>`
}
</section>`;
}

function scroll(name: string, drawing: Markup): Markup {
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${name}">${drawing}</div>`;
}
