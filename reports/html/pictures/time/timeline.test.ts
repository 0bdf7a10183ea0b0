import { describe, expect, it } from 'vitest';
import { SAMPLE_TIMELINE } from '../../testing/sample-result.ts';
import { timeAxis } from './time-axis.ts';
import { laneOf, timelinePicture } from './timeline.ts';

const { events } = SAMPLE_TIMELINE;

describe('timeAxis', () => {
  const { xs, moments } = timeAxis(events, laneOf);

  it('goes on with time, and draws long waits short', () => {
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    const at = new Map(moments.map((moment) => [moment.at, moment.x]));
    const short = at.get(4)! - at.get(0)!;
    const long = at.get(7000)! - at.get(1212)!;
    expect(long).toBeGreaterThan(short);
    expect(long).toBeLessThan(short * 10);
  });

  it('keeps the order of one moment, and gives what a node sees at once one place', () => {
    const [stored, watch] = events;
    const axis = timeAxis(
      [stored!, { ...watch!, at: 0 }, { ...watch!, at: 0, revision: 2 }, stored!],
      laneOf,
    );
    const [first, second, third, fourth] = axis.xs;
    expect(second).toBeGreaterThan(first!);
    expect(third).toBe(second);
    expect(fourth).toBeGreaterThan(third!);
    expect(axis.moments).toEqual([{ at: 0, x: first }]);
    const later = timeAxis(
      [
        { ...watch!, at: 0 },
        { ...watch!, at: 1 },
      ],
      laneOf,
    );
    expect(later.xs[1]).toBeGreaterThan(later.xs[0]!);
    const elsewhere = timeAxis([watch!, { ...watch!, place: { kind: 'node', node: 'n2' } }], laneOf);
    expect(elsewhere.xs[1]).toBeGreaterThan(elsewhere.xs[0]!);
  });
});

describe('timelinePicture', () => {
  const svg = timelinePicture('t', SAMPLE_TIMELINE).markup;
  const count = (classes: string): number => svg.split(`class="${classes}"`).length - 1;

  it('has a lane for everyone, nodes to which nothing happened included', () => {
    const silent = timelinePicture('t', { nodes: ['n1', 'n9'], events: [], hash: '' }).markup;
    expect(silent).toContain('>node n9</text>');
    expect(silent).not.toContain('>packets</text>');
    for (const name of ['API server', 'node n1', 'node n2', 'packets'])
      expect(svg).toContain(`>${name}</text>`);
  });

  it('shows each revision that a node saw and enforced, and where it was behind', () => {
    // Two revisions, seen and in effect, on two nodes; each first one is overtaken by revision 2.
    expect(count('knows')).toBe(8);
    expect(count('behind')).toBe(4);
  });

  it('shows the agent that was away, the fault, and the moment that was wrong', () => {
    expect(count('outage')).toBe(1);
    expect(count('event fault')).toBe(1);
    expect(count('moment wrong')).toBe(1);
    expect(count('sign wrong')).toBe(1);
  });

  it('says what each node enforced when it went wrong', () => {
    expect(svg).toContain(
      'At 7000 ms: x/a → x/b TCP/80 delivered; n1 enforced revision 2, n2 enforced revision 1.',
    );
  });
});
