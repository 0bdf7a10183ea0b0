/**
 * Fencepost as a library. One folder a line, and nothing but what the folder itself lets outsiders have; bundlers
 * drop what is not used. `docs/architecture.md` says what lives where.
 */
export * from './spec/index.ts';
export * from './model/index.ts';
export * from './admission/index.ts';
export * from './evaluator/index.ts';
export * from './generators/index.ts';
export * from './scenarios/index.ts';
export * from './engines/index.ts';
export * from './properties/index.ts';
export * from './runner/index.ts';
