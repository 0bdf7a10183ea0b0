import { describe, expect, it } from 'vitest';
import { nodeOf, podOf, policyOf, serviceOf } from '../testing/sample-cluster.ts';
import { clusterFrom, clusterObjects, LIST_OF_KIND, objectKey } from './cluster.ts';
import { NO_LABELS } from './labels.ts';

const namespace = { kind: 'Namespace' as const, name: 'x', labels: NO_LABELS };

describe('clusterFrom', () => {
  it('sorts objects by kind and keeps their order', () => {
    const objects = [
      policyOf('p', []),
      podOf('b', '10.0.0.2'),
      nodeOf('n1', '192.168.0.1'),
      podOf('a', '10.0.0.1'),
      namespace,
      serviceOf('web'),
    ];
    const cluster = clusterFrom(objects, [{ ip: '203.0.113.7' }]);
    expect(cluster.pods.map(({ name }) => name)).toEqual(['b', 'a']);
    expect(cluster.externals).toEqual([{ ip: '203.0.113.7' }]);
    expect(clusterObjects(cluster).map(({ kind }) => kind)).toEqual([
      'Node',
      'Namespace',
      'Pod',
      'Pod',
      'Service',
      'NetworkPolicy',
    ]);
    expect(clusterFrom(clusterObjects(cluster), cluster.externals)).toEqual(cluster);
  });

  it('lets a later object replace an earlier one of its identity, in its place', () => {
    const { pods } = clusterFrom([podOf('a', '10.0.0.1'), podOf('b', '10.0.0.2'), podOf('a', '10.0.0.9')]);
    expect(pods.map(({ name, podIPs }) => [name, podIPs[0]])).toEqual([
      ['a', '10.0.0.9'],
      ['b', '10.0.0.2'],
    ]);
  });

  it('keeps one name in two namespaces, and one name of two kinds, apart', () => {
    const { pods, services } = clusterFrom([
      podOf('a', '10.0.0.1'),
      podOf('a', '10.0.0.2', { namespace: 'y' }),
      serviceOf('a'),
    ]);
    expect([pods.length, services.length]).toEqual([2, 1]);
  });

  it('takes names that every object inherits', () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const { nodes } = clusterFrom(names.map((name) => nodeOf(name)));
    expect(nodes.map(({ name }) => name)).toEqual(names);
  });
});

describe('identity', () => {
  it('objectKey has the namespace where there is one', () => {
    expect(objectKey(podOf('a', '10.0.0.1'))).toBe('x/a');
    expect(objectKey(namespace)).toBe('x');
  });

  it('every kind has a list of its own', () => {
    expect(new Set(Object.values(LIST_OF_KIND)).size).toBe(Object.keys(LIST_OF_KIND).length);
  });
});
