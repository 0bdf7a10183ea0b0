export { CANARIES, canaryEngine } from './canary.ts';
