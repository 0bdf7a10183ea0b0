export * from './apply-events.ts';
export * from './event.ts';
export * from './expectation.ts';
export * from './scenario.ts';
export * from './simulation.ts';
