/**
 * All that the page does besides being there: filter and search, go from finding to finding by keys, copy, open
 * what is folded for printing. Written for browsers, so it is text here; a test runs it in one.
 */
export const PAGE_SCRIPT = String.raw`
'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  const articles = all('article.finding');
  const entries = new Map(all('.rail li[data-for]').map((item) => [item.dataset.for, item]));
  const texts = new Map(articles.map((article) => [article, article.textContent.toLowerCase()]));

  // Filter and search: values of one facet widen the choice, facets narrow it.
  const chips = all('.chip');
  const search = byId('search');

  function chosen() {
    const facets = new Map();
    for (const chip of chips) {
      if (chip.getAttribute('aria-pressed') !== 'true') continue;
      const { facet, value } = chip.dataset;
      facets.set(facet, (facets.get(facet) || new Set()).add(value));
    }
    return facets;
  }

  function apply() {
    const facets = chosen();
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const article of articles) {
      const fits =
        [...facets].every(([facet, values]) => values.has(article.getAttribute('data-' + facet))) &&
        words.every((word) => texts.get(article).includes(word));
      article.hidden = !fits;
      entries.get(article.id).hidden = !fits;
      if (fits) shown++;
    }
    const isAll = shown === articles.length;
    byId('count').textContent = isAll ? String(shown) : shown + ' of ' + articles.length;
    byId('status').textContent = shown + ' of ' + articles.length + ' findings shown';
    byId('nothing').hidden = shown > 0;
  }

  function reset() {
    for (const chip of chips) chip.setAttribute('aria-pressed', 'false');
    search.value = '';
    apply();
  }

  if (search) {
    byId('filters').hidden = false;
    byId('keys').hidden = false;
    for (const chip of chips) {
      chip.addEventListener('click', () => {
        chip.setAttribute('aria-pressed', String(chip.getAttribute('aria-pressed') !== 'true'));
        apply();
      });
    }
    search.addEventListener('input', apply);
    search.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      if (search.value === '') search.blur();
      search.value = '';
      apply();
      event.preventDefault();
    });
    byId('reset').addEventListener('click', reset);
  }

  // Which finding is being read.
  let current;
  function markCurrent(article) {
    if (article === current) return;
    if (current) entries.get(current.id).firstElementChild.removeAttribute('aria-current');
    current = article;
    if (!article) return;
    const link = entries.get(article.id).firstElementChild;
    link.setAttribute('aria-current', 'true');
    const list = link.closest('.list');
    const [top, bottom] = [link.offsetTop - list.offsetTop, link.offsetTop - list.offsetTop + link.offsetHeight];
    if (top < list.scrollTop) list.scrollTop = top;
    else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
  }
  if (articles.length > 0 && 'IntersectionObserver' in window) {
    const observer = new IntersectionObserver(
      (changes) => {
        for (const { isIntersecting, target } of changes) if (isIntersecting) markCurrent(target);
      },
      { rootMargin: '-20% 0px -70% 0px' },
    );
    for (const article of articles) observer.observe(article);
  }

  function go(step) {
    const visible = articles.filter((article) => !article.hidden);
    const at = visible.indexOf(current);
    const next = visible[at < 0 ? (step > 0 ? 0 : visible.length - 1) : at + step];
    if (!next) return;
    next.scrollIntoView({ block: 'start' });
    next.querySelector('h3').focus({ preventScroll: true });
    markCurrent(next);
  }

  document.addEventListener('keydown', (event) => {
    if (!search || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest('input, textarea, select, [contenteditable]')) return;
    if (!byId('shortcuts').checked) return;
    if (event.key === 'j') go(1);
    else if (event.key === 'k') go(-1);
    else if (event.key === '/') {
      search.focus();
      search.select();
    } else return;
    event.preventDefault();
  });

  // Copy what stands beside a button, without what is said of it in the margin.
  async function copy(button) {
    const code = button.parentElement.querySelector('code').cloneNode(true);
    for (const remark of all('i', code)) remark.remove();
    try {
      await navigator.clipboard.writeText(code.textContent.trimEnd());
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(button.parentElement.querySelector('code'));
      button.textContent = 'Selected';
    }
    setTimeout(() => { button.textContent = 'Copy'; }, 1600);
  }
  for (const button of all('.copy')) {
    button.hidden = false;
    button.addEventListener('click', () => copy(button));
  }

  // A link to something folded unfolds it; so does printing, for as long as it lasts.
  function reveal() {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    const folded = target && target.closest('details');
    if (!folded || folded.open) return;
    folded.open = true;
    target.scrollIntoView();
  }
  addEventListener('hashchange', reveal);
  reveal();
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = all('details:not([open], .clauses, .events, .trial)');
    for (const each of folded) each.open = true;
  });
  addEventListener('afterprint', () => {
    for (const each of folded) each.open = false;
  });
})();
`;
