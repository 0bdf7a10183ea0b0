import { encodeScenario } from '../../scenarios/index.ts';
import { hasContentName } from './add-to-corpus.ts';
import { decidedBy } from './decided-by.ts';
import type { CorpusFile } from './load-corpus.ts';

/** A scenario that a corpus can do without. */
export interface Superfluous {
  readonly path: string;
  /** Smaller ones that together decide all it decides. */
  readonly coveredBy: readonly string[];
}

/**
 * What a corpus can do without: every scenario that decides nothing which no smaller one decides. Only scenarios
 * under their content's hash are named; those that somebody named himself stay, and count.
 */
export async function superfluousIn(files: readonly CorpusFile[]): Promise<Superfluous[]> {
  const sized = files.map((file) => ({
    ...file,
    isOurs: hasContentName(file.path),
    size: encodeScenario(file.scenario).length,
  }));
  sized.sort((a, b) => Number(a.isOurs) - Number(b.isOurs) || a.size - b.size || (a.path < b.path ? -1 : 1));
  const holders = new Map<string, string>();
  const superfluous: Superfluous[] = [];
  for (const { path, scenario, isOurs } of sized) {
    const decided = [...(await decidedBy(scenario))];
    if (isOurs && decided.every((each) => holders.has(each))) {
      superfluous.push({ path, coveredBy: [...new Set(decided.map((each) => holders.get(each)!))].sort() });
      continue;
    }
    for (const each of decided) if (!holders.has(each)) holders.set(each, path);
  }
  return superfluous;
}
