import type { Context } from '../../evaluator/index.ts';
import { alterContext } from '../../evaluator/index.ts';
import type { Profile, ProfileOption } from '../../model/index.ts';

/**
 * The same context for somebody who takes one answer to an open point for the only one, whatever the profile
 * says. The typical mistake with clauses that leave a choice.
 */
export function answering<Name extends ProfileOption>(
  context: Context,
  name: Name,
  answer: Profile[Name],
): Context {
  const option = (asked: ProfileOption): Profile[ProfileOption] =>
    asked === name ? answer : context.option(asked);
  return alterContext(context, { option: option as Context['option'] });
}
