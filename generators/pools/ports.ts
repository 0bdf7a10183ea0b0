/** Port numbers: neighbours, the ends, and those that people use. */
export const PORT_NUMBERS: readonly number[] = [
  80, 81, 79, 443, 53, 8080, 8081, 1, 65535, 2, 65534, 5978, 32768,
];

/** Names of container ports, some of them prefixes of others. */
export const PORT_NAMES: readonly string[] = ['web', 'dns', 'web-2', 'metrics', 'we', 'a'];

/** A name that no generated pod declares. */
export const UNDECLARED_NAME = 'nowhere';
