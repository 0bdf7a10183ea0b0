import type { ExecEngineOptions } from '../child-process/index.ts';
import type { Engine } from '../engine.ts';
import type { ProgramFailure } from './failing-program.ts';
import { failingProgram } from './failing-program.ts';
import { onceIn } from './once-in.ts';

/** The canaries that fly with a campaign, by what comes after `canary:`. */
export const CANARIES = [
  { name: 'once-in-16', description: 'the specification, but for one verdict in one cluster out of 16' },
  { name: 'crash', description: 'a program that ends in mid-question' },
  { name: 'hang', description: 'a program that stops answering' },
  { name: 'leak', description: 'a program that needs more memory with every question, until it has none' },
] as const;

/**
 * An engine that fails by design: `crash`, `hang` or `leak` in a process of its own, or `once-in-N` in this one.
 *
 * @returns `undefined` for any other name
 */
export function canaryEngine(
  name: string,
  options: ExecEngineOptions = {},
): Engine | Promise<Engine> | undefined {
  if (isProgramFailure(name)) return failingProgram(name, options);
  const every = /^once-in-([1-9]\d{0,8})$/.exec(name)?.[1];
  return every === undefined ? undefined : onceIn(Number(every));
}

function isProgramFailure(name: string): name is ProgramFailure {
  return name === 'crash' || name === 'hang' || name === 'leak';
}
