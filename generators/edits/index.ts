export { complexityOf } from './complexity.ts';
export type { Edit } from './edit.ts';
export { simplifications } from './simplifications.ts';
export { mutation } from './mutations/mutate.ts';
