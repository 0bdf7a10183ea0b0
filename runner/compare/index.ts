export type { ComparedSpec, CompareOptions } from './compare-engines.ts';
export { compareEngines } from './compare-engines.ts';
