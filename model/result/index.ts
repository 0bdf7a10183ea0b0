export * from './campaign-result.ts';
export * from './finding.ts';
