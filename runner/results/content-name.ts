import { createHash } from 'node:crypto';

/** The first twelve hex digits of the content's SHA-256: the name of a scenario file. */
export function contentName(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
