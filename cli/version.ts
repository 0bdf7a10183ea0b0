export { version } from '../runner/version.ts';
