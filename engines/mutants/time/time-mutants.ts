import { CONNECTION_MUTANTS } from './connections.ts';
import { PEER_LABEL_MUTANTS, RELABEL_MUTANTS } from './labels.ts';
import { INIT_MUTANTS, START_MUTANTS, TERMINATION_MUTANTS } from './pods.ts';
import {
  DELETION_MUTANTS,
  LOSS_MUTANTS,
  NAMESPACE_MUTANTS,
  ORDER_MUTANTS,
  UPDATE_MUTANTS,
} from './policies.ts';
import type { TimeMutant } from './time-mutant.ts';

/** Every mandated clause that only time can show, typically misread by a simulated plugin; in catalogue order. */
export const TIME_MUTANTS: readonly TimeMutant[] = [
  ...PEER_LABEL_MUTANTS,
  ...CONNECTION_MUTANTS,
  ...START_MUTANTS,
  ...LOSS_MUTANTS,
  ...INIT_MUTANTS,
  ...UPDATE_MUTANTS,
  ...RELABEL_MUTANTS,
  ...ORDER_MUTANTS,
  ...NAMESPACE_MUTANTS,
  ...TERMINATION_MUTANTS,
  ...DELETION_MUTANTS,
];
