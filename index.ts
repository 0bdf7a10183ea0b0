/**
 * Fencepost as a library: the vocabulary, admission, and the specification made executable. One folder a line,
 * and nothing but what the folder itself lets outsiders have.
 */
export * from './model/index.ts';
export * from './admission/index.ts';
export * from './evaluator/index.ts';
