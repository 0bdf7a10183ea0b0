import { FencepostError } from '../../model/index.ts';
import type { ParsedArguments } from '../command.ts';

/** The value of an option that takes one, or `undefined`. */
export function textOption({ values }: ParsedArguments, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** The values of an option that may be repeated. */
export function listOption({ values }: ParsedArguments, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** A whole number within bounds. */
export function numberOption(
  parsed: ParsedArguments,
  name: string,
  { min = 0, max = Number.MAX_SAFE_INTEGER }: { readonly min?: number; readonly max?: number } = {},
): number | undefined {
  const text = textOption(parsed, name);
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value) || value < min || value > max) {
    throw new FencepostError('usage', `--${name}: '${text}' is not a whole number from ${min} to ${max}`);
  }
  return value;
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** A duration such as `500ms`, `30s`, `5m` or `1h`; in milliseconds. A bare number is seconds. */
export function durationOption(parsed: ParsedArguments, name: string): number | undefined {
  const text = textOption(parsed, name);
  if (text === undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text);
  const milliseconds = match === null ? Number.NaN : Number(match[1]) * UNITS[match[2] ?? 's']!;
  if (!Number.isFinite(milliseconds) || milliseconds <= 0) {
    throw new FencepostError('usage', `--${name}: '${text}' is not a duration such as 500ms, 30s, 5m or 1h`);
  }
  return milliseconds;
}

/** One of a closed set of words. */
export function choiceOption<Choice extends string>(
  parsed: ParsedArguments,
  name: string,
  choices: readonly Choice[],
  fallback: Choice,
): Choice {
  const text = textOption(parsed, name);
  if (text === undefined) return fallback;
  const choice = choices.find((each) => each === text);
  if (choice === undefined) {
    throw new FencepostError('usage', `--${name}: '${text}' is none of ${choices.join(', ')}`);
  }
  return choice;
}
