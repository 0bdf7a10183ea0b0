import type { Timeline } from '../../../model/index.ts';
import type { Markup } from '../markup.ts';
import { markup } from '../markup.ts';
import { laneOf } from '../pictures/time/timeline.ts';

/** A history as a list, for reading where the picture is for seeing. */
export function eventList({ events }: Timeline): Markup {
  return markup`<details class="events"><summary>All ${events.length} events</summary><table><thead><tr><th scope="col">ms</th><th scope="col">where</th><th scope="col">what</th></tr></thead><tbody>${events.map(
    (event) =>
      markup`<tr${event.wrong === true && markup` class="wrong"`}><td class="digits">${event.at}</td><td>${laneOf(event)}</td><td>${event.text}${event.revision !== undefined && ` (r${event.revision})`}</td></tr>`,
  )}</tbody></table></details>`;
}
