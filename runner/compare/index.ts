export type { ComparedSpec, CompareOptions } from './compare-options.ts';
export { compareEngines } from './compare-engines.ts';
