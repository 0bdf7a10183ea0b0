import { describe, expect, it } from 'vitest';
import type { Cluster, Flow, IPBlock } from '../../../../model/index.ts';
import { addressOf, EMPTY_CLUSTER, formatRange } from '../../../../model/index.ts';
import { podOf, policyOf } from '../../../../model/testing/sample-cluster.ts';
import { EXCEPTED, SAMPLE_CLUSTER } from '../../testing/sample-result.ts';
import { addressAxis, blocksOf, pointsOf, positionOf, stretchesOf } from './address-axis.ts';
import { addressLinePicture } from './address-line.ts';

function clusterOf(...ipBlocks: IPBlock[]): Cluster {
  return {
    ...EMPTY_CLUSTER,
    policies: [
      policyOf(
        'p',
        ipBlocks.map((ipBlock) => ({ ipBlock })),
      ),
    ],
  };
}

describe('addressAxis', () => {
  const cluster = clusterOf({ cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }, { cidr: '10.1.2.3/32' });
  const blocks = blocksOf(cluster, 'IPv4');
  const axis = addressAxis('IPv4', blocks, pointsOf(cluster, EXCEPTED, blocks));

  it('is cut at both ends of every block, except and point, in order and without gaps', () => {
    expect(axis.intervals.map(({ range }) => formatRange(range))).toEqual([
      '0.0.0.0-9.255.255.255',
      '10.0.0.0/16',
      '10.1.0.0-10.1.2.2',
      '10.1.2.3',
      '10.1.2.4-10.1.255.255',
      '10.2.0.0-10.244.1.9',
      '10.244.1.10',
      '10.244.1.11-10.255.255.255',
      '11.0.0.0-255.255.255.255',
    ]);
    let x = 0;
    for (const interval of axis.intervals) {
      expect(interval.x).toBeCloseTo(x);
      x += interval.width;
    }
    expect(axis.width).toBeCloseTo(x);
  });

  it('gives more room to more addresses, and some to one alone', () => {
    const widths = axis.intervals.filter(({ isCovered }) => isCovered).map(({ width }) => width);
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(18);
    expect(widths[0]).toBeGreaterThan(widths[2]!);
  });

  it('places addresses in their order', () => {
    const at = ['1.1.1.1', '10.0.9.9', '10.1.2.3', '10.1.2.4', '255.255.255.255'].map((ip) =>
      positionOf(axis, addressOf(ip))!,
    );
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(new Set(at).size).toBe(at.length);
    expect(positionOf(axis, addressOf('::1'))).toBeUndefined();
  });

  it('shows a block as what it holds and what excepts cut out of it', () => {
    expect(stretchesOf(blocks[0]!, axis).map(({ kind }) => kind)).toEqual(['held', 'excepted', 'held']);
    const single = axis.intervals.find(({ range }) => formatRange(range) === '10.1.2.3')!;
    expect(stretchesOf(blocks[1]!, axis)).toEqual([{ x: single.x, width: single.width, kind: 'held' }]);
    const [before, hole] = stretchesOf(blocks[0]!, axis);
    expect(hole!.x).toBeCloseTo(before!.x + before!.width);
  });
});

describe('addressLinePicture', () => {
  it('marks an excepted source as outside of the block, and says so', () => {
    const svg = addressLinePicture('l', SAMPLE_CLUSTER, EXCEPTED).markup;
    expect(svg.match(/class="hit [^"]*"/g)).toEqual(['class="hit out"']);
    expect(svg).toContain('x/p ingress rule 0, from item 0: 10.0.0.0/8 except 10.1.0.0/16.');
    expect(svg).toContain('The source 10.1.2.3 lies in 1 of 1 blocks, 1 of which except it.');
  });

  it('compares a from with sources only', () => {
    const flow: Flow = { ...EXCEPTED, source: { kind: 'external', ip: '203.0.113.7' } };
    // The destination 10.244.1.10 lies in the block, which no ingress rule looks at.
    expect(addressLinePicture('l', SAMPLE_CLUSTER, flow).markup).not.toContain('class="hit');
  });

  it('draws IPv6, whole families and single addresses included', () => {
    const cluster = clusterOf({ cidr: '::/0', except: ['8000::/1'] }, { cidr: 'fd10::1/128' });
    const flow: Flow = {
      source: { kind: 'external', ip: '2001:db8::7' },
      destination: { kind: 'pod', ip: 'fd10::1', pod: 'x/a' },
      protocol: 'TCP',
      port: 80,
    };
    const svg = addressLinePicture('l', cluster, flow).markup;
    expect(svg.match(/class="hit [^"]*"/g)).toEqual(['class="hit in"']);
    expect(svg).toContain('>8000::</text>');
  });

  it.each([
    ['no blocks', EMPTY_CLUSTER],
    ['blocks of the other family alone', clusterOf({ cidr: '::/0' })],
    ['blocks that cannot be read', clusterOf({ cidr: '10/8' })],
  ])('is nothing where there are %s', (_title, cluster) => {
    expect(addressLinePicture('l', cluster, EXCEPTED).markup).toBe('');
  });

  it('names a few pods that lie in blocks, and no others', () => {
    const pods = [podOf('in', '10.0.0.5'), podOf('out', '172.16.0.5')];
    const svg = addressLinePicture('l', { ...clusterOf({ cidr: '10.0.0.0/8' }), pods }, EXCEPTED).markup;
    expect(svg).toContain('>x/in</text>');
    expect(svg).not.toContain('x/out');
  });
});
