import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { referenceEngine } from '../../engines/index.ts';
import type { Scenario } from '../../model/index.ts';
import { FencepostError } from '../../model/index.ts';
import { checkScenario } from '../../properties/index.ts';
import { decodeScenario } from '../../scenarios/index.ts';
import { contentName } from '../results/content-name.ts';
import { hasContentName } from './add-to-corpus.ts';
import { hasExpectations, propertyOf } from './replay-scenario.ts';

/** What is wrong with one file of a corpus. */
export interface CorpusFault {
  readonly path: string;
  readonly because: string;
}

/**
 * What is wrong with the files of a corpus: no scenario of any version that can be read, not the content that the
 * name was made from, an expectation that the specification does not share, or nothing that could ever fail.
 */
export async function faultsOfCorpus(paths: readonly string[]): Promise<CorpusFault[]> {
  const faults: CorpusFault[] = [];
  for (const path of paths) {
    for (const because of await faultsOf(path)) faults.push({ path, because });
  }
  return faults;
}

async function faultsOf(path: string): Promise<string[]> {
  let text: string;
  let scenario: Scenario;
  try {
    text = readFileSync(path, 'utf8');
    scenario = decodeScenario(text, path);
  } catch (error) {
    if (error instanceof FencepostError) return [error.message];
    return [(error as Error).message];
  }
  const isRenamed = hasContentName(path) && basename(path) !== `${contentName(text)}.yaml`;
  const results = await checkScenario(scenario, referenceEngine());
  return [
    ...(isRenamed ? [`the name says another content: it should be ${contentName(text)}.yaml`] : []),
    ...results
      .filter(({ status }) => status === 'failed')
      .map(({ title, expected, observed }) => {
        return `${title}: ${expected} is expected, and the specification says ${observed ?? 'nothing'}`;
      }),
    ...(hasExpectations(scenario) || propertyOf(scenario) !== undefined
      ? []
      : ['it expects nothing, and names no property that found it']),
  ];
}
