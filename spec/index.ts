export * from './catalogue.ts';
export * from './clause.ts';
export * from './known-bug.ts';
export * from './profile-option.ts';
export * from './upstream-test.ts';
