export type { NftTransaction } from './nftables-datapath.ts';
export { nftablesDatapath } from './nftables-datapath.ts';
export type { Ruleset } from './ruleset.ts';
