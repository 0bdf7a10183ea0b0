export type { Mutant, MutantId } from './mutant.ts';
export { leafMutant } from './mutant.ts';
export type { Unexpressible } from './mutants.ts';
export { MUTANTS, UNEXPRESSIBLE } from './mutants.ts';
export { primaryClause } from './primary-clause.ts';
export * from './witnesses/index.ts';
