// Builds dist/: the command line, the measurements, and the library with its type declarations.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Output → source; what is not written yet is left out. */
const programs = existing({
  fencepost: 'cli/main.ts',
  bench: 'bench/main.ts',
  'campaign-worker': 'runner/campaign/crew/campaign-worker.ts',
  'zoo-worker': 'runner/zoo/crew/zoo-worker.ts',
  'canary-program': 'engines/canary/canary-program.mjs',
});
const library = existing({ index: 'index.ts' });

// Bundled and split, a command opens the few chunks that it needs instead of hundreds of modules, and
// `fencepost --version` starts about as fast as bare Node.
const common = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  chunkNames: 'chunks/[name]-[hash]',
  legalComments: 'none',
  logLevel: 'warning',
};

// Dependencies written in CommonJS call `require` for Node's own modules; an ES module has none.
const programBanner = `#!/usr/bin/env node
import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);`;

rmSync(`${root}dist`, { recursive: true, force: true });
try {
  await buildPrograms();
  await buildLibrary();
} catch {
  // esbuild has said what is wrong.
  process.exitCode = 1;
}

/** Programs carry their dependencies with them, but for one that starts workers from files of its own. */
async function buildPrograms() {
  await build({ ...common, entryPoints: programs, external: ['piscina'], banner: { js: programBanner } });
  for (const name of Object.keys(programs)) chmodSync(`${root}dist/${name}.js`, 0o755);
}

/** The library leaves dependencies to its importer, so that there is one fast-check in a process, not two. */
async function buildLibrary() {
  await build({ ...common, entryPoints: library, packages: 'external' });
  const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'];
  const { status } = spawnSync(process.execPath, tsc, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}

function existing(entries) {
  return Object.fromEntries(Object.entries(entries).filter(([, source]) => existsSync(`${root}${source}`)));
}
