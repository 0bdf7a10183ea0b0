import type { CampaignResult, FindingOrigin } from '../../../model/index.ts';
import { counted, grouped } from '../../terminal/table.ts';
import type { Child, Markup } from '../markup.ts';
import { markup } from '../markup.ts';
import type { FindingFacts } from './finding-facts.ts';

/** Where a finding came from and what became of it: for whoever wants to trust it. */
export function provenance({ finding, key }: FindingFacts, result: CampaignResult): Markup {
  const { origin, reduction, file, scenario, engineReasons } = finding;
  const version = scenario.provenance?.engineVersion;
  const rows: readonly (readonly [name: string, value: Child])[] = [
    ['Key', markup`<code>${key}</code>`],
    ['Found by', originText(origin, result)],
    [
      'Engine',
      scenario.provenance?.engine === undefined
        ? undefined
        : `${scenario.provenance.engine} ${version ?? ''}`,
    ],
    [
      'Reduced',
      reduction &&
        `to ${counted(reduction.policies, 'policy', 'policies')} and ${counted(reduction.pods, 'pod')} in ` +
          `${counted(reduction.evaluations, 'evaluation')}${reduction.complete ? '' : ', not to the end'}`,
    ],
    [
      'The same with',
      reduction !== undefined && reduction.indifferent.length > 0 && reduction.indifferent.join(', '),
    ],
    ['Scenario', file !== undefined && markup`<code>${file}</code>`],
    [
      'The engine says',
      engineReasons && markup`<ul>${engineReasons.map((line) => markup`<li>${line}</li>`)}</ul>`,
    ],
    ['See also', references(scenario.references)],
  ];
  const shown = rows.filter(([, value]) => value !== undefined && value !== false);
  return markup`<details class="provenance"><summary>Where it came from</summary><dl>${shown.map(
    ([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl></details>`;
}

function originText(origin: FindingOrigin, { settings, generator, fencepost }: CampaignResult): string {
  if (origin.kind === 'corpus') return `the corpus: ${origin.file}`;
  return `case ${grouped(origin.run)} of seed ${origin.seed} (settings ${settings}, generator ${generator}, Fencepost ${fencepost})`;
}

/** Links of a scenario. Only the web's own schemes are links: a scenario may come from anybody. */
function references(links: readonly string[]): Markup | undefined {
  if (links.length === 0) return undefined;
  return markup`<ul>${links.map((link) =>
    /^https?:\/\//.test(link)
      ? markup`<li><a href="${link}" rel="noreferrer">${link}</a></li>`
      : markup`<li>${link}</li>`,
  )}</ul>`;
}
