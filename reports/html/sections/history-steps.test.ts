import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../model/index.ts';
import { scenarioOf } from '../../../model/index.ts';
import { podOf, policyOf } from '../../../model/testing/sample-cluster.ts';
import { ALLOWED, EXCEPTED, SAMPLE_CLUSTER } from '../testing/sample-result.ts';
import { historySteps } from './history-steps.ts';

const POLICY = policyOf('p', [{ podSelector: {} }], [{ protocol: 'TCP', port: 80 }]);

function lived(steps: Scenario['steps']): string {
  return historySteps(scenarioOf('s', SAMPLE_CLUSTER, { steps }), ALLOWED.reasons).markup;
}

describe('historySteps', () => {
  it('is nothing for a snapshot', () => {
    expect(lived([])).toBe('');
  });

  it('tells every kind of action', () => {
    const html = lived([
      {
        title: 'the policy goes',
        settled: true,
        expectations: [],
        actions: [
          { kind: 'apply', event: { type: 'DELETED', object: POLICY } },
          { kind: 'apply', event: { type: 'ADDED', object: podOf('c', '10.244.1.30') } },
          { kind: 'apply', event: { type: 'MODIFIED', object: podOf('c', '10.244.1.31') } },
        ],
      },
      {
        settled: false,
        expectations: [],
        actions: [
          { kind: 'wait', ticks: 30 },
          { kind: 'open', connection: 'c1', flow: EXCEPTED },
          { kind: 'send', connection: 'c1', packet: 'reply' },
          { kind: 'close', connection: 'c1' },
          { kind: 'agent', node: 'n1', change: 'restart' },
          { kind: 'watch', node: 'n2', change: 'hold' },
        ],
      },
    ]);
    expect([...html.matchAll(/<li>([^<\n]+)/g)].map(([, text]) => text)).toEqual([
      'NetworkPolicy x/p is deleted',
      'Pod x/c is created',
      'Pod x/c is changed',
      '30 ms pass',
      'c1 is opened: 10.1.2.3 → x/a (10.244.1.10) TCP/80',
      'c1 sends its reply packet',
      'c1 is closed',
      'the agent of n1: restart',
      'the watch of n2: hold',
    ]);
    expect(html).toContain('<p>the policy goes</p>');
    expect(html.match(/Then everything comes to rest|Nothing waits/g)).toEqual([
      'Then everything comes to rest',
      'Nothing waits',
    ]);
  });

  it('shows a policy that comes as it is, with remarks', () => {
    const html = lived([
      {
        settled: true,
        expectations: [],
        actions: [{ kind: 'apply', event: { type: 'ADDED', object: POLICY } }],
      },
    ]);
    expect(html).toContain('aria-label="Policy x/p"');
    expect(html).toContain('isolates x/a for ingress');
  });
});
