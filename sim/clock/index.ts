export type { EventQueue } from './event-queue.ts';
export { createEventQueue } from './event-queue.ts';
export type { Random } from './random.ts';
export { createRandom } from './random.ts';
export type { TraceHash } from './trace-hash.ts';
export { createTraceHash } from './trace-hash.ts';
