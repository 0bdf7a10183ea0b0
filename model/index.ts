export * from './error.ts';
export * from './address/index.ts';
export * from './objects/index.ts';
export * from './flow/index.ts';
export * from './verdict/index.ts';
export * from './scenario/index.ts';
export * from './result/index.ts';

// What every folder needs of the catalogue: the names of clauses, the points that the API leaves open, and the
// bugs that are known.
export type { Clause, ClauseClass, ClauseGroup, ClauseId, ClauseKind, KnownBug } from '../spec/index.ts';
export { compareClauseIds, KNOWN_BUGS, PROFILE_OPTIONS } from '../spec/index.ts';
export { nearestWord } from './text/nearest-word.ts';
export { addTraces } from './text/trace-sum.ts';
export * from './version.ts';
