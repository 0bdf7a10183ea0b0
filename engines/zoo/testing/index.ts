import { BLOCK_TRIGGERS } from './blocks.ts';
import { COMBINATION_TRIGGERS } from './combinations.ts';
import { PORT_TRIGGERS } from './ports.ts';
import { SELECTOR_TRIGGERS } from './selectors.ts';
import type { Triggers } from './trigger.ts';

export { ORDINARY_CLUSTERS } from './ordinary.ts';
export { scenarioOfTrigger } from './trigger.ts';

/** For each entry of the zoo, a small case on which it errs. Test data: nothing else imports it. */
export const TRIGGERS: Triggers = {
  ...BLOCK_TRIGGERS,
  ...PORT_TRIGGERS,
  ...SELECTOR_TRIGGERS,
  ...COMBINATION_TRIGGERS,
};
