export type { PluginBug, PluginParts, RealBug, SemanticsBug, ZooEntry } from './zoo-entry.ts';
export type { UnmodelledBug } from './unmodelled.ts';
export { UNMODELLED } from './unmodelled.ts';
export { ZOO } from './zoo.ts';
