import { describe, expect, it } from 'vitest';
import { SPEC_DEFAULT } from '../../../model/index.ts';
import { question } from '../common/testing/datapath-checks.ts';
import { describeDatapath } from '../common/testing/datapath-suite.ts';
import { classicIntent } from '../common/testing/random-intent.ts';
import { IPTABLES_COMPILER, iptablesDatapath } from './index.ts';

describeDatapath('iptables', (profile) => iptablesDatapath(IPTABLES_COMPILER, profile));

describe('blocks as sets', () => {
  const { pod, direction, packet } = question('x/a', 'ingress', '10.1.2.9', 'TCP', 80);

  it('keeps the nomatch of one block from another block of the rule', () => {
    const datapath = iptablesDatapath();
    const verdict = datapath.judge(datapath.compile(classicIntent()), pod, direction, packet);
    // IPB-5
    expect(verdict.action).toBe('allow');
    expect(verdict.rule).toMatch(/--match-set FP-B-\w+ src .* \[10\.1\.0\.0\/16\]$/);
  });

  it.each([
    ['10.1.2.9', 81],
    ['11.0.0.1', 80],
  ])('names no element where the port or the block would not hold anyway: %s %i', (source, port) => {
    const datapath = iptablesDatapath();
    const asked = question('x/a', 'ingress', source, 'TCP', port).packet;
    const verdict = datapath.judge(datapath.compile(classicIntent()), pod, direction, asked);
    expect(verdict.rule).toMatch(/ -j DROP$/);
  });

  it('shows what one shared set does wrong, in one replaced function', () => {
    const blockSets: typeof IPTABLES_COMPILER.blockSets = (blocks) => [
      Object.assign({}, ...blocks.map(IPTABLES_COMPILER.blockEntries)),
    ];
    const datapath = iptablesDatapath({ ...IPTABLES_COMPILER, blockSets }, SPEC_DEFAULT);
    const verdict = datapath.judge(datapath.compile(classicIntent()), pod, direction, packet);
    expect(verdict.action).toBe('drop');
    expect(verdict.rule).toMatch(/ -j DROP \[not let in by FP-B-\w+ 10\.1\.2\.0\/24 nomatch\]$/);
  });
});

describe('what a person sees', () => {
  it('prints sets and chains as their tools do', () => {
    const datapath = iptablesDatapath();
    const lines = datapath.print(datapath.compile(classicIntent())).flatMap((table) => table.lines);
    expect(lines).toContainEqual(expect.stringMatching(/^add FP-B-\w+ 10\.1\.2\.0\/24 nomatch$/));
    expect(lines).toContainEqual(expect.stringMatching(/^-A FP-INGRESS -o fp\w+ -j FP-I-\w+$/));
    expect(lines.at(-1)).toMatch(/^-A FP-\w+/);
  });

  it('describes operations as they would be typed', () => {
    const datapath = iptablesDatapath();
    const plan = datapath.plan(datapath.empty(), datapath.compile(classicIntent()));
    const typed = plan.map((operation) => operation.describe);
    expect(typed[0]).toBe('ipset create FP-NODE hash:net family inet');
    expect(typed).toContainEqual(expect.stringMatching(/^ipset add FP-B-\w+ 10\.0\.0\.0\/8$/));
    expect(typed).toContainEqual(expect.stringMatching(/^iptables -I FP-INGRESS \d+ -o fp\w+ -j FP-I-\w+$/));
  });
});
