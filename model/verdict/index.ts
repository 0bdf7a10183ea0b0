export * from './profile.ts';
export * from './trace.ts';
export * from './verdict.ts';
