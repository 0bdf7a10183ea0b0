// Prints how long `fencepost --version` takes beside Node alone. A warning, not a failure: machines differ.
import { spawnSync } from 'node:child_process';

const LIMIT = 2;
const ROUNDS = 15;

const bare = ['-e', '0'];
const version = ['dist/fencepost.js', '--version'];
const times = { bare: [], version: [] };
for (let round = 0; round < ROUNDS; round++) {
  times.bare.push(timed(bare));
  times.version.push(timed(version));
}
const [bareMs, versionMs] = [median(times.bare), median(times.version)];
const ratio = versionMs / bareMs;
console.log(
  `fencepost --version ${versionMs.toFixed(0)} ms, node ${bareMs.toFixed(0)} ms: ${ratio.toFixed(2)} times`,
);
if (ratio > LIMIT) console.log(`warning: start-up takes more than ${LIMIT} times as long as Node itself`);

function timed(args) {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
  return performance.now() - started;
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
