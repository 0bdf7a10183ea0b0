export type { EbpfCompiler, MapCapacity } from './compiler.ts';
export { EBPF_COMPILER } from './compiler.ts';
export { ebpfDatapath } from './ebpf-datapath.ts';
export type { EbpfOperation } from './operation.ts';
export type { EbpfState } from './state.ts';
