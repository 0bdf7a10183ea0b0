import type { EngineFault } from '../model/index.ts';

/** An engine that failed to answer. A finding about the engine, never an error of the harness. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure';
  readonly fault: EngineFault;
  /** The end of what the engine wrote to its standard error. */
  readonly log: string | undefined;

  constructor(fault: EngineFault, message: string, log?: string) {
    super(message);
    this.fault = fault;
    this.log = log;
  }
}
