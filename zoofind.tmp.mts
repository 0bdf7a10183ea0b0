import { ZOO, zooEngine } from './engines/index.ts';
import { generateScenario, GENERATOR_PRESETS } from './generators/index.ts';
import { PROPERTIES, appliesToCase } from './properties/index.ts';
import { appendFileSync } from 'node:fs';
const [, , seedText, capText, msText, out, ...ids] = process.argv;
const seed = Number(seedText), cap = Number(capText), ms = Number(msText);
const settings = (GENERATOR_PRESETS as any).default ?? (GENERATOR_PRESETS as any).find?.((p: any) => p.name === 'default');
const props = PROPERTIES.filter((p) => p.kind === 'history' || p.name === 'engine-agrees-with-reference');
for (const z of ZOO) {
  if (z.mutation !== z.id) continue;
  if (ids.length ? !ids.includes(z.id) : z.kind === 'semantics') continue;
  const engine = zooEngine(z); const t0 = performance.now(); let found = ''; let run = 0;
  for (; run < cap && performance.now() - t0 < ms && !found; run++) {
    const s = generateScenario(seed, run, settings);
    if (s.steps.length === 0 && run >= 60) continue;
    for (const p of props) {
      if (s.steps.length > 0 && p.kind !== 'history') continue;
      if (!p.appliesTo(engine) || !appliesToCase(p, run)) continue;
      const o: any = await p.check(s, engine);
      if (o.violation) { found = p.name + ' ' + o.violation.summary.slice(0, 140); break; }
    }
  }
  const line = `${found ? 'FOUND' : 'MISSED'} ${z.id} ${run} cases ${Math.round(performance.now() - t0)} ms ${found}`;
  appendFileSync(out, line + '\n');
}
