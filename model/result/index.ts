export * from './campaign-result.ts';
export * from './coverage.ts';
export * from './evidence.ts';
export * from './finding.ts';
export * from './reachability.ts';
export * from './timeline.ts';
