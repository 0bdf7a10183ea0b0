export { BROAD } from './broad.ts';
export { questionsOf } from './questions.ts';
export type { Question } from './questions.ts';
export { rightEngine } from './right-engine.ts';
export { triggerNames, triggerOf } from './triggers.ts';
