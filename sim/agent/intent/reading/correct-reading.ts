import { objectKey } from '../../../../model/index.ts';
import type { PolicyReading } from '../policy-reading.ts';
import { unmatchableAddresses, blockTerm, cidrMeant } from './blocks.ts';
import { namespaceMatches, peerMatches, peersOf, peerTerms, podMatches } from './peers.ts';
import { identityOf, isEnforced, isKnownPeer, nodeAddresses, podAddresses } from './pods.ts';
import { isInForce, isolates, rulesOf, selectsSubject } from './policies.ts';
import { namedDestinations, namedPortsOf, nameOnEgress, nameOnIngress, resolveName } from './port-names.ts';
import { portRange, portsOf, protocolOf } from './ports.ts';
import { isReadable, requirementMatches, selectorMatches } from './selectors.ts';

/** What the clauses say, under a profile. */
export const correctReading: PolicyReading = {
  policyKey: objectKey,
  podKey: objectKey,
  identityOf,
  podAddresses,
  nodeAddresses,
  isEnforced,
  isKnownPeer,
  isReadable,
  requirementMatches,
  selectorMatches,
  isInForce,
  selectsSubject,
  isolates,
  rulesOf,
  peersOf,
  peerTerms,
  peerMatches,
  namespaceMatches,
  podMatches,
  blockTerm,
  cidrMeant,
  unmatchableAddresses,
  portsOf,
  protocolOf,
  portRange,
  namedPortsOf,
  resolveName,
  nameOnIngress,
  nameOnEgress,
  namedDestinations,
};
