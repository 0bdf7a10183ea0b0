import type { Markup } from '../markup.ts';
import { markup } from '../markup.ts';
import type { Facet, FindingFacts } from './finding-facts.ts';
import { FACETS } from './finding-facts.ts';

/**
 * The list of findings with its search and filters. Without a script it is a list of links; what only a script can
 * do is hidden until there is one.
 */
export function findingRail(facts: readonly FindingFacts[]): Markup {
  return markup`<nav class="rail" aria-labelledby="rail-title">
<h2 id="rail-title">Findings <span class="count" id="count">${facts.length}</span></h2>
<div class="filters" id="filters" hidden>
  <label class="search">
    <span class="unseen">Search the findings</span>
    <input id="search" type="search" placeholder="Search findings" autocomplete="off" spellcheck="false">
    <kbd aria-hidden="true">/</kbd>
  </label>
  ${(Object.keys(FACETS) as Facet[]).map((facet) => facetChips(facet, facts))}
  <p class="unseen" role="status" id="status"></p>
</div>
<ol class="list">${facts.map(railItem)}</ol>
<p class="nothing" id="nothing" hidden>No finding matches. <button type="button" id="reset">Show all</button></p>
<p class="keys" id="keys" hidden>
  <label><input type="checkbox" id="shortcuts" checked> keys</label>
  <kbd>j</kbd> next <kbd>k</kbd> previous <kbd>/</kbd> search
</p>
</nav>`;
}

/** A chip for each value of a facet; a facet with one value filters nothing. */
function facetChips(facet: Facet, facts: readonly FindingFacts[]): Markup | undefined {
  const counts = new Map<string, number>();
  for (const { facets } of facts) {
    const value = facets[facet];
    if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  if (counts.size < 2) return undefined;
  const values = [...counts].sort(([a, m], [b, k]) => k - m || (a < b ? -1 : 1));
  return markup`<div class="chips" role="group" aria-label="${FACETS[facet]}">
<span>${FACETS[facet]}</span>
<div>${values.map(([value, count]) => chip(facet, value, count))}</div>
</div>`;
}

function chip(facet: Facet, value: string, count: number): Markup {
  const data = markup`data-facet="${facet}" data-value="${value}"`;
  return markup`<button type="button" class="chip" aria-pressed="false" ${data}>
${value} <span>${count}</span>
</button>`;
}

function railItem({ finding, number, id, met, facets }: FindingFacts): Markup {
  const { clause, outcome, status } = facets;
  return markup`<li data-for="${id}"><a href="#${id}">
<span class="number">${number}</span>
<span class="what">${finding.summary}</span>
<span class="tags">
  ${clause !== '' && markup`<b>${clause}</b>`} ${outcome}${met > 1 && `, met ${met} times`}
  ${status === 'new' && markup`<em class="new">new</em>`}
</span>
</a></li>`;
}
