export * from './cuts.ts';
export * from './endpoint.ts';
export * from './flow.ts';
export * from './probe-set.ts';
export * from './packet-classes.ts';
export * from './translated-ends.ts';
export * from './probes-of-flows.ts';
export * from './policy-cuts.ts';
