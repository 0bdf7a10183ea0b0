export type { CheckEngineOptions, EngineCheck, RuleResult } from './checks/index.ts';
export { checkEngine, PROTOCOL_RULES } from './checks/index.ts';
export type { ConnectionPort, OpenedConnection } from './connection-port.ts';
export type { ExecEngine, ExecEngineOptions } from './exec-engine.ts';
export { execEngine } from './exec-engine.ts';
export { splitCommandLine } from './process/index.ts';
