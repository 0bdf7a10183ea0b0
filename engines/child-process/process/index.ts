export * from './engine-process.ts';
export * from './json-rpc-client.ts';
export * from './line-splitter.ts';
export type { RpcRequest } from './request-queue.ts';
export * from './split-command-line.ts';
