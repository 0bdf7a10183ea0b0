export { complexityOf } from './complexity.ts';
export type { Edit } from './edit.ts';
export { simplifications } from './simplifications.ts';
export { plainNames } from './names/plain-names.ts';
export { mutation } from './mutations/mutate.ts';
