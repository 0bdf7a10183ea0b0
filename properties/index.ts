import { CHECKERS } from './checkers/index.ts';
import { engineAgreesWithReference } from './engine-agrees-with-reference.ts';
import { matrixAgreesWithReference } from './matrix-agrees-with-reference.ts';
import { METAMORPHIC } from './metamorphic/index.ts';
import type { Property } from './property.ts';
import { ROUND_TRIPS } from './round-trip/index.ts';

export type { SimulatingEngine } from './checkers/index.ts';
export { canSimulate, startOf, toldOf } from './checkers/index.ts';
export { playHistory } from './history/play-history.ts';
export type { HistoryListener } from './history/play-history.ts';
export { andThen, ask, unsupportedFeature } from './asking/asking.ts';
export {
  directionOf,
  engineAgreesWithReference,
  expectationOf,
  summaryOf,
} from './engine-agrees-with-reference.ts';
export * from './property.ts';
export { appliesToCase } from './rota.ts';
export type * from './expectation-result.ts';
export { checkScenario, scenarioHolds, violationOfResult } from './scenario-holds.ts';

/** Every property, in the order in which they are checked and listed. */
export const PROPERTIES: readonly Property[] = [
  engineAgreesWithReference,
  matrixAgreesWithReference,
  ...METAMORPHIC,
  ...ROUND_TRIPS,
  ...CHECKERS,
];
