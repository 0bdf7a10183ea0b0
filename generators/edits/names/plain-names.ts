import type { Scenario } from '../../../model/index.ts';
import type { Edit } from '../edit.ts';
import type { Renaming } from './rename.ts';
import { renamed } from './rename.ts';
import { SHORT_NAMES } from './short-names.ts';
import { namesOf } from './simpler-names.ts';

/** What is known by names that mean nothing. Labels mean something to the selectors that compare them. */
const NAMED: readonly Renaming['what'][] = ['namespace', 'pod', 'policy', 'service', 'node'];

/**
 * The scenario under the first names there are, in the order of occurrence: x/a and x/b where it had x/k and x/c.
 * First with all names replaced, then with those of one kind. They are as short as those before, so that none of
 * this is a simplification: it is done once, at the end.
 */
export function* plainNames(scenario: Scenario): Generator<Edit> {
  const names = namesOf(scenario);
  const renamings = NAMED.map((what) => renamingsOf(what, [...(names.get(what) ?? [])]));
  const needed = renamings.filter((each) => each.length > 0);
  if (needed.length > 1) yield editOf(scenario, needed.flat());
  for (const each of needed) yield editOf(scenario, each);
}

function editOf(scenario: Scenario, renamings: readonly Renaming[]): Edit {
  return {
    describe: `rename ${renamings.map(({ what, from, to }) => `${what} ${from} to ${to}`).join(', ')}`,
    apply: () => {
      // By way of names that nothing has, because names may change places.
      const aside = renamings.map((renaming, index) => ({ ...renaming, to: `~${index}` }));
      const back = renamings.map((renaming, index) => ({ ...renaming, from: `~${index}` }));
      return [...aside, ...back].reduce(renamed, scenario);
    },
  };
}

/** None where all names are plain already, or there are more of them than plain ones. */
function renamingsOf(what: Renaming['what'], names: readonly string[]): Renaming[] {
  const plain = SHORT_NAMES[what];
  if (names.length > plain.length) return [];
  return names.flatMap((from, index) => (from === plain[index] ? [] : [{ what, from, to: plain[index]! }]));
}
