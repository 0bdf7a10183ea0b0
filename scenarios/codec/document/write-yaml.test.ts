import { parse } from 'yaml';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeYaml } from './write-yaml.ts';
import { fromJson, mapping, type YamlValue } from './yaml-value.ts';

function write(data: Record<string, unknown>): string {
  return writeYaml(fromJson(data) as ReadonlyMap<string, YamlValue>);
}

it('puts on one line what fits, and spreads out what does not', () => {
  expect(
    write({
      name: 'x',
      clauses: ['IPB-5', 'IPB-6'],
      profile: { endPort: 'supported' },
      cluster: {
        namespaces: { x: {}, y: { team: 'blue' } },
        pods: {
          'x/a': { labels: { pod: 'a' }, ips: ['10.0.0.1', 'fd00::1'] },
          'x/b': { labels: { pod: 'b' }, ips: Array.from({ length: 9 }, () => '10.244.100.100') },
        },
      },
      expect: [{ allow: 'y/a -> x/a TCP/80' }, { deny: '* -> x/a TCP/80', by: ['endPort'] }],
      steps: [
        {
          do: [{ wait: 30 }, { open: { connection: 'c1', flow: 'y/a -> x/a TCP/80' } }],
          expect: [{ packet: 'c1 original', is: 'deny' }, { deny: 'y/a -> x/a TCP/80' }],
        },
      ],
      text: 'several\nlines\n',
    }),
  ).toBe(`name: x
clauses: [IPB-5, IPB-6]
profile: {endPort: supported}
cluster:
  namespaces:
    x: {}
    y: {team: blue}
  pods:
    x/a: {labels: {pod: a}, ips: [10.0.0.1, fd00::1]}
    x/b:
      labels: {pod: b}
      ips:
        - 10.244.100.100
        - 10.244.100.100
        - 10.244.100.100
        - 10.244.100.100
        - 10.244.100.100
        - 10.244.100.100
        - 10.244.100.100
        - 10.244.100.100
        - 10.244.100.100
expect:
  - allow: y/a -> x/a TCP/80
  - deny: "* -> x/a TCP/80"
    by: [endPort]
steps:
  - do:
      - wait: 30
      - open: {connection: c1, flow: y/a -> x/a TCP/80}
    expect:
      - {packet: c1 original, is: deny}
      - deny: y/a -> x/a TCP/80
text: |
  several
  lines
`);
});

it('keeps the order of keys, even of those that look like numbers', () => {
  const labels = mapping([
    ['b', 'x'],
    ['10', 'y'],
    ['9', 'z'],
  ]);
  expect(writeYaml(mapping([['labels', labels]]))).toBe('labels: {b: x, "10": y, "9": z}\n');
});

it('writes any data so that it reads back the same', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false })), (data) => {
      const json = JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
      expect(parse(write(json), { schema: 'core' })).toEqual(json);
    }),
  );
});
