import { describe, expect, it } from 'vitest';
import type { Cluster, Flow } from '../../../../model/index.ts';
import { EMPTY_CLUSTER, labelsFrom } from '../../../../model/index.ts';
import { podOf } from '../../../../model/testing/sample-cluster.ts';
import { ALLOWED, DENIED, EXCEPTED, SAMPLE_CLUSTER, THROUGH_SERVICE } from '../../testing/sample-result.ts';
import { layOut } from './cluster-layout.ts';
import { clusterPicture } from './cluster-picture.ts';
import { sceneOf } from './cluster-scene.ts';

const SELF: Flow = { ...EXCEPTED, source: { kind: 'pod', ip: '10.244.1.10', pod: 'x/a' } };

/** Within node n1, through the node's own address. */
const THROUGH_HOST_PORT: Flow = {
  source: { kind: 'node', ip: '192.168.50.11', node: 'n1' },
  destination: { kind: 'node', ip: '192.168.50.11', node: 'n1' },
  protocol: 'TCP',
  port: 8080,
  backend: { endpoint: { kind: 'pod', ip: '10.244.1.10', pod: 'x/a' }, port: 80 },
};

function placesOf(cluster: Cluster, flow?: Flow): string[] {
  return sceneOf(cluster, flow).places.map(
    ({ title, items }) => `${title}: ${items.map(({ name, part }) => `${name} ${part}`).join(', ')}`,
  );
}

describe('sceneOf', () => {
  it('puts pods into their nodes and stands places in the order of the flow', () => {
    expect(placesOf(SAMPLE_CLUSTER, EXCEPTED)).toEqual([
      'outside: 10.1.2.3 source, 203.0.113.7 bystander',
      'node n1: x/a destination',
      'node n2: x/b bystander, x/host bystander',
      'services: x/web bystander',
    ]);
    expect(placesOf(SAMPLE_CLUSTER, THROUGH_SERVICE)).toEqual([
      'node n2: x/b source, x/host bystander',
      'services: x/web via',
      'node n1: x/a destination',
      'outside: 203.0.113.7 bystander',
    ]);
  });

  it('gives pods without a node, and a node that speaks for itself, a place', () => {
    const cluster = { ...EMPTY_CLUSTER, pods: [podOf('a', '10.0.0.1', { nodeName: 'gone' })] };
    expect(placesOf(cluster)).toEqual(['cluster: x/a bystander']);
    const fromNode: Flow = { ...EXCEPTED, source: { kind: 'node', ip: '192.168.50.11', node: 'n1' } };
    expect(placesOf(SAMPLE_CLUSTER, fromNode)[0]).toBe('node n1: the node itself source, x/a destination');
  });

  it('draws a pod that talks to itself once', () => {
    expect(placesOf(SAMPLE_CLUSTER, SELF)[0]).toBe('node n1: x/a source');
    expect(placesOf(SAMPLE_CLUSTER, THROUGH_HOST_PORT)[0]).toBe(
      'node n1: the node itself source, x/a destination',
    );
  });

  it('counts what it does not draw', () => {
    const pods = Array.from({ length: 30 }, (_, index) => podOf(`p${index}`, `10.0.0.${index + 1}`));
    const [place] = sceneOf({ ...EMPTY_CLUSTER, pods }).places;
    expect([place!.items.length, place!.note]).toEqual([12, 'no node named, 18 more not drawn']);
  });
});

describe('layOut', () => {
  it.each([
    ['outside to a pod', SAMPLE_CLUSTER, EXCEPTED],
    ['through a Service', SAMPLE_CLUSTER, THROUGH_SERVICE],
    ['through a hostPort of its own node', SAMPLE_CLUSTER, THROUGH_HOST_PORT],
  ])('%s: nothing covers anything, everything is inside', (_title, cluster, flow) => {
    const { places, width, height } = layOut(sceneOf(cluster, flow));
    for (const [index, a] of places.entries()) {
      expect(a.x + a.width).toBeLessThanOrEqual(width);
      expect(a.y + a.height).toBeLessThanOrEqual(height);
      for (const b of places.slice(index + 1))
        expect(overlaps(a, b), `${a.place.title} ${b.place.title}`).toBe(false);
      for (const [at, item] of a.items.entries()) {
        expect(item.x >= a.x && item.x + item.width <= a.x + a.width).toBe(true);
        for (const other of a.items.slice(at + 1)) expect(overlaps(item, other)).toBe(false);
      }
    }
  });
});

it('arrows within a place have room beside it, those of a pod to itself too', () => {
  for (const flow of [THROUGH_HOST_PORT, SELF]) {
    const { places } = layOut(sceneOf(SAMPLE_CLUSTER, flow));
    const [first, second] = places;
    expect(second!.x - (first!.x + first!.width)).toBeGreaterThanOrEqual(100);
  }
});

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe('clusterPicture', () => {
  it('draws an arrow that passed, wrongly', () => {
    const svg = clusterPicture('c', SAMPLE_CLUSTER, {
      flow: EXCEPTED,
      verdict: DENIED,
      expected: 'deny',
      observed: 'allow',
    }).markup;
    expect(svg).toContain('class="flow wrong"');
    expect(svg).not.toContain('flow stopped');
    expect(svg).toContain('>allowed</text>');
    expect(svg).toContain('>expected: deny</text>');
    expect(svg).toContain('isolated for ingress');
    expect(svg).toContain(
      '<desc id="c-d">The flow 10.1.2.3 → x/a (10.244.1.10) TCP/80: expected deny, observed allow.',
    );
  });

  it('has room below for all that is written on an arrow', () => {
    const cluster: Cluster = {
      ...EMPTY_CLUSTER,
      pods: [podOf('a', '10.244.1.10', { labels: labelsFrom([]) })],
    };
    const svg = clusterPicture('c', cluster, { flow: EXCEPTED, expected: 'deny', observed: 'allow' }).markup;
    const height = Number(/viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(svg)![1]);
    const lowest = Math.max(...[...svg.matchAll(/<text[^>]* y="([\d.]+)"/g)].map(([, y]) => Number(y)));
    expect(svg).toContain('>expected: deny</text>');
    expect(lowest).toBeLessThan(height - 4);
  });

  it('breaks off an arrow that was stopped, on its last stretch', () => {
    const svg = clusterPicture('c', SAMPLE_CLUSTER, {
      flow: THROUGH_SERVICE,
      verdict: ALLOWED,
      expected: 'allow',
      observed: 'deny',
    }).markup;
    expect(svg.match(/class="flow[^"]*"/g)).toEqual([
      'class="flow"',
      'class="flow unreached"',
      'class="flow stopped wrong"',
    ]);
    expect(svg).toContain('>TCP 8080</text>');
    expect(svg).toContain('>TCP 80</text>');
  });

  it('draws a cluster without a flow', () => {
    const svg = clusterPicture('c', SAMPLE_CLUSTER).markup;
    expect(svg).not.toContain('class="flow');
    expect(svg).toContain('<title id="c-t">The cluster</title>');
  });
});
