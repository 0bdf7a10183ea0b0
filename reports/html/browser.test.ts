import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { htmlReport } from './html-report.ts';
import type { Browser, BrowserPage } from './testing/browser.ts';
import { findChromium, startBrowser } from './testing/browser.ts';
import { sampleHistory, sampleResult } from './testing/sample-result.ts';

const program = findChromium();
const reason = program === undefined ? ' (skipped: no chromium on the path, and CHROMIUM names none)' : '';

describe.skipIf(program === undefined)(`the page in a browser${reason}`, () => {
  let folder: string;
  let address: string;
  let browser: Browser;
  let page: BrowserPage;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fencepost-page-'));
    const file = join(folder, 'report.html');
    writeFileSync(file, htmlReport(sampleResult(), { history: sampleHistory() }));
    address = pathToFileURL(file).href;
    browser = await startBrowser(program!);
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    page = await browser.open(address);
    await page.emulate({ 'prefers-reduced-motion': 'reduce' });
    await page.resize(1440, 1000);
  });

  const shown = (): Promise<string[]> =>
    page.evaluate(
      `[...document.querySelectorAll('article.finding')].filter(({ hidden }) => !hidden).map(({ id }) => id)`,
    );
  const focused = (): Promise<string> => page.evaluate('document.activeElement.id');
  const type = (text: string): Promise<void> =>
    page.evaluate(
      `search.value = ${JSON.stringify(text)}; search.dispatchEvent(new Event('input', { bubbles: true })); undefined`,
    );

  it('opens without a complaint, and asks for nothing', () => {
    expect(page.complaints()).toEqual([]);
    expect(page.requests().filter((url) => !url.startsWith('data:'))).toEqual([address]);
  });

  it('runs nothing that a scenario brought along', async () => {
    expect(await page.evaluate('[document.scripts.length, document.images.length]')).toEqual([1, 0]);
    expect(
      await page.evaluate(
        `[...document.links].map(({ protocol }) => protocol).filter((each) => !/^(file|https):$/.test(each))`,
      ),
    ).toEqual([]);
  });

  it('names its landmarks and describes its pictures', async () => {
    const nodes = await page.accessibleNames();
    const of = (wanted: string): string[] =>
      nodes.filter(({ role }) => role === wanted).map(({ name }) => name);
    expect(of('main')).toHaveLength(1);
    expect(of('navigation')).toEqual(['Sections', 'Findings 6']);
    expect(of('article')).toHaveLength(6);
    const pictures = nodes.filter(({ role }) => role === 'image' || role === 'img');
    expect(pictures.length).toBeGreaterThanOrEqual(15);
    for (const { name, description } of pictures) {
      expect(name).not.toBe('');
      expect(description, name).not.toBe('');
    }
    const unnamed = nodes.filter(
      ({ role, name }) =>
        ['button', 'link', 'searchbox', 'checkbox', 'region', 'heading'].includes(role) && name === '',
    );
    expect(unnamed).toEqual([]);
  });

  it('filters by chips: values of a facet widen, facets narrow', async () => {
    const press = (value: string): Promise<void> =>
      page.evaluate(`document.querySelector('.chip[data-value="${value}"]').click()`);
    await press('IPB-5');
    expect(await shown()).toEqual(['finding-1', 'finding-4']);
    await press('PEER-1');
    expect(await shown()).toEqual(['finding-1', 'finding-2', 'finding-4', 'finding-5']);
    await press('engine-0');
    expect(await shown()).toEqual(['finding-1', 'finding-5']);
    expect(await page.evaluate('document.getElementById("status").textContent')).toBe(
      '2 of 6 findings shown',
    );
    expect(await page.evaluate(`document.querySelectorAll('.rail li[data-for]:not([hidden])').length`)).toBe(
      2,
    );
    for (const value of ['IPB-5', 'PEER-1', 'engine-0']) await press(value);
    expect(await shown()).toHaveLength(6);
  });

  it('searches all that a finding says, and offers the way back', async () => {
    await type('selfViaService findings/1.yaml');
    expect(await shown()).toEqual(['finding-2']);
    await type('nothing like it');
    expect(await shown()).toEqual([]);
    expect(await page.evaluate('document.getElementById("nothing").hidden')).toBe(false);
    await page.evaluate('document.getElementById("reset").click()');
    expect(await shown()).toHaveLength(6);
  });

  it('goes by keys, and lets them be switched off', async () => {
    await page.press('j');
    expect(await focused()).toBe('finding-1-title');
    await page.press('j');
    expect(await focused()).toBe('finding-2-title');
    await page.press('k');
    expect(await focused()).toBe('finding-1-title');
    await page.press('/');
    expect(await focused()).toBe('search');
    await page.press('j');
    expect(await page.evaluate('search.value')).toBe('j');
    await page.press('Escape');
    expect(await page.evaluate('search.value')).toBe('');
    await page.press('Escape');
    await page.evaluate('document.getElementById("shortcuts").click(); document.activeElement.blur()');
    await page.press('j');
    expect(await focused()).toBe('');
  });

  it('goes past findings that are filtered out', async () => {
    await type('wrongly');
    await type('IPB-5');
    await page.evaluate('search.blur()');
    await page.press('j');
    await page.press('j');
    expect(await focused()).toBe('finding-4-title');
  });

  it('unfolds the clauses for a link to one of them', async () => {
    await page.evaluate(`document.querySelector('a[href="#clause-IPB-5"]').click()`);
    await page.evaluate('new Promise(requestAnimationFrame)');
    expect(await page.evaluate(`document.querySelector('details.clauses').open`)).toBe(true);
  });

  it('copies a manifest without what is said of it', async () => {
    await page.evaluate(`document.querySelector('.policies .copy').click()`);
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 100))');
    const said = await page.evaluate(`document.querySelector('.policies .copy').textContent`);
    expect(['Copied', 'Selected']).toContain(said);
  });

  it.each([390, 768, 1440, 2560])(
    'fits %i pixels: only pictures, tables and code scroll sideways',
    async (width) => {
      await page.resize(width, 900);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    },
  );

  it('keeps the words of its pictures inside them', async () => {
    const outside =
      await page.evaluate(`[...document.querySelectorAll('svg.picture text')].flatMap((text) => {
      const [inner, outer] = [text.getBoundingClientRect(), text.ownerSVGElement.getBoundingClientRect()];
      const fits = inner.left >= outer.left - 1 && inner.right <= outer.right + 1 && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
      return fits || inner.width === 0 ? [] : [text.ownerSVGElement.getAttribute('aria-labelledby') + ': ' + text.textContent];
    })`);
    expect(outside).toEqual([]);
  });

  it.each(['light', 'dark'])('paints every shape in %s', async (scheme) => {
    await page.emulate({ 'prefers-color-scheme': scheme });
    const [ground, ink] = await page.evaluate<string[]>(
      '[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]',
    );
    expect(brightness(ground!) > brightness(ink!)).toBe(scheme === 'light');
    // What no style names is filled with ink, like the text: only marks of events are meant to be.
    const forgotten =
      await page.evaluate(`[...document.querySelectorAll('svg.picture :is(path, rect, circle):not(.event)')]
      .filter((shape) => { const { fill, stroke } = getComputedStyle(shape); return fill === '${ink}' && stroke === 'none'; })
      .map((shape) => shape.getAttribute('class'))`);
    expect(forgotten).toEqual([]);
  });

  it('prints everything but what cannot be pressed on paper', async () => {
    const pdf = await page.pdf();
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length;
    expect(pages).toBeGreaterThan(6);
    expect(pages).toBeLessThan(30);
  });

  it('is whole without a script', async () => {
    const still = await browser.open(address, { script: false });
    const nodes = await still.accessibleNames();
    expect(nodes.filter(({ role }) => role === 'article')).toHaveLength(6);
    expect(nodes.some(({ role }) => role === 'searchbox')).toBe(false);
    expect(nodes.some(({ role, name }) => role === 'button' && name.startsWith('Copy'))).toBe(false);
  });
});

function brightness(colour: string): number {
  return colour
    .match(/\d+/g)!
    .slice(0, 3)
    .reduce((sum, part) => sum + Number(part), 0);
}
