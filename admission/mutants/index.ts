export type { AdmissionMutant, AdmissionMutantId } from './admission-mutant.ts';
export { ADMISSION_MUTANTS } from './admission-mutants.ts';
export type { ForeignField } from './shape-mutants.ts';
export { FOREIGN_FIELDS } from './shape-mutants.ts';
