import type { ComparedEngine } from '../../../model/index.ts';
import type { Surveyed } from '../surveyed.ts';

/** The engines as a comparison names them. */
export function comparedEngines(surveyed: readonly Surveyed[]): ComparedEngine[] {
  return surveyed.map(({ engine, spec, corpus, generated, gaveUp }) => ({
    name: engine.name,
    spec,
    version: engine.version,
    declares: engine.capabilities.profile,
    corpus: corpus.total,
    generated: generated.counts,
    ...(gaveUp === undefined ? {} : { gaveUp }),
  }));
}
