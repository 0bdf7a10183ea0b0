export type { ApiServer, ApiServerOptions, SubmitOutcome } from './api-server.ts';
export { createApiServer } from './api-server.ts';
export type { Controller, ControllerOptions } from './controller.ts';
export { createController } from './controller.ts';
export type {
  ObjectKind,
  StoredObject,
  WatchEvent,
  WatchFaults,
  WatchOptions,
  WatchSource,
  WatchStream,
} from './watch.ts';
export { NO_FAULTS } from './watch.ts';
