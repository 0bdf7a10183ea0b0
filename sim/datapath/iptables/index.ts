export type { IptablesCompiler } from './compiler.ts';
export { IPTABLES_COMPILER } from './compiler.ts';
export { iptablesDatapath } from './iptables-datapath.ts';
export type { IptablesOperation } from './operation.ts';
export { iptablesOperation } from './operation.ts';
export type { IptablesState } from './state.ts';
