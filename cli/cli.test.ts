import { afterAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { DOCUMENTATION_EXAMPLE, folderWith, interruptCli, runCli } from './testing/run-cli.ts';

const folder = folderWith({
  'example.yaml': DOCUMENTATION_EXAMPLE,
  'without-except.yaml': DOCUMENTATION_EXAMPLE.replace(', except: [172.17.1.0/24]', ''),
});

afterAll(folder.remove);

const example = folder.path('example.yaml');

describe('the documentation example', () => {
  it.each([
    ['172.17.0.9', 'default/db', '6379', 'allow'],
    ['172.17.1.9', 'default/db', '6379', 'deny'],
    ['172.17.0.9', 'default/db', '6380', 'deny'],
    ['default/web', 'default/db', '6379', 'allow'],
    ['default/db', '10.0.0.77', '5978', 'allow'],
    ['default/db', '10.0.1.77', '5978', 'deny'],
    ['default/web', '198.51.100.1', '443', 'allow'],
  ])('explain: %s to %s on %s is %s', (from, to, port, action) => {
    const run = runCli(['explain', '-f', example, '--from', from, '--to', to, '--port', port, '-o', 'json']);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.out)).toMatchObject({ action, basis: { kind: 'mandated' } });
  });

  it('explain names the policy, the rule, the peer and the clause', () => {
    const run = runCli(['explain', '-f', example, '--from', '172.17.0.9', '--to', 'db', '--port', '6379']);
    expect(run.out).toContain('ALLOW');
    expect(run.out).toContain('default/test-network-policy ingress[0] (from[0], ports[0])');
    expect(run.out).toContain('IPB-2');
  });

  it('matrix cuts the outside where the policy does', () => {
    const run = runCli(['matrix', '-f', example, '-o', 'json']);
    expect(run.code).toBe(0);
    const { matrices } = JSON.parse(run.out);
    const ipv4 = matrices.find(({ family }: { family: string }) => family === 'IPv4');
    const labels: string[] = ipv4.ends.map(({ label }: { label: string }) => label);
    const db = labels.indexOf('default/db');
    const allowedFrom = (label: string): unknown => ipv4.allowed[labels.indexOf(label)][db];
    expect(allowedFrom('172.17.0.0/24, 172.17.2.0-172.17.255.255')).toEqual([
      { protocol: 'TCP', first: 6379, last: 6379 },
    ]);
    expect(labels.find((label) => label.includes('172.17.1.0/24'))).toBeUndefined();
    expect(allowedFrom('anywhere else outside')).toEqual([]);
  });

  it('diff after removing the except shows exactly the range and the port', () => {
    const run = runCli(['diff', '-f', example, '--with', folder.path('without-except.yaml'), '-o', 'json']);
    expect(run.code).toBe(1);
    const { changes } = JSON.parse(run.out);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      source: { label: '172.17.1.0/24' },
      destination: { label: 'default/db' },
      change: 'newly-allowed',
      ports: [{ protocol: 'TCP', first: 6379, last: 6379 }],
      policies: ['default/test-network-policy'],
    });
  });

  it('diff with itself finds nothing', () => {
    const run = runCli(['diff', '-f', example, '--with', example]);
    expect(run.code).toBe(0);
    expect(run.out).toContain('no flow');
  });
});

const POLICY = (spec: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: x}\nspec:\n${spec}`;

/** A file that is wrong, and what the message must say. */
const WRONG: readonly (readonly [title: string, text: string, ...says: string[]])[] = [
  ['not YAML', 'kind: [unclosed\n  - : {', 'bad.yaml:'],
  [
    'exploding aliases',
    `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi']
      .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`)
      .join('\n')}`,
    'bad.yaml',
  ],
  [
    'a CIDR with too long a prefix',
    POLICY('  podSelector: {}\n  ingress:\n  - from:\n    - ipBlock:\n        cidr: 10.0.0.0/33\n'),
    'bad.yaml:9:',
    'spec.ingress[0].from[0].ipBlock.cidr: Invalid value: "10.0.0.0/33"',
  ],
  [
    'an except outside its cidr',
    POLICY(
      '  podSelector: {}\n  ingress:\n  - from:\n    - ipBlock:\n        cidr: 10.0.0.0/8\n        except: [11.0.0.0/24]\n',
    ),
    'spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "11.0.0.0/24"',
  ],
  [
    'port 0',
    POLICY('  podSelector: {}\n  ingress:\n  - ports:\n    - port: 0\n'),
    'spec.ingress[0].ports[0].port: Invalid value: 0',
  ],
  ['an empty file', '', 'bad.yaml'],
  ['a scalar', 'hello\n', 'bad.yaml'],
];

describe.each(WRONG)('%s', (_title, text, ...says) => {
  const bad = folderWith({ 'bad.yaml': text });
  afterAll(bad.remove);

  it.each([['validate'], ['matrix']])('%s says what and where, and shows no stack', (name) => {
    const run = runCli([name, '-f', bad.path('bad.yaml')]);
    expect(run.code).toBeGreaterThan(0);
    const output = run.out + run.err;
    for (const words of says) expect(output).toContain(words);
    expect(output).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  });
});

describe('labels that look like prototypes', () => {
  it('are labels', () => {
    const own = folderWith({
      'policy.yaml': `${POLICY('  podSelector: {matchLabels: {__proto__: a}}\n  policyTypes: [Ingress]\n')}---
apiVersion: v1
kind: Pod
metadata: {name: a, namespace: x, labels: {__proto__: a}}
---
apiVersion: v1
kind: Pod
metadata: {name: b, namespace: x}
`,
    });
    // `__proto__` is no valid label key for an API server, and says so by its field.
    const run = runCli(['validate', '-f', own.path('policy.yaml')]);
    own.remove();
    expect(run.code).toBe(1);
    expect(run.out + run.err).toContain('spec.podSelector.matchLabels');
  });
});

describe('the command line', () => {
  it.each([
    [['frobnicate'], "unknown command 'frobnicate'"],
    [['rnu'], "Did you mean 'run'?"],
    [['run', '--engnie', 'matrix'], "unknown option '--engnie'. Did you mean 'engine'?"],
    [['run', '--engine', 'matrx', '--cases', '1'], 'matrix'],
    [['run', '--time', 'soon'], "--time: 'soon' is not a duration"],
    [['run', '--cases', '-1'], '--cases'],
    [['run', '--report', 'pdf=x'], 'json, junit'],
    [['run', '--property', 'nothing'], "unknown property 'nothing'"],
    [['run', '--engine', 'exec:/does/not/exist', '--cases', '1'], '/does/not/exist'],
    [['replay'], 'replay takes scenario files'],
    [['replay', 'no-such-file.yaml'], 'no-such-file.yaml'],
    [['matrix'], '-f PATH is missing'],
    [['matrix', '-f', '/does/not/exist'], '/does/not/exist'],
    [
      ['explain', '-f', example, '--from', 'default/dbb', '--to', 'default/db', '--port', '1'],
      "Did you mean 'default/db'?",
    ],
    [['explain', '-f', example, '--from', 'db', '--to', 'web', '--port', '70000'], '65535'],
    [['clauses', 'IPB-99'], "no clause or group 'IPB-99'"],
  ])('%j is wrong usage and says why', (args, words) => {
    const run = runCli(args);
    expect(run.err).toContain(words);
    expect(run.code).toBe(2);
    expect(run.err).not.toMatch(/^\s+at /m);
  });

  it.each([
    [['--help'], 'Usage: fencepost COMMAND'],
    [['run', '--help'], '--results DIR'],
    [['--version'], '0.'],
    [['clauses', 'IPB-5'], 'excepts act only on the cidr of the same item'],
    [['engines'], 'zoo:'],
    [['properties'], 'order-changes-nothing'],
  ])('%j answers', (args, words) => {
    const run = runCli(args);
    expect(run.out).toContain(words);
    expect(run.code).toBe(0);
  });

  it('reads standard input', () => {
    const run = runCli(['matrix', '-f', '-', '-o', 'csv'], DOCUMENTATION_EXAMPLE);
    expect(run.code).toBe(0);
    expect(run.out).toContain('IPv4,default/web,default/db,TCP 6379');
  });
});

describe('run', () => {
  const results = ['--results', folder.path('results')];
  const report = (name: string): Record<string, unknown> => {
    const { timing, ...rest } = JSON.parse(readFileSync(folder.path(name), 'utf8'));
    expect(timing).toHaveProperty('elapsedMs');
    return rest;
  };

  it('says the same twice, but for times, and finds, saves and replays', () => {
    const options = ['--seed', '1', '--cases', '30', '--corpus', 'off', ...results];
    const engine = ['--engine', 'zoo:CILIUM-28684', '--property', 'engine-agrees-with-reference'];
    const run = (name: string): number | null =>
      runCli(['run', ...engine, ...options, '--report', `json=${folder.path(name)}`]).code;
    expect(run('one.json')).toBe(1);
    expect(run('two.json')).toBe(1);
    expect(report('one.json')).toEqual(report('two.json'));
    const [{ file, key }] = report('one.json')['findings'] as [{ file: string; key: { engine: string } }];
    expect(key.engine).toBe('zoo:CILIUM-28684');
    expect(runCli(['replay', file, '--engine', 'zoo:CILIUM-28684']).code).toBe(1);
    expect(runCli(['replay', file]).code).toBe(0);
  });

  it('leaves a valid report when it is interrupted', async () => {
    const options = ['--seed', '1', '--time', '5m', '--corpus', 'off', ...results];
    const run = await interruptCli([
      'run',
      ...options,
      '--report',
      `json=${folder.path('interrupted.json')}`,
    ]);
    expect(run.out).toContain('interrupted');
    expect(report('interrupted.json')).toMatchObject({ ended: 'interrupted', findings: [] });
    expect(run.code).toBe((report('interrupted.json')['cases'] as number) > 0 ? 0 : 3);
  });
});
