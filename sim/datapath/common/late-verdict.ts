import type { HookVerdict } from '../datapath.ts';

/**
 * A verdict whose rule is put into words when somebody asks: of thousands, few are ever read. A class, because an
 * object literal with a getter takes several times as long to make.
 */
class LateVerdict implements HookVerdict {
  readonly action: HookVerdict['action'];
  readonly #describe: () => string;

  constructor(action: HookVerdict['action'], describe: () => string) {
    this.action = action;
    this.#describe = describe;
  }

  get rule(): string {
    return this.#describe();
  }
}

/** A verdict by a rule that is described on demand. */
export function lateVerdict(action: HookVerdict['action'], describe: () => string): HookVerdict {
  return new LateVerdict(action, describe);
}
