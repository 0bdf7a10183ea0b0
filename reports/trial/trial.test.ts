import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { admission } from '../../admission/index.ts';
import type { Cluster, Finding, Flow, Scenario } from '../../model/index.ts';
import { EMPTY_CLUSTER, scenarioOf } from '../../model/index.ts';
import { podOf, policyOf } from '../../model/testing/sample-cluster.ts';
import { EXCEPTED, SAMPLE_CLUSTER, sampleFindings, THROUGH_SERVICE } from '../html/testing/sample-result.ts';
import { probeCommand, trialCommands, trialRemarks } from './trial-commands.ts';
import { manifestsText, trialManifests } from './trial-manifests.ts';

type Fields = Readonly<Record<string, unknown>>;

function documentsOf(cluster: Cluster, flow: Flow | undefined): Fields[] {
  return parseAllDocuments(manifestsText(trialManifests(cluster, flow))).map(
    (document) => document.toJS() as Fields,
  );
}

function find(documents: readonly Fields[], kind: string, name: string): Fields {
  return documents.find((each) => each['kind'] === kind && (each['metadata'] as Fields)['name'] === name)!;
}

function findingOf(scenario: Scenario, flow: Flow): Finding {
  return { ...sampleFindings(1)[0]!, scenario, flow };
}

describe('trialManifests', () => {
  const documents = documentsOf(SAMPLE_CLUSTER, EXCEPTED);

  it('are what an API server takes, in an order that works', () => {
    expect(documents.map(({ kind }) => kind)).toEqual([
      'Namespace',
      'Pod',
      'Pod',
      'Pod',
      'Service',
      'NetworkPolicy',
    ]);
    for (const document of documents) {
      expect(admission.admit(document), JSON.stringify(document)).toMatchObject({ ok: true, warnings: [] });
    }
  });

  it('leave out what the real cluster decides', () => {
    const text = manifestsText(trialManifests(SAMPLE_CLUSTER, EXCEPTED));
    expect(text).not.toMatch(/uid|status|nodeName|podIP|clusterIP|metadata\.name|generation/);
  });

  it('make every pod serve the port of the flow', () => {
    const argumentsOf = (flow: Flow | undefined): unknown => {
      const spec = find(documentsOf(SAMPLE_CLUSTER, flow), 'Pod', 'a')['spec'] as {
        containers: readonly Fields[];
      };
      return spec.containers[0]!['args'];
    };
    expect(argumentsOf(EXCEPTED)).toEqual(['netexec', '--http-port=80']);
    expect(argumentsOf(THROUGH_SERVICE)).toEqual(['netexec', '--http-port=80']);
    expect(argumentsOf({ ...EXCEPTED, protocol: 'UDP', port: 53 })).toEqual(['netexec', '--udp-port=53']);
    expect(argumentsOf({ ...EXCEPTED, protocol: 'SCTP', port: 9 })).toEqual(['netexec', '--sctp-port=9']);
    expect(argumentsOf(undefined)).toEqual(['netexec', '--http-port=8080']);
  });

  it('keep names of ports, labels and hostNetwork', () => {
    const pod = find(documents, 'Pod', 'a');
    expect(pod).toMatchObject({
      metadata: { labels: { pod: 'a', role: 'db' } },
      spec: { containers: [{ ports: [{ name: 'http', containerPort: 80, protocol: 'TCP' }] }] },
    });
    expect(find(documents, 'Pod', 'host')).toMatchObject({ spec: { hostNetwork: true } });
  });

  it('make the namespaces that a scenario takes for granted, and none that every cluster has', () => {
    const cluster = {
      ...EMPTY_CLUSTER,
      pods: [podOf('a', '10.0.0.1'), podOf('b', '10.0.0.2', { namespace: 'default' })],
    };
    const names = documentsOf(cluster, undefined)
      .filter(({ kind }) => kind === 'Namespace')
      .map(({ metadata }) => (metadata as Fields)['name']);
    expect(names).toEqual(['x']);
  });
});

describe('probeCommand', () => {
  const podB = { kind: 'pod', ip: '10.244.2.11', pod: 'x/b' } as const;

  it.each<[string, Partial<Flow>, RegExp]>([
    [
      'from a pod',
      { source: podB },
      /^kubectl exec -n x b -- \/agnhost connect "\$\(kubectl get pod -n x a .*\):80" --protocol=tcp --timeout=3s$/,
    ],
    ['over UDP', { source: podB, protocol: 'UDP' }, /--protocol=udp/],
    [
      'to IPv6',
      { source: podB, destination: { kind: 'pod', ip: 'fd10::1', pod: 'x/a' } },
      /connect "\[\$\(.* grep :\)\]:80"/,
    ],
    ['through a Service', { ...THROUGH_SERVICE }, /connect "\$\(kubectl get service -n x web .*\):8080"/],
    [
      'to a node',
      { source: podB, destination: { kind: 'node', ip: '10.0.0.9', node: 'n1' } },
      /kubectl get node n1 /,
    ],
    [
      'to the outside',
      { source: podB, destination: { kind: 'external', ip: '203.0.113.7' } },
      /connect "203\.0\.113\.7:80"/,
    ],
    [
      'from a node',
      { source: { kind: 'node', ip: '10.0.0.9', node: 'n1' } },
      /^kubectl debug node\/n1 -it --image=\S+ -- \/agnhost/,
    ],
    ['from the outside', {}, /^# on a host outside .* 10\.1\.2\.3:\nnc -zv -w 3 "\$\(.*\)" 80$/],
  ])('%s', (_title, parts, command) => {
    expect(probeCommand({ ...EXCEPTED, ...parts })).toMatch(command);
  });

  it('pings where there are no ports', () => {
    const { port: _, ...flow } = EXCEPTED;
    expect(probeCommand({ ...flow, source: podB, protocol: 'ICMP' })).toMatch(/-- ping -c 1 -W 3 "/);
  });
});

describe('trialRemarks', () => {
  it('say what a manifest cannot', () => {
    const pods = [
      podOf('a', '10.244.1.10'),
      podOf('b', '10.244.2.11', { nodeName: 'n2', terminating: true }),
      podOf('c', '10.244.2.12', { phase: 'Failed' }),
    ];
    const policies = [policyOf('p', [{ ipBlock: { cidr: '10.0.0.0/8' } }])];
    const flow: Flow = { ...EXCEPTED, source: { kind: 'pod', ip: '10.244.2.11', pod: 'x/b' } };
    const remarks = trialRemarks(findingOf(scenarioOf('s', { ...EMPTY_CLUSTER, pods, policies }), flow));
    expect(remarks.join('\n')).toMatch(
      /blocks name addresses[^]*different nodes[^]*x\/b was terminating[^]*x\/c was Failed/,
    );
  });
});

describe('trialCommands in a shell', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fencepost-trial-'));
    // Writes down what it is asked, a line for each argument, and what it is given to apply.
    writeFileSync(
      join(folder, 'kubectl'),
      `#!/bin/sh\nprintf '%s\\n' "$*" >> '${folder}/log'\ncase "$*" in "apply -f -") cat >> '${folder}/log';; *"get pod"*) echo '10.9.9.9 fd00::9';; esac\n`,
    );
    chmodSync(join(folder, 'kubectl'), 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function run(finding: Finding): string {
    const log = join(folder, 'log');
    rmSync(log, { force: true });
    const { status, stderr } = spawnSync('sh', ['-eu'], {
      input: trialCommands(finding, 'finding-1.yaml').join('\n'),
      env: { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` },
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return readFileSync(log, 'utf8');
  }

  const fromPod: Flow = { ...EXCEPTED, source: { kind: 'pod', ip: '10.244.2.11', pod: 'x/b' } };

  it('apply, wait, live through the history, and probe', () => {
    const policy = policyOf('p', []);
    const steps = [
      {
        settled: true,
        expectations: [],
        actions: [
          { kind: 'apply' as const, event: { type: 'ADDED' as const, object: policy } },
          { kind: 'apply' as const, event: { type: 'DELETED' as const, object: policy } },
        ],
      },
    ];
    const said = run(findingOf(scenarioOf('s', SAMPLE_CLUSTER, { steps }), fromPod));
    expect(said).toMatch(
      /^apply -f finding-1\.yaml\nwait -n x [^]*\napply -f -\n[^]*kind: NetworkPolicy[^]*\ndelete networkpolicy -n x p\n/,
    );
    expect(said).toContain('exec -n x b -- /agnhost connect 10.9.9.9:80 --protocol=tcp --timeout=3s');
  });

  it('take hostile names for names', () => {
    const name = `a'; touch ${folder}/harm; $(touch ${folder}/harm) \nEOF\n`;
    const pods = [podOf(name, '10.244.1.10', { namespace: name }), podOf('b', '10.244.2.11')];
    const destination = { kind: 'pod', ip: '10.244.1.10', pod: `${name}/${name}` } as const;
    const source = { kind: 'pod', ip: '10.244.2.11', pod: `x/${name.replaceAll('/', '')}` } as const;
    const steps = [
      {
        settled: true,
        expectations: [],
        actions: [
          { kind: 'apply' as const, event: { type: 'ADDED' as const, object: policyOf(name, []) } },
          { kind: 'agent' as const, node: name, change: 'stop' as const },
        ],
      },
    ];
    const scenario = scenarioOf('s', { ...EMPTY_CLUSTER, pods }, { steps });
    const finding = findingOf(scenario, { ...EXCEPTED, source, destination });
    run({ ...finding, key: { ...finding.key, observed: name } });
    expect(() => readFileSync(join(folder, 'harm'))).toThrow('ENOENT');
  });
});
