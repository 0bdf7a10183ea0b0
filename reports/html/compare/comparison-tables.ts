import type { ClauseCell, Comparison, OptionCell } from '../../../model/index.ts';
import {
  clauseCellText,
  clausesToShow,
  evidenceLines,
  LEGEND,
  optionCellText,
  optionRemark,
  optionsToShow,
} from '../../compare/rows.ts';
import { grouped } from '../../terminal/table.ts';
import type { Child, Markup } from '../markup.ts';
import { markup, NOTHING, prose } from '../markup.ts';
import { codeBlock } from '../sections/policy-listing.ts';

/** Who was compared, and how each fared. */
export function engineTable({ engines }: Comparison): Markup {
  const titles = ['as specified', 'otherwise', 'left open', 'cannot', 'failed', 'cases'];
  const rows = engines.map(({ name, version, corpus, generated, gaveUp }) => {
    const counts = [corpus.held, corpus.deviated, corpus.open, corpus.unsupported];
    const departing = generated.departing === 0 ? '' : `${grouped(generated.departing)} of `;
    return markup`<tr><th scope="row">${name}<small>${version}${
      gaveUp !== undefined && `, given up: ${gaveUp}`
    }</small></th>${[...counts, corpus.refused + corpus.crashed].map(
      (count, index) =>
        markup`<td class="digits${count > 0 && (index === 1 || index === 4) && ' odd'}">${grouped(count)}</td>`,
    )}<td class="digits">${departing}${grouped(generated.cases)}</td></tr>`;
  });
  return markup`<section id="engines" aria-labelledby="engines-title"><h2 id="engines-title">Engines</h2>
${wideTable(
  'Engines',
  markup`<th scope="col">engine</th>${titles.map((title) => markup`<th scope="col" class="digits">${title}</th>`)}`,
  rows,
)}</section>`;
}

/** Clause by clause; a number leads to the deviation that shows it. */
export function clauseTable(comparison: Comparison, all: boolean): Markup {
  const shown = clausesToShow(comparison, all);
  const rows = shown.map(
    ({ clause, statement, cells }) =>
      markup`<tr><th scope="row">${clause}<small>${prose(statement)}</small></th>${cells.map(clauseCell)}</tr>`,
  );
  const body =
    shown.length === 0
      ? markup`<p class="quiet">No engine breaks a clause.</p>`
      : markup`${wideTable('Clause by clause', heads(comparison, 'clause'), rows)}
<ul class="signs">${LEGEND.map(([sign, meaning]) => markup`<li><b>${sign}</b> ${meaning}</li>`)}</ul>`;
  return markup`<section id="clauses" aria-labelledby="clauses-title"><h2 id="clauses-title">Clauses</h2>
${body}</section>`;
}

function clauseCell(cell: ClauseCell): Markup {
  const text = clauseCellText(cell);
  const number = cell.deviation;
  const child: Child = number === undefined ? text : markup`<a href="#deviation-${number}">${text}</a>`;
  return markup`<td class="${cell.standing}">${child}</td>`;
}

/** What the API leaves open, as observed. */
export function optionTable(comparison: Comparison, all: boolean): Markup {
  const shown = optionsToShow(comparison, all);
  if (shown.length === 0) return NOTHING;
  const rows = shown.map(
    ({ option, clauses, cells }) =>
      markup`<tr><th scope="row">${option}<small>${clauses.join(', ')}</small></th>${cells.map(optionCell)}</tr>`,
  );
  return markup`<section id="options" aria-labelledby="options-title"><h2 id="options-title">What the API leaves open</h2>
<p class="quiet">As observed: no engine was told an answer.</p>
${wideTable('What the API leaves open', heads(comparison, 'option'), rows)}
<details class="evidence"><summary>Answers that show it</summary><ul>${shown.flatMap((option) =>
    evidenceLines(option, comparison).map(
      ({ engine, text, flow, action, file, scenario }) =>
        markup`<li><b>${option.option}</b> ${text}: ${engine} gives <code>${flow}</code> ${action} in <code>${file}</code>${
          scenario !== undefined &&
          codeBlock(scenario, 'scenario', `Scenario of ${option.option}, ${text}`, 'yaml')
        }</li>`,
    ),
  )}</ul></details></section>`;
}

function optionCell(cell: OptionCell): Markup {
  const { standing, answers } = cell;
  if (standing === 'not-shown') return markup`<td class="not-shown"></td>`;
  const remark = optionRemark(cell);
  const odd = remark === undefined ? '' : ' odd';
  return markup`<td class="${standing}${odd}">${optionCellText(cell)}<small>${
    remark !== undefined && `${remark}, `
  }${answers === 1 ? '1 answer' : `${grouped(answers)} answers`}</small></td>`;
}

function heads({ engines }: Comparison, first: string): Markup {
  return markup`<th scope="col">${first}</th>${engines.map(({ name }) => markup`<th scope="col">${name}</th>`)}`;
}

function wideTable(name: string, head: Markup, rows: readonly Markup[]): Markup {
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table class="engines-compared">
<thead><tr>${head}</tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
}
