export * from './askable-cells.ts';
export * from './flow-json.ts';
export * from './identity.ts';
export * from './messages.ts';
export * from './verdict-json.ts';
