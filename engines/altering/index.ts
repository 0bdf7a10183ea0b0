export * from './answering.ts';
export * from './blocks.ts';
export * from './peers.ts';
export * from './rules.ts';
export * from './semantics-with.ts';
export * from './sides.ts';
