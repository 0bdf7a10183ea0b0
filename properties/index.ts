import { addingARuleOnlyAllows } from './metamorphic/adding-a-rule-only-allows.ts';
import { engineAgreesWithReference } from './engine-agrees-with-reference.ts';
import { matrixAgreesWithReference } from './matrix-agrees-with-reference.ts';
import { namesMeanNothing } from './metamorphic/names-mean-nothing.ts';
import { orderChangesNothing } from './metamorphic/order-changes-nothing.ts';
import type { Property } from './property.ts';

export { directionOf, summaryOf } from './engine-agrees-with-reference.ts';
export * from './property.ts';
export type * from './expectation-result.ts';
export { checkScenario, scenarioHolds, violationOfResult } from './scenario-holds.ts';

/** Every property, in the order in which they are checked and listed. */
export const PROPERTIES: readonly Property[] = [
  engineAgreesWithReference,
  matrixAgreesWithReference,
  orderChangesNothing,
  addingARuleOnlyAllows,
  namesMeanNothing,
];
