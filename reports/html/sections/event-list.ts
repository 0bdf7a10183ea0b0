import type { Timeline, TimelineEvent } from '../../../model/index.ts';
import type { Markup } from '../markup.ts';
import { markup } from '../markup.ts';
import { laneOf } from '../pictures/time/timeline.ts';

/** A history as a list, for reading where the picture is for seeing. */
export function eventList({ events }: Timeline): Markup {
  return markup`<details class="events">
<summary>All ${events.length} events</summary>
<table>
<thead><tr><th scope="col">ms</th><th scope="col">where</th><th scope="col">what</th></tr></thead>
<tbody>${events.map(eventRow)}</tbody>
</table>
</details>`;
}

function eventRow(event: TimelineEvent): Markup {
  const { at, text, revision, wrong } = event;
  const what = revision === undefined ? text : `${text} (r${revision})`;
  return markup`<tr${wrong === true && markup` class="wrong"`}>
<td class="digits">${at}</td><td>${laneOf(event)}</td><td>${what}</td>
</tr>`;
}
