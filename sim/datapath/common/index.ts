export * from './block.ts';
export * from './datapath-profile.ts';
export * from './late-verdict.ts';
export * from './longest-prefix.ts';
export * from './packet-address.ts';
export * from './rule-branches.ts';
export * from './short-hash.ts';
export { isSameData } from './same-data.ts';
