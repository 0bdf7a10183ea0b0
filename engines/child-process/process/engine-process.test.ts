import { once } from 'node:events';
import { expect, test } from 'vitest';
import { startProcess } from './engine-process.ts';

const NODE = process.execPath;

test.each([
  ['process.exit(3)', 'exited with code 3'],
  ['process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)', 'was ended by SIGTERM'],
  ['require("fs").closeSync(1); setInterval(() => {}, 1000)', 'closed its standard output'],
])('%s: %s', async (script, end) => {
  const engine = await startProcess([NODE, '-e', script]);
  engine.stdout.resume();
  expect(await engine.ended).toBe(end);
});

test('all that was written before the end is read before the end is told', async () => {
  const engine = await startProcess([
    NODE,
    '-e',
    'process.stdout.write("x".repeat(300000), () => process.exit(0))',
  ]);
  let bytes = 0;
  engine.stdout.on('data', (chunk: Buffer) => (bytes += chunk.length));
  await engine.ended;
  expect(bytes).toBe(300_000);
});

test('the harness listens for its own exit only while a process runs', async () => {
  const before = process.listenerCount('exit');
  const both = await Promise.all([0, 1].map(() => startProcess([NODE, '-e', 'process.stdin.resume()'])));
  expect(process.listenerCount('exit')).toBe(before + 1);
  for (const engine of both) {
    engine.stdout.resume();
    engine.stdin.end();
  }
  await Promise.all(both.map(({ ended }) => ended));
  expect(process.listenerCount('exit')).toBe(before);
});

test('a signal after the end does nothing', async () => {
  const engine = await startProcess([NODE, '-e', '']);
  engine.stdout.resume();
  await engine.ended;
  expect(() => engine.kill('SIGKILL')).not.toThrow();
});

test('a harness that exits takes its engines along', async () => {
  // A harness of its own, since this one must live on.
  const script = `
    import { startProcess } from ${JSON.stringify(`${import.meta.dirname}/engine-process.ts`)};
    const engine = await startProcess([process.execPath, '-e', 'process.on("SIGHUP", () => {}); setInterval(() => {}, 1000); console.log(process.pid)']);
    engine.stdout.once('data', (pid) => process.stdout.write(pid, () => process.exit(0)));
  `;
  const harness = await startProcess([NODE, '--import', 'tsx', '--input-type=module', '-e', script]);
  const [pid] = (await once(harness.stdout, 'data')) as [Buffer];
  harness.stdout.resume();
  expect(await harness.ended).toBe('exited with code 0');
  const { isAlive } = await import('../testing/processes.ts');
  await expect.poll(() => isAlive(Number(pid))).toBe(false);
});
