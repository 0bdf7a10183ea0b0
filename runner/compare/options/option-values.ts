import type { PartialProfile, ProfileOption } from '../../../model/index.ts';
import { PROFILE_OPTIONS, SPEC_DEFAULT } from '../../../model/index.ts';

/** An option whose answers are words, and so can be told apart. */
export interface OpenOption {
  readonly option: ProfileOption;
  /** As the catalogue names them: `flush-after(n)` stands for any number. */
  readonly values: readonly string[];
  readonly nonConforming: readonly string[];
  readonly clauses: readonly string[];
}

/** The options in catalogue order, without those that are a number. */
export const OPEN_OPTIONS: readonly OpenOption[] = PROFILE_OPTIONS.flatMap((entry) => {
  const option = entry.option as ProfileOption;
  return typeof SPEC_DEFAULT[option] === 'number' ? [] : [{ ...entry, option }];
});

/** The name that the catalogue gives to the value of a profile; `undefined` where it has none. */
export function valueIn(profile: PartialProfile, option: ProfileOption): string | undefined {
  const value = profile[option];
  return value === undefined ? undefined : String(value).replace(/^flush-after\(\d+\)$/, 'flush-after(n)');
}
