export type { PluginBug, PluginParts, RealBug, SemanticsBug, ZooEntry } from './zoo-entry.ts';
export { ZOO } from './zoo.ts';
