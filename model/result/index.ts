export * from './campaign-result.ts';
export * from './finding.ts';
export * from './reachability.ts';
