import type { Property } from '../property.ts';
import { connectionsFollowTheProfile } from './connections-follow-the-profile.ts';
import { checkerProperties } from './follow-history.ts';
import { settlesAsSpecified } from './settles-as-specified.ts';
import { settlesLikeAFreshStart } from './settles-like-a-fresh-start.ts';
import { unprogrammableOpensNothing } from './unprogrammable-opens-nothing.ts';
import { windowsShowKnownStates } from './window/index.ts';

export type { SimulatingEngine } from './checker.ts';
export { canSimulate, startOf, toldOf } from './checker.ts';

/** What must hold of a plugin that is followed through a history. */
export const CHECKERS: readonly Property[] = checkerProperties([
  settlesLikeAFreshStart,
  settlesAsSpecified,
  windowsShowKnownStates,
  connectionsFollowTheProfile,
  unprogrammableOpensNothing,
]);
