export type { Mutant, MutantId } from './mutant.ts';
export { leafMutant } from './mutant.ts';
export type { Unexpressible } from './mutants.ts';
export { MUTANTS, UNEXPRESSIBLE } from './mutants.ts';
export * from './witnesses/index.ts';
export { RIGHT_DATAPATH } from './time/time-mutant.ts';
export type { TimeMutant } from './time/time-mutant.ts';
export { TIME_MUTANTS } from './time/time-mutants.ts';
