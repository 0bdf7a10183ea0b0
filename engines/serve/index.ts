export * from './serve-engine.ts';
