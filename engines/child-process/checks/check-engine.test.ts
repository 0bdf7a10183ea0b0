import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkEngine, PROTOCOL_RULES } from './check-engine.ts';

const RUDE = fileURLToPath(new URL('testing/rude-engine.mjs', import.meta.url));

const QUICK = { requestTimeoutMs: 3_000 };

async function isBroken(rule: string): Promise<boolean> {
  const { results } = await checkEngine(`${process.execPath} ${RUDE} ${rule}`, { ...QUICK, rules: [rule] });
  return results[0]?.status === 'broken';
}

describe('an engine', () => {
  test('that keeps every rule is found to keep every rule', async () => {
    const { engine, results } = await checkEngine(`${process.execPath} ${RUDE} none`, QUICK);
    expect(engine).toBe('rude');
    expect(results.filter(({ status }) => status !== 'kept')).toEqual([]);
    expect(results).toHaveLength(PROTOCOL_RULES.length);
  });

  test.each(PROTOCOL_RULES.map(({ name }) => name))('that breaks %s is caught at it', async (rule) => {
    expect(await isBroken(rule)).toBe(true);
  });

  test('that is no engine at all breaks the first rule, and says why', async () => {
    const { engine, results } = await checkEngine(`${process.execPath} -e console.log(1)`, QUICK);
    expect(engine).toContain('console.log(1)');
    expect(results[0]).toMatchObject({ rule: 'introduces-itself', status: 'broken' });
    expect(results[0]!.detail).toContain('no message');
  });

  test('that cannot be started is a mistake of the command line', async () => {
    await expect(checkEngine('./no-such-engine-anywhere', QUICK)).rejects.toMatchObject({ code: 'usage' });
  });
});
