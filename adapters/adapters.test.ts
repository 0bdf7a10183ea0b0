import { execFile, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExecEngine } from '../engines/index.ts';
import { checkEngine, execEngine } from '../engines/index.ts';
import { checkScenario } from '../properties/index.ts';
import { findScenarioFiles, packagedScenariosDirectory, readScenarioFile } from '../scenarios/index.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const scenarios = packagedScenariosDirectory();
const findings = readFileSync(join(here, '../docs/findings.md'), 'utf8');

/** The scenarios of the corpus that an engine fails; docs/findings.md says why. */
const ADAPTERS = [
  {
    name: 'cilium',
    module: 'github.com/cilium/cilium',
    failing: ['HOST-4', 'IPB-10', 'IPB-15', 'NODE-3', 'TYPE-4', 'TYPE-5', 'TYPE-8'],
  },
  {
    name: 'cyclonus',
    module: 'github.com/mattfenwick/cyclonus',
    failing: ['IPB-15', 'NS-7', 'SEL-13', 'SEL-3', 'SEL-8', 'SEL-9'],
  },
  {
    name: 'kube-network-policies',
    module: 'sigs.k8s.io/kube-network-policies',
    failing: ['IPB-15'],
  },
  {
    name: 'netpol-analyzer',
    module: 'github.com/np-guard/netpol-analyzer',
    failing: [
      'HOST-5',
      'IPB-8',
      'NODE-1',
      'NODE-3',
      'NODE-5',
      'NODE-6',
      'PORT-4',
      'SVC-7',
      'T30-any-port-of-one-protocol',
      'VAL-29',
      'default-deny-all',
      'default-deny-ingress',
    ],
  },
];

/** A first build fetches modules and compiles some thousand packages. */
const BUILD_TIMEOUT_MS = 20 * 60_000;

const goVersion = /go1\.(\d+)/.exec(spawnSync('go', ['version'], { encoding: 'utf8' }).stdout ?? '');
const missing = Number(goVersion?.[1] ?? 0) >= 26 ? undefined : 'Go 1.26 or later is not installed';

const run = promisify(execFile);

async function build(name: string): Promise<string> {
  const { stdout } = await run('sh', [join(here, 'build'), name], { timeout: BUILD_TIMEOUT_MS });
  return stdout.trim();
}

/** The version that an adapter's go.mod pins. */
function pinnedVersion(name: string, module: string): string | undefined {
  const lines = readFileSync(join(here, name, 'go.mod'), 'utf8').split('\n');
  return lines.map((line) => line.trim().split(' ')).find(([path]) => path === module)?.[1];
}

async function failingScenarios(engine: ExecEngine, folders: readonly string[]): Promise<string[]> {
  const failing: string[] = [];
  for (const file of findScenarioFiles(folders)) {
    const results = await checkScenario(readScenarioFile(file), engine);
    if (results.some(({ status }) => status === 'failed')) failing.push(basename(file, '.yaml'));
  }
  return failing.sort();
}

if (missing !== undefined) process.stderr.write(`adapters: skipped, ${missing}\n`);

describe.skipIf(missing !== undefined)(`the adapters (${missing ?? 'built with Go'})`, () => {
  it(
    'are formatted and vetted, and their protocol is tested',
    async () => {
      expect(await run('gofmt', ['-l', here])).toEqual({ stdout: '', stderr: '' });
      for (const name of ['protocol', ...ADAPTERS.map((adapter) => adapter.name)]) {
        await run('go', ['vet', './...'], { cwd: join(here, name), timeout: BUILD_TIMEOUT_MS });
      }
      await run('go', ['test', './...'], { cwd: join(here, 'protocol'), timeout: BUILD_TIMEOUT_MS });
    },
    BUILD_TIMEOUT_MS,
  );

  describe.each(ADAPTERS)('$name', ({ name, module, failing }) => {
    let command: string;
    let engine: ExecEngine;
    beforeAll(async () => {
      command = `'${await build(name)}'`;
      engine = await execEngine(command);
    }, BUILD_TIMEOUT_MS);
    afterAll(() => engine?.close());

    it('is what go.mod pins', () => {
      expect(engine).toMatchObject({ name, version: pinnedVersion(name, module) });
      expect(findings).toContain(`${name} ${engine.version}`);
    });

    it('keeps to the protocol', async () => {
      const { results } = await checkEngine(command, { requestTimeoutMs: 60_000 });
      expect(results.filter(({ status }) => status === 'broken')).toEqual([]);
      expect(results.filter(({ status }) => status === 'kept').length).toBeGreaterThan(10);
    });

    it('departs from the corpus where it is known to', async () => {
      const folders = ['conformance', 'upstream', 'recipes'].map((folder) => join(scenarios, folder));
      expect(await failingScenarios(engine, folders)).toEqual(failing);
    });

    it('still shows every finding', async () => {
      const own = [join(scenarios, 'engines', name)];
      const files = findScenarioFiles(own).map((file) => basename(file, '.yaml'));
      expect(await failingScenarios(engine, own)).toEqual(files.sort());
    });
  });
});

describe('the findings', () => {
  const files = findScenarioFiles([join(scenarios, 'engines')]);

  it('are about engines that there are', () => {
    expect(readdirSync(join(scenarios, 'engines')).sort()).toEqual(ADAPTERS.map(({ name }) => name));
  });

  it.each(files.map((file) => relative(join(scenarios, '..'), file)))('%s is told of', (file) => {
    const [, , name, slug] = file.split('/');
    const text = readFileSync(join(scenarios, '..', file), 'utf8');
    expect(text).toContain(`fencepost replay ${file} --engine "exec:$(adapters/build ${name})"`);
    expect(findings).toContain(`]: ../${file}\n`);
    expect(readScenarioFile(join(scenarios, '..', file)).name).toBe(`${name}-${basename(slug!, '.yaml')}`);
  });

  it('are expected by their keys, until a day', () => {
    const { expected } = parse(readFileSync(join(here, 'expected-failures.yaml'), 'utf8')) as {
      expected: readonly Readonly<Record<'key' | 'reason' | 'link' | 'expires', string>>[];
    };
    const keys = expected.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { key, reason, link, expires } of expected) {
      const [property, name] = key.split('/');
      expect(property).toMatch(/^v2:[a-z-]+$/);
      expect(ADAPTERS.map((adapter) => adapter.name)).toContain(name);
      expect(reason.length).toBeGreaterThan(0);
      expect(link).toBe(`docs/findings.md#${name}`);
      expect(findings).toContain(`## ${name}\n`);
      expect(expires).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });
});
