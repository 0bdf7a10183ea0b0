import { readFileSync } from 'node:fs';
import type { Document } from 'yaml';
import { parseDocument } from 'yaml';
import type { ExpectedFailure } from '../../model/index.ts';
import { FencepostError, staleKeyProblem } from '../../model/index.ts';

const FIELDS = ['key', 'reason', 'link', 'expires'] as const;

/**
 * The failures that a file says are known: a list under `expected`, each with `key`, `reason`, `link` and
 * `expires`, and with `sometimes: true` where campaigns may miss it.
 *
 * @throws FencepostError `input` for anything else; a typing error must not excuse what it does not name
 */
export function readExpected(file: string): ExpectedFailure[] {
  const document = parseDocument(readText(file));
  const wrong = document.errors[0];
  if (wrong !== undefined) throw new FencepostError('input', wrong.message.split('\n')[0]!, { file });
  const root = dataOf(document, file);
  const list = isObject(root) ? root['expected'] : undefined;
  if (!Array.isArray(list)) {
    throw new FencepostError('input', "not a list of known failures under 'expected'", { file });
  }
  const failures = list.map((value: unknown, index) => failureOf(value, `expected[${index}]`, file));
  const twice = failures.find(({ key }, index) =>
    failures.some((each, at) => at < index && each.key === key),
  );
  if (twice !== undefined) throw new FencepostError('input', `${twice.key} is there twice`, { file });
  return failures;
}

/** Aliases are of no use here, and a few lines of them fill any memory. */
function dataOf(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    throw new FencepostError('input', `no aliases here: ${(error as Error).message}`, { file }, error);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new FencepostError('input', `cannot read ${file}: ${(error as Error).message}`, undefined, error);
  }
}

function failureOf(value: unknown, path: string, file: string): ExpectedFailure {
  if (!isObject(value)) throw new FencepostError('input', `${path}: must be an object`, { file });
  const { sometimes, ...rest } = value;
  for (const name of FIELDS) {
    if (typeof rest[name] !== 'string' || rest[name] === '') {
      throw new FencepostError('input', `${path}.${name}: must be a text`, { file });
    }
  }
  const unknown = Object.keys(rest).find((name) => !FIELDS.some((each) => each === name));
  if (unknown !== undefined) {
    throw new FencepostError('input', `${path}.${unknown}: there is no such field`, { file });
  }
  const { key, reason, link, expires } = rest as Record<(typeof FIELDS)[number], string>;
  const problem = staleKeyProblem(key);
  if (problem !== undefined) throw new FencepostError('input', `${path}.key: ${problem}`, { file });
  if (!isDay(expires)) {
    throw new FencepostError('input', `${path}.expires: '${expires}' is no day such as 2026-12-31`, { file });
  }
  if (sometimes !== undefined && typeof sometimes !== 'boolean') {
    throw new FencepostError('input', `${path}.sometimes: must be true or false`, { file });
  }
  return { key, reason, link, expires, ...(sometimes === undefined ? {} : { sometimes }) };
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // The 31st of a month that has none is another day to JavaScript.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
