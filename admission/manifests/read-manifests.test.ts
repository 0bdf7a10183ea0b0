import { describe, expect, it } from 'vitest';
import type { ManifestRead, ReadOptions } from './read-manifests.ts';
import { readManifests } from './read-manifests.ts';

function read(text: string, options: ReadOptions = {}): ManifestRead[] {
  return [...readManifests({ file: 'f.yaml', text }, options)];
}

/** Each read in short: the key of what was admitted, or the first error with its place. */
function summary(text: string, options: ReadOptions = {}): string[] {
  return read(text, options).map(({ admitted, position }) => {
    if (admitted.ok) return `${admitted.stored.kind} ${admitted.stored.metadata.name} at ${position.line}`;
    const { message, position: place } = admitted.errors[0]!;
    return `${place?.line}:${place?.column} ${message}`;
  });
}

const policy = (name: string, spec = 'spec: {}'): string =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}}\n${spec}\n`;

describe('documents', () => {
  it('are read one after the other, empty ones left out', () => {
    const text = `# comment\n---\n${policy('a')}--- # another\n\n---\n${policy('b')}...\n---\n`;
    expect(summary(text)).toEqual(['NetworkPolicy a at 3', 'NetworkPolicy b at 10']);
  });

  it('do not suffer from a broken neighbour', () => {
    const text = `${policy('a')}---\nkind: [\n---\na: b: c\n---\n${policy('b')}`;
    expect(summary(text)).toEqual([
      'NetworkPolicy a at 1',
      expect.stringMatching(/^\d:\d not valid YAML: Flow sequence/),
      '8:4 not valid YAML: Nested mappings are not allowed in compact mappings',
      'NetworkPolicy b at 10',
    ]);
  });

  it.each([
    ['', '1:1 no Kubernetes object here: the text is empty'],
    ['# nothing\n---\n', '1:1 no Kubernetes object here: the text is empty'],
    ['hello', '1:1 a Kubernetes object must be a mapping, not a string'],
    ['- 1\n', '1:3 a Kubernetes object must be a mapping, not a number'],
    ['\u0000\u0001', expect.stringContaining('1:1 ')],
    ['<html></html>', '1:1 a Kubernetes object must be a mapping, not a string'],
    ['{"kind": ', expect.stringContaining('not valid YAML')],
    ['kind: Pod', '1:1 apiVersion: Required value: every Kubernetes object says what it is'],
    ['a: *b', expect.stringContaining('not valid YAML')],
    ['a: &a [*a]', '1:8 not valid YAML: an anchor contains itself'],
    [`a: ${'['.repeat(100_000)}`, expect.stringContaining('nested deeper than 200 levels')],
    ['['.repeat(100_000), expect.stringContaining('nested deeper than 200 levels')],
    [`${'- '.repeat(5000)}a`, expect.stringContaining('nested deeper than 200 levels')],
  ])('that are none are a clear error (row %#)', (text, message) => {
    expect(summary(text)).toEqual([message]);
  });

  it('cannot be made to fill the memory with aliases', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i},`.repeat(9)}]`);
    const text = ['apiVersion: v1', 'kind: Pod', 'l0: &l0 x', ...levels].join('\n');
    expect(summary(text)).toEqual([expect.stringContaining('not valid YAML: Excessive alias count')]);
  });
});

describe('YAML as kubectl reads it', () => {
  const portOf = (text: string): unknown => {
    const [first] = read(policy('a', `spec: {ingress: [{ports: [{port: ${text}}]}]}`));
    const object = first!.object;
    if (object?.kind !== 'NetworkPolicy') return undefined;
    return object.spec.ingress![0]!.ports![0]!.port;
  };

  it.each([
    ['80', 80],
    ['014', 12],
    ['0o14', 12],
    ['0x50', 80],
    ['0b11', 3],
    ['1_000', 1000],
    ['80.0', 80],
    ['y', 'y'],
    ['on', 'on'],
    ['"80"', undefined],
    ['80.5', undefined],
    ['089', 89],
    ['true', undefined],
  ])('port %s', (text, port) => {
    expect(portOf(text)).toBe(port);
  });

  it('applies anchors and merge keys', () => {
    const text = policy(
      'a',
      'spec:\n  podSelector: &s {matchLabels: {a: b}}\n  ingress: [{from: [{podSelector: {<<: *s}}]}]',
    );
    const [first] = read(text);
    expect(first!.object).toMatchObject({
      spec: { ingress: [{ from: [{ podSelector: { matchLabels: { a: 'b' } } }] }] },
    });
  });
});

describe('duplicate fields (VAL-25)', () => {
  const yaml = policy('a', 'spec:\n  podSelector: {}\n  ingress: [{}]\n  ingress: []');
  const json =
    '{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"a"},\n' +
    ' "spec":{"ingress":[{"ports":[{"port":80}]},{"ports":[{"port":81}]}],\n"ingress":[]}}';

  it.each([
    ['YAML', yaml, '7:3'],
    ['JSON', json, '3:1'],
  ])('in %s are refused, or the last one counts', (_, text, place) => {
    expect(summary(text)).toEqual([`${place} strict decoding error: duplicate field "spec.ingress"`]);
    const [warned] = read(text, { fieldValidation: 'Warn' });
    expect(warned!.admitted.warnings.map(({ message }) => message)).toEqual([
      'duplicate field "spec.ingress"',
    ]);
    expect(warned!.object).toMatchObject({ spec: { podSelector: {}, policyTypes: ['Ingress'] } });
    expect(warned!.object).not.toHaveProperty('spec.ingress');
  });

  it('in a pod are but a warning', () => {
    const [first] = read('apiVersion: v1\nkind: Pod\nmetadata: {name: a, name: b}\n');
    expect(first!.admitted.ok).toBe(true);
    expect(first!.admitted.warnings.map(({ field }) => field)).toEqual(['metadata.name']);
  });
});

const badSpec =
  '{"policyTypes": ["Egress"],\n  "egress": [{"to": [\n    {"ipBlock": {"cidr": "10.0.0.0/33"}}]}]}';
const bad = `{"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "a"},\n "spec": ${badSpec}}`;

describe('JSON', () => {
  it('is read with positions', () => {
    expect(summary(bad)).toEqual([
      expect.stringMatching(/^4:18 spec\.egress\[0\]\.to\[0\]\.ipBlock\.cidr: /),
    ]);
  });

  it('may be a list, a bare array, or one value after the other', () => {
    const good = '{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "x"}}';
    const found = ['Namespace x at 2', expect.stringMatching(/^6:18 spec\.egress/)];
    expect(summary(`{"kind": "List", "apiVersion": "v1", "items": [\n${good},\n${bad}]}`)).toEqual(found);
    expect(summary(`[\n${good},\n${bad}]`)).toEqual(found);
    expect(summary(`\n${good}\n${bad}\n`)).toEqual(found);
  });

  it('keeps strings with brackets, quotes and escapes apart from structure', () => {
    const annotations = '{"a":"]}\\"{["}';
    const odd = `{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"x","annotations":${annotations}}}`;
    // Two values in a row are JSON only: YAML cannot come to the rescue.
    expect(summary(`${odd} ${odd}`)).toEqual(['Namespace x at 1', 'Namespace x at 1']);
  });

  it('in YAML flow style is YAML', () => {
    expect(summary('{apiVersion: v1, kind: Namespace, metadata: {name: x}}')).toEqual(['Namespace x at 1']);
  });
});

describe('lists', () => {
  it('of a kind complete their items', () => {
    const text = `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicyList\nitems:\n- metadata: {name: a}\n- metadata: {name: B}\n`;
    expect(summary(text)).toEqual(['NetworkPolicy a at 4', expect.stringMatching(/^5:14 metadata\.name/)]);
  });

  it.each(['', '  '])('of a million characters are taken apart, and read the same (indent %j)', (indent) => {
    const padding = 'x'.repeat(10_000);
    const item = (i: number): string => {
      const name = i === 70 ? 'Bad' : `p${i}`;
      const metadata = `{name: ${name}, annotations: {a: ${padding}}}`;
      const lines = [`metadata: ${metadata}`, 'spec: {}'];
      return `${indent}- ${lines.join(`\n${indent}  `)}`;
    };
    const items = Array.from({ length: 101 }, (_, i) => item(i));
    const head = 'apiVersion: networking.k8s.io/v1\nitems:\n';
    const text = `${head}${items.join('\n')}\nkind: NetworkPolicyList\nmetadata: {}\n`;
    expect(text.length).toBeGreaterThan(1_000_000);
    const found = summary(text);
    expect(found).toHaveLength(101);
    expect(found[0]).toBe('NetworkPolicy p0 at 3');
    expect(found[100]).toBe('NetworkPolicy p100 at 203');
    expect(found[70]).toMatch(new RegExp(`^143:${indent.length + 14} metadata\\.name: Invalid`));
  });
});

it('shows standard input as <stdin>', () => {
  const [first] = readManifests({ file: '-', text: 'x' });
  expect(first!.position).toEqual({ file: '<stdin>', line: 1, column: 1 });
});
