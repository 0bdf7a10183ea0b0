import manifest from '../package.json' with { type: 'json' };

/** The version of Fencepost, and so of every engine inside it. */
export const VERSION: string = manifest.version;
