import type { PartialProfile } from '../../../model/index.ts';
import { FencepostError, PROFILE_OPTIONS } from '../../../model/index.ts';
import { excerpt, isJsonObject } from './messages.ts';

/** The catalogue's way to say that any number of milliseconds is a value. */
const TICKS = 'n ticks';

/**
 * The options of a declared profile that Fencepost knows; others are ignored.
 *
 * @throws FencepostError `engine` for a value that its option does not have
 */
export function readProfile(value: unknown, field: string): PartialProfile {
  if (!isJsonObject(value)) {
    throw new FencepostError('engine', `${field}: must be an object, not ${excerpt(value)}`);
  }
  const profile: Record<string, unknown> = {};
  for (const { option, values } of PROFILE_OPTIONS) {
    if (!Object.hasOwn(value, option)) continue;
    const declared = value[option];
    if (!values.some((form) => isOfForm(declared, form))) {
      const choice = values.includes(TICKS) ? 'a number of milliseconds' : `one of ${values.join(', ')}`;
      throw new FencepostError('engine', `${field}.${option}: must be ${choice}, not ${excerpt(declared)}`);
    }
    profile[option] = declared;
  }
  return profile as PartialProfile;
}

/** Whether a value is what the catalogue writes, where `(n)` stands for a number in parentheses. */
function isOfForm(declared: unknown, form: string): boolean {
  if (form === TICKS) return Number.isSafeInteger(declared) && (declared as number) >= 0;
  if (typeof declared !== 'string') return false;
  if (!form.endsWith('(n)')) return declared === form;
  const name = form.slice(0, -'(n)'.length);
  return declared.startsWith(name) && /^\((?:0|[1-9]\d{0,14})\)$/.test(declared.slice(name.length));
}
