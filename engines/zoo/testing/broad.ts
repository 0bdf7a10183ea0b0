/**
 * Bugs that break more than a tenth of the conformance corpus, and why: whoever had them met them everywhere. Policies
 * without rules and selectors without terms are what every tutorial begins with.
 */
export const BROAD: Readonly<Record<string, string>> = {
  'OVN-NONE': 'an empty selector, as subject or as peer, found nobody',
  'KR-90': 'a policy for all pods of its namespace had no subjects',
  'KR-883': 'a policy without rules isolated nobody',
  'ANTREA-131': 'a policy without rules restricted nothing, and an empty rule allowed nothing',
  'NPAPI-DENYALL': 'a policy without rules was not programmed',
  'KR-1076': 'on a host that drops by default nothing arrived that a policy allowed',
};
