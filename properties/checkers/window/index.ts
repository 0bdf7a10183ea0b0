export { identityIn } from './view-ends.ts';
export { windowsShowKnownStates } from './windows-show-known-states.ts';
