import type { HuntedBug, KillMatrix } from '../../../model/index.ts';
import { grouped } from '../../terminal/table.ts';
import type { Fate } from '../../zoo/fates.ts';
import { fatesOf, sizeText } from '../../zoo/fates.ts';
import { needsText } from '../../zoo/needs.ts';
import type { Markup } from '../markup.ts';
import { markup, prose } from '../markup.ts';

/** Every bug and its fate with every suite. */
export function bugTable(matrix: KillMatrix): Markup {
  const { suites, bugs, survivors } = matrix;
  return markup`<section id="bugs" aria-labelledby="bugs-title"><h2 id="bugs-title">Every bug</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Every bug"><table class="bugs">
<thead><tr><th scope="col">bug</th><th scope="col">where</th>${suites.map(({ kind, name }) =>
    kind === 'random'
      ? markup`<th scope="col">found by</th><th scope="col" class="digits">seeds</th><th scope="col" class="digits">cases</th>`
      : markup`<th scope="col">${name}</th>`,
  )}</tr></thead>
<tbody>${bugs.map((bug) => bugRow(matrix, bug, survivors.includes(bug.id)))}</tbody>
</table></div>
</section>`;
}

function bugRow(matrix: KillMatrix, bug: HuntedBug, survives: boolean): Markup {
  const { id, symptom, plugin, kind, link } = bug;
  return markup`<tr${survives && ' class="bad"'} id="bug-${id}">
<th scope="row">${id}<small>${prose(symptom)}</small></th>
<td>${plugin}<small>${bug.class}, ${kind}</small><small>${link}</small></td>
${fatesOf(matrix, bug).map(fateCells)}</tr>`;
}

function fateCells({ suite, kill, kills, hunts, medianCases }: Fate): Markup {
  if (suite.kind === 'fixed') {
    return kill === undefined
      ? markup`<td class="missed">${hunts === 0 ? 'not tried' : 'no'}</td>`
      : markup`<td>${kill.scenario ?? 'yes'}</td>`;
  }
  return markup`<td>${kill === undefined ? 'nothing' : kill.property}${
    kill?.size !== undefined && markup`<small>${sizeText(kill)}</small>`
  }</td>
<td class="digits">${kills} of ${hunts}</td>
<td class="digits">${medianCases !== undefined && grouped(medianCases)}</td>`;
}

/** What was missed, and what finding it takes. */
export function survivorTable({ bugs, survivors }: KillMatrix): Markup {
  const missed = bugs.filter(({ id }) => survivors.includes(id));
  return markup`<section id="survivors" aria-labelledby="survivors-title"><h2 id="survivors-title">Survivors</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Survivors"><table class="bugs">
<thead><tr><th scope="col">bug</th><th scope="col">what finding it takes</th></tr></thead>
<tbody>${missed.map(
    ({ id, symptom, needs }) => markup`<tr>
<th scope="row"><a href="#bug-${id}">${id}</a><small>${prose(symptom)}</small></th>
<td>${needsText(needs)}</td>
</tr>`,
  )}</tbody>
</table></div>
</section>`;
}
