import { describe, expect, it } from 'vitest';
import type { PortSpan, Reachability } from '../../model/index.ts';
import { portsText, reachabilityCsv, reachabilityText } from './reachability.ts';

const ALL: PortSpan[] = [
  { protocol: 'TCP', first: 1, last: 65_535 },
  { protocol: 'UDP', first: 1, last: 65_535 },
  { protocol: 'SCTP', first: 1, last: 65_535 },
];

describe('portsText', () => {
  it.each<[PortSpan[], string]>([
    [[], 'none'],
    [ALL, 'all'],
    [ALL.slice(0, 1), 'TCP all'],
    [
      [
        { protocol: 'TCP', first: 80, last: 80 },
        { protocol: 'TCP', first: 8000, last: 8080 },
        { protocol: 'UDP', first: 53, last: 53 },
      ],
      'TCP 80,8000-8080 UDP 53',
    ],
  ])('%j is %s', (spans, text) => {
    expect(portsText(spans)).toBe(text);
  });
});

const MATRIX: Reachability = {
  family: 'IPv4',
  ends: [
    { label: 'x/a', kind: 'pod', ip: '10.0.0.1' },
    { label: '10.0.0.0/8, else', kind: 'external', ip: '10.9.9.9' },
  ],
  allowed: [
    [undefined, ALL],
    [[{ protocol: 'TCP', first: 80, last: 80 }], undefined],
  ],
};

describe('reachabilityText', () => {
  it('draws a square for a few ends', () => {
    expect(reachabilityText(MATRIX)).toEqual([
      'IPv4: 2 ends, source down, destination across',
      '                  x/a     10.0.0.0/8, else',
      'x/a               ·       all',
      '10.0.0.0/8, else  TCP 80  ·',
    ]);
  });
});

describe('reachabilityCsv', () => {
  it('quotes what needs it and leaves out pairs that are never asked', () => {
    expect(reachabilityCsv([MATRIX])).toBe(
      'family,source,destination,ports\nIPv4,x/a,"10.0.0.0/8, else",all\nIPv4,"10.0.0.0/8, else",x/a,TCP 80\n',
    );
  });
});
