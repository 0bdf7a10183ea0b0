export * from './cidr.ts';
export * from './ip.ts';
export * from './unicast.ts';
export * from './range-text.ts';
