import { createEventQueue, createTraceHash } from './index.ts';
for (let round = 0; round < 4; round++) {
  const q = createEventQueue(); let n = 0; let x = 1;
  const next = () => { x = Math.imul(x, 1103515245) + 12345 | 0; return (x >>> 16) % 100; };
  const N = 3e6; const t0 = performance.now();
  const task = () => { if (n++ < N) q.schedule(next(), task); };
  for (let i = 0; i < 1000; i++) q.schedule(next(), task);
  const ran = q.drain(1e8); const t = performance.now() - t0;
  console.log('events/s', (ran / t * 1000 / 1e6).toFixed(2), 'M');
  const h = createTraceHash(); const t1 = performance.now();
  for (let i = 0; i < 200000; i++) h.add('12345 node-7 MODIFIED Pod/x/a uid-of-it 1234');
  console.log('hash MB/s', 200000*44/1e3/(performance.now()-t1));
}
