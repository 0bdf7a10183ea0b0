import type { Scenario } from '../../model/index.ts';
import { DIMENSIONS, shows } from './dimensions.ts';

/**
 * Which dimensions that real bugs need a scenario has something of, in the order of their table. Of a dimension
 * with several parts any one will do: none of them has to be there for the others to matter.
 */
export function dimensionsOf(scenario: Scenario): string[] {
  return Object.entries(DIMENSIONS).flatMap(([id, row]) =>
    typeof row !== 'string' && row.some((part) => shows(part, scenario)) ? [id] : [],
  );
}

/** Every two things of a list, as one text each. */
export function pairsOf(names: readonly string[]): string[] {
  return names.flatMap((one, index) => names.slice(index + 1).map((other) => `${one}+${other}`));
}
