import { compareClauseIds } from '../../model/index.ts';
import type { AdmissionMutant } from './admission-mutant.ts';
import { CIDR_MUTANTS } from './cidr-mutants.ts';
import { SHAPE_MUTANTS } from './shape-mutants.ts';
import { STORING_MUTANTS } from './storing-mutants.ts';
import { VALIDATION_MUTANTS } from './validation-mutants.ts';

/** Every clause that admission decides or that the API's shape rests on, typically misread; in catalogue order. */
export const ADMISSION_MUTANTS: readonly AdmissionMutant[] = [
  ...VALIDATION_MUTANTS,
  ...CIDR_MUTANTS,
  ...STORING_MUTANTS,
  ...SHAPE_MUTANTS,
].toSorted((a, b) => compareClauseIds(a.clause, b.clause));
