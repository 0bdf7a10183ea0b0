import type { KillMatrix } from '../../../model/index.ts';
import { counted, duration, grouped } from '../../terminal/table.ts';
import { percentage } from '../../zoo/fates.ts';
import type { Child, Markup } from '../markup.ts';
import { markup } from '../markup.ts';
import { htmlPage } from '../page.ts';
import { bugTable, survivorTable } from './bug-tables.ts';
import { pursuitPicture } from './pursuit-picture.ts';
import { sharesPicture } from './shares-picture.ts';
import { ZOO_STYLES } from './zoo-styles.ts';

/** Which suites find which bugs, as one self-contained HTML page. The same input gives the same bytes. */
export function killMatrixHtml(matrix: KillMatrix): string {
  const { survivors, fencepost } = matrix;
  const body = markup`<header class="topbar"><p class="brand">Fencepost</p><nav aria-label="Sections"><a href="#main">Summary</a><a href="#suites">Suites</a>${
    survivors.length > 0 && markup`<a href="#survivors">Survivors</a>`
  }<a href="#bugs">Bugs</a></nav></header>
<main id="main" class="layout single zoo">
${summary(matrix)}
<div class="content">
<section id="suites" aria-labelledby="suites-title"><h2 id="suites-title">What each suite finds</h2>
${scroll('Bugs found by each suite', sharesPicture('shares', matrix))}</section>
${pursuit(matrix)}
${survivors.length > 0 && survivorTable(matrix)}
${bugTable(matrix)}
</div>
</main>
<footer class="foot"><p>Made by Fencepost ${fencepost}: <code>${matrix.command}</code></p></footer>`;
  return htmlPage({ title: `Fencepost: ${headline(matrix)}`, body, styles: ZOO_STYLES });
}

function headline({ survivors, bugs }: KillMatrix): string {
  if (survivors.length === 0) return `All ${counted(bugs.length, 'bug')} found`;
  return `${survivors.length} of ${counted(bugs.length, 'bug')} ${survivors.length === 1 ? 'survives' : 'survive'}`;
}

function summary(matrix: KillMatrix): Markup {
  const { survivors, timing, generator, settings, seeds, notes, ended } = matrix;
  const end = ended === 'interrupted' ? ' It was interrupted: the numbers are those up to then.' : '';
  return markup`<section class="summary" aria-labelledby="result">
<h1 id="result" class="${survivors.length === 0 ? 'good' : 'bad'}">${headline(matrix)}</h1>
<p class="lead">Real bugs of real plugins, each alive in an engine of ours, hunted in ${duration(timing.elapsedMs)}. A kill counts only where the plugin without the bug passes the same case. Generator ${generator}, settings ${settings.join(', ')}, ${seeds.length === 1 ? 'seed' : 'seeds'} ${seeds.join(', ')}.${end}</p>
<dl class="tiles">${matrix.totals.map((_, index) => tile(matrix, index))}</dl>
${notes.length > 0 && markup`<ul class="notes">${notes.map((text) => markup`<li>${text}</li>`)}</ul>`}
</section>`;
}

function tile({ totals, suites, bugs, timing, seeds }: KillMatrix, index: number): Markup {
  const { suite, found, medianCases } = totals[index]!;
  const { kind, scenarios = 0 } = suites[index]!;
  const note: Child =
    kind === 'random'
      ? [
          `from every one of ${counted(seeds.length, 'seed')}`,
          medianCases === undefined
            ? ''
            : `; median ${counted(medianCases, 'case')}, ${duration(timing.medianMs[suite] ?? 0)}`,
        ]
      : `with ${counted(scenarios, 'scenario')}`;
  return markup`<div><dt>${kind === 'random' ? 'found by generated cases' : `found by ${suite}`}</dt><dd>${grouped(found)} of ${grouped(bugs.length)} <small>${percentage(found, bugs.length)}</small></dd><dd class="note">${note}</dd></div>`;
}

function pursuit(matrix: KillMatrix): Markup | undefined {
  const drawing = pursuitPicture('pursuit', matrix);
  if (drawing === undefined) return undefined;
  return markup`<section id="pursuit" aria-labelledby="pursuit-title"><h2 id="pursuit-title">How many cases it takes</h2>
${scroll('Share of bugs found after so many cases', drawing)}</section>`;
}

function scroll(name: string, drawing: Markup): Markup {
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${name}">${drawing}</div>`;
}
