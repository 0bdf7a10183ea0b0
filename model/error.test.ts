import { describe, expect, it } from 'vitest';
import { FencepostError, formatPosition } from './error.ts';

describe('FencepostError', () => {
  it('puts the position in front, as editors link it', () => {
    const error = new FencepostError('input', 'must be a CIDR', { file: 'p.yaml', line: 7, column: 3 });
    expect(error.message).toBe('p.yaml:7:3: must be a CIDR');
    expect(error).toMatchObject({ name: 'FencepostError', code: 'input', position: { line: 7 } });
    expect(error).toBeInstanceOf(Error);
  });

  it('stands alone without one, and keeps its cause', () => {
    const cause = new Error('ENOENT');
    const error = new FencepostError('io', 'no such file', undefined, cause);
    expect(error.message).toBe('no such file');
    expect(error.cause).toBe(cause);
    expect(new FencepostError('usage', 'no')).not.toHaveProperty('cause');
  });
});

describe('formatPosition', () => {
  it.each([
    [{ file: 'p.yaml' }, 'p.yaml'],
    [{ file: 'p.yaml', line: 7 }, 'p.yaml:7'],
    [{ file: 'p.yaml', line: 7, column: 3 }, 'p.yaml:7:3'],
  ])('%o is %s', (position, text) => {
    expect(formatPosition(position)).toBe(text);
  });
});
