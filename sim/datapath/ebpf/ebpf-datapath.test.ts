import { describe, expect, it } from 'vitest';
import { formatCidr, SPEC_DEFAULT } from '../../../model/index.ts';
import { question } from '../common/testing/datapath-checks.ts';
import { describeDatapath } from '../common/testing/datapath-suite.ts';
import { classicIntent } from '../common/testing/random-intent.ts';
import { portPrefixes } from './compiler.ts';
import type { EbpfCompiler } from './index.ts';
import { EBPF_COMPILER, ebpfDatapath } from './index.ts';

describeDatapath('ebpf', (profile) => ebpfDatapath(EBPF_COMPILER, profile));

const { pod, direction, packet } = question('x/a', 'ingress', '10.1.2.9', 'TCP', 80);

describe('blocks as prefixes', () => {
  it('carries what shorter prefixes allow into the entries that hide them', () => {
    const datapath = ebpfDatapath();
    const verdict = datapath.judge(datapath.compile(classicIntent()), pod, direction, packet);
    // IPB-5
    expect(verdict.action).toBe('allow');
    expect(verdict.rule).toMatch(/^lpm-\w+: 10\.1\.2\.0\/24 => TCP 80\/16$/);
  });

  it('shows what entries without that union do wrong, in one replaced function', () => {
    const prefixEntries: EbpfCompiler['prefixEntries'] = (grants) =>
      Object.fromEntries(
        grants.flatMap(({ blocks, ports }) =>
          blocks.flatMap(({ cidr, excepts }) => [
            [formatCidr(cidr), { ports }] as const,
            ...excepts.map((except) => [formatCidr(except), { ports: [] }] as const),
          ]),
        ),
      );
    const datapath = ebpfDatapath({ ...EBPF_COMPILER, prefixEntries }, SPEC_DEFAULT);
    expect(datapath.judge(datapath.compile(classicIntent()), pod, direction, packet).action).toBe('drop');
  });
});

describe('a map that is full', () => {
  const capacity = { ...EBPF_COMPILER.capacity, prefix: 2 };
  const datapath = ebpfDatapath({ ...EBPF_COMPILER, capacity }, SPEC_DEFAULT);
  const state = datapath.compile(classicIntent());

  it('denies what it had no room for, and says so', () => {
    const verdict = datapath.judge(state, pod, direction, packet);
    expect(verdict.action).toBe('drop');
    expect(verdict.rule).toContain('map full: x/allow rule 0');
  });

  it('prints what was left out', () => {
    const lines = datapath.print(state).flatMap((table) => table.lines);
    expect(lines).toContainEqual(expect.stringContaining('FULL, denied: x/allow rule 0: no room in a map'));
  });
});

it.each([
  [80, 80, ['80/16']],
  [80, 90, ['80/13', '88/15', '90/16']],
  [0, 65_535, ['0/1', '32768/1']],
  [32_768, 65_535, ['32768/1']],
  [65_534, 65_535, ['65534/15']],
])('makes %d to %d of the fewest prefixes', (first, last, prefixes) => {
  const keys = portPrefixes({ protocol: 'TCP', first, last });
  expect(keys.map(({ port, length }) => `${port}/${length}`)).toStrictEqual(prefixes);
});
