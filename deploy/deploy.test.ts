import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { COMMANDS } from '../cli/commands.ts';
import { parseShard } from '../runner/index.ts';

const read = (name: string): string => readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8');

/** Every call of fencepost in a script: its command and its long options. */
function callsIn(script: string): { readonly name: string; readonly options: readonly string[] }[] {
  const calls = script
    .replaceAll(/\\\n\s*/g, ' ')
    .matchAll(/^\s*(?:fencepost|node \/fencepost\/dist\/fencepost\.js) ([\w-]+)(.*)$/gm);
  return [...calls].map(([, name = '', rest = '']) => ({
    name,
    options: [...rest.matchAll(/ --([\w-]+)/g)].map(([, option]) => option!),
  }));
}

const WORKFLOW = parse(read('github/nightly.yaml')) as Workflow;
const [, job] = parseAllDocuments(read('kubernetes/campaign.yaml')).map((each) => each.toJS() as Job);

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly 'runs-on': string;
        readonly needs?: string;
        readonly steps: readonly Step[];
        readonly env?: Readonly<Record<string, string>>;
        readonly strategy?: { readonly matrix: { readonly shard: readonly number[] } };
      }
    >
  >;
}
interface Job {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly completionMode: string;
    readonly completions: number;
    readonly template: {
      readonly spec: {
        readonly restartPolicy: string;
        readonly containers: readonly {
          readonly args: readonly string[];
          readonly env: readonly { readonly name: string; readonly value: string }[];
          readonly volumeMounts: readonly { readonly name: string }[];
        }[];
        readonly volumes: readonly { readonly name: string }[];
      };
    };
  };
}

describe.each([
  ['github/nightly.yaml', 3],
  ['kubernetes/campaign.yaml', 1],
])('%s', (name, count) => {
  const scripts = name.startsWith('github')
    ? Object.values(WORKFLOW.jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []))
    : job!.spec.template.spec.containers.flatMap(({ args }) => args);
  const calls = scripts.flatMap(callsIn);

  it('calls commands that there are, with options that they have', async () => {
    expect(calls).toHaveLength(count);
    for (const call of calls) {
      const entry = COMMANDS.find((each) => each.name === call.name);
      const { command } = await entry!.load();
      for (const option of call.options) expect(Object.keys(command.options)).toContain(option);
    }
  });

  it.each(['localhost', 'token', 'password'])('holds no %s that is ours', (word) => {
    expect(scripts.join('\n')).not.toContain(word);
  });
});

describe('the workflow', () => {
  it('has jobs of whole steps, and needs nothing but to read', () => {
    expect(WORKFLOW.permissions).toEqual({ contents: 'read' });
    expect(Object.keys(WORKFLOW.on)).toEqual(['schedule', 'workflow_dispatch']);
    for (const { steps, 'runs-on': machine, needs } of Object.values(WORKFLOW.jobs)) {
      expect(machine).toBe('ubuntu-latest');
      expect([undefined, ...Object.keys(WORKFLOW.jobs)]).toContain(needs);
      for (const { uses, run } of steps) {
        expect([uses, run].filter((each) => each !== undefined)).toHaveLength(1);
        expect(uses ?? 'actions/none@v0').toMatch(/^actions\/[a-z-]+@v\d+$/);
      }
    }
  });

  it('runs every shard of the campaign once', () => {
    const { strategy, env } = WORKFLOW.jobs['shard']!;
    const shards = strategy!.matrix.shard.map((shard) => {
      const text = env!['FENCEPOST_SHARD']!.replace('${{ matrix.shard }}', String(shard));
      return parseShard('env', { FENCEPOST_SHARD: text });
    });
    expect(shards).toEqual([1, 2, 3, 4].map((index) => ({ index, of: 4 })));
  });

  it('passes on from job to job what the shards have written', () => {
    const [shard, whole] = ['shard', 'whole'].map((name) => WORKFLOW.jobs[name]!.steps);
    const sent = shard!.find(({ uses }) => uses?.startsWith('actions/upload-artifact'));
    const taken = whole!.find(({ uses }) => uses?.startsWith('actions/download-artifact'));
    expect(sent!.with).toMatchObject({ name: 'shard-${{ matrix.shard }}', path: 'results/' });
    expect(taken!.with).toMatchObject({ pattern: 'shard-*', path: 'results', 'merge-multiple': true });
  });
});

describe('the Job', () => {
  it('is an Indexed one, in which every pod finds its shard', () => {
    const { spec, apiVersion, kind } = job!;
    expect({ apiVersion, kind }).toEqual({ apiVersion: 'batch/v1', kind: 'Job' });
    expect(spec.completionMode).toBe('Indexed');
    const env = Object.fromEntries(
      spec.template.spec.containers[0]!.env.map(({ name, value }) => [name, value]),
    );
    const shards = Array.from({ length: spec.completions }, (_, index) =>
      parseShard('env', { ...env, JOB_COMPLETION_INDEX: String(index) }),
    );
    expect(shards).toEqual([1, 2, 3, 4].map((index) => ({ index, of: spec.completions })));
  });

  it('mounts the volumes that it has, and is not begun anew by the kubelet', () => {
    const { containers, volumes, restartPolicy } = job!.spec.template.spec;
    expect(containers[0]!.volumeMounts.map(({ name }) => name)).toEqual(volumes.map(({ name }) => name));
    expect(restartPolicy).toBe('Never');
  });

  it('has values of text in its environment, as the API wants them', () => {
    for (const { value } of job!.spec.template.spec.containers[0]!.env) expect(typeof value).toBe('string');
  });
});

describe('the Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');

  it('names no registry, copies what there is, and runs as no root', () => {
    expect(lines.filter((line) => line.startsWith('ARG'))).toEqual(['ARG NODE=node:22-slim']);
    expect(
      lines.filter((line) => line.startsWith('FROM')).every((line) => line.startsWith('FROM ${NODE}')),
    ).toBe(true);
    expect(lines).toContain('USER node');
    const { files } = JSON.parse(read('../package.json')) as { files: readonly string[] };
    for (const folder of ['dist', 'scenarios', 'skeletons']) {
      expect(files).toContain(folder);
      expect(lines).toContain(`COPY --from=build /src/${folder} ./${folder}`);
    }
  });
});
