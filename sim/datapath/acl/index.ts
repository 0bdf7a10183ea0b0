export { aclDatapath } from './acl-datapath.ts';
export type { AclCompiler } from './compiler.ts';
export { ACL_COMPILER } from './compiler.ts';
export type { AclOperation } from './operation.ts';
export { aclOperation } from './operation.ts';
export type { AclState } from './state.ts';
