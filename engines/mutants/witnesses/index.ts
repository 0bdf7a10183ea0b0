export { differingCells } from './differing-cells.ts';
export type { Aspect, FlowWitness } from './flow-witnesses.ts';
export { FLOW_WITNESSES } from './flow-witnesses.ts';
export { LIST_LENGTHS } from './lengths.ts';
export { SELECTOR_POSITIONS } from './positions.ts';
