import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runCli } from '../testing/run-cli.ts';

const window = fileURLToPath(new URL('../../scenarios/time/two-nodes-one-window.yaml', import.meta.url));

describe('simulate', () => {
  it('tells what happened, step by step and node by node, and the way of every packet', () => {
    const { code, out } = runCli(['simulate', window, '--engine', 'sim:iptables', '--rules']);
    expect(code).toBe(0);
    const lines = out.split('\n');
    expect(lines[0]).toBe('Two nodes, one of which has not yet seen a policy  sim:iptables');
    const inOrder = [
      'the start',
      'n1 hears of nothing, and the policy is stored',
      'allow, though the newest objects say deny: the window',
      'after 40 ms n1 hears of it',
      'trace hash',
      'at 0 ms, early opened',
      '-j DROP',
      'at 40 ms, late opened',
      'rules of n2',
    ];
    let from = 0;
    for (const text of inOrder) {
      const at = lines.findIndex((line, index) => index >= from && line.includes(text));
      expect(at, text).toBeGreaterThanOrEqual(from);
      from = at;
    }
  });

  it('follows a flow that is asked for', () => {
    const { code, out } = runCli(['simulate', window, '--from', 'y/b', '--to', 'x/a', '--port', '81']);
    expect(code).toBe(0);
    expect(out).toMatch(/y\/b \([^)]*\) → x\/a \([^)]*\) TCP\/81: dropped\n/);
    expect(out).toMatch(/✗ ingress-hook {2}x\/a/);
  });

  it('says the same as data, the same every time', () => {
    const [one, again] = [1, 2].map(() => runCli(['simulate', window, '-o', 'json']).out) as [string, string];
    expect(again).toBe(one);
    const report = JSON.parse(one) as Record<string, unknown>;
    expect(report).toMatchObject({
      schema: 'fencepost-simulation/1',
      engine: 'sim',
      timeline: { nodes: ['n1', 'n2'], hash: expect.stringMatching(/^[0-9a-f]{16}$/) },
      chapters: [{ title: 'the start', first: 0 }, {}, {}],
    });
    expect((report['packets'] as unknown[]).length).toBe(5);
  });

  it.each<[what: string, args: string[], message: string]>([
    ['no file', [], 'simulate takes one scenario file'],
    ['two files', [window, window], 'simulate takes one scenario file'],
    [
      'an engine without time',
      [window, '--engine', 'reference'],
      'reference cannot be followed through time',
    ],
    ['an engine that is none', [window, '--engine', 'sim:iptable'], "the nearest are 'iptables'"],
  ])('%s is wrong usage', (_, args, message) => {
    const { code, err } = runCli(['simulate', ...args]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
