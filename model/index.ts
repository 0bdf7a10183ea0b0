export * from './error.ts';
export * from './address/index.ts';
export * from './objects/index.ts';
export * from './flow/index.ts';
export * from './verdict/index.ts';
export * from './scenario/index.ts';
export * from './result/index.ts';
