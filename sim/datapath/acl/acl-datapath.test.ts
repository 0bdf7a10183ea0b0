import { describe, expect, it } from 'vitest';
import { formatCidr, SPEC_DEFAULT } from '../../../model/index.ts';
import { question } from '../common/testing/datapath-checks.ts';
import { describeDatapath } from '../common/testing/datapath-suite.ts';
import { classicIntent } from '../common/testing/random-intent.ts';
import type { AclCompiler, AclState } from './index.ts';
import { ACL_COMPILER, aclDatapath } from './index.ts';

describeDatapath('acl', (profile) => aclDatapath(ACL_COMPILER, profile));

describe('blocks as flows', () => {
  const { pod, direction, packet } = question('x/a', 'ingress', '10.1.2.9', 'TCP', 80);

  it('keeps the excepts of one block from another block of the rule, and names flow and clauses', () => {
    const datapath = aclDatapath();
    const verdict = datapath.judge(datapath.compile(classicIntent()), pod, direction, packet);
    // IPB-5
    expect(verdict.action).toBe('allow');
    expect(verdict.rule).toContain('ip4.src == 10.1.0.0/16');
    expect(verdict.rule).toContain('tcp.dst == 80');
  });

  it('shows what an except compiled to a drop does wrong, in one replaced function', () => {
    const exceptDrops: AclCompiler['exceptDrops'] = ({ excepts }) =>
      excepts.map((except) => ({ kind: 'block', cidr: formatCidr(except), excepts: [] }));
    const datapath = aclDatapath({ ...ACL_COMPILER, exceptDrops }, SPEC_DEFAULT);
    expect(datapath.judge(datapath.compile(classicIntent()), pod, direction, packet).action).toBe('drop');
  });
});

describe('address sets', () => {
  const datapath = aclDatapath();
  const run = (
    state: AclState,
    ...steps: readonly ('add-to-set' | 'remove-from-set' | 'delete-set')[]
  ): AclState => {
    let now = state;
    for (const kind of steps) {
      const change = kind === 'delete-set' ? { kind, set: 'S' } : { kind, set: 'S', address: '10.1.2.3' };
      now = datapath.apply(now, { describe: kind, object: 'S', change });
    }
    return now;
  };

  it('holds an address until the last of its pods has left', () => {
    const both = run({ addressSets: { S: {} }, flows: {} }, 'add-to-set', 'add-to-set');
    expect(run(both, 'remove-from-set').addressSets).toStrictEqual({ S: { '10.1.2.3': 1 } });
    expect(run(both, 'remove-from-set', 'remove-from-set').addressSets).toStrictEqual({ S: {} });
  });

  it('does not delete a set that a flow names', () => {
    const state = datapath.compile(classicIntent());
    const change = { kind: 'delete-set', set: 'FP-NODE-IPv4' } as const;
    expect(datapath.apply(state, { describe: '', object: '', change })).toBe(state);
  });
});

it('prints flows by falling priority', () => {
  const datapath = aclDatapath();
  const acl = datapath.print(datapath.compile(classicIntent())).find(({ title }) => title === 'ACL');
  expect(acl?.lines.at(-1)).toBe('to-lport 1000 (outport == "x/a") drop');
  expect(acl?.lines).toContainEqual(
    expect.stringMatching(
      /^to-lport 2000 \(.*ip4\.src == 10\.0\.0\.0\/8 && ip4\.src != \{10\.1\.2\.0\/24\}\) conjunction\(0x\w+, 1\/2\)$/,
    ),
  );
});
