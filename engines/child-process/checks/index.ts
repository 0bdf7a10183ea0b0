export type { CheckEngineOptions, EngineCheck, RuleResult } from './check-engine.ts';
export { checkEngine, PROTOCOL_RULES } from './check-engine.ts';
