import { describe, expect, it } from 'vitest';
import { iptablesDatapath } from '../datapath/iptables/index.ts';
import { randomIntent, seededDraw } from '../datapath/common/testing/random-intent.ts';
import type { HookPacket } from '../datapath/datapath.ts';
import { columnsOf } from '../datapath/sweep.ts';
import type { Program } from './program.ts';
import { programOn } from './program.ts';

const one = randomIntent(seededDraw(1));
const other = randomIntent(seededDraw(2));

/** The rules as text: equal for equal rules. */
function printed(program: Program): string {
  return JSON.stringify(program.print());
}

function installed(intent: typeof one): string {
  const program = programOn(iptablesDatapath());
  program.install(intent);
  return printed(program);
}

describe('a program', () => {
  it('gets from what it is to what is wanted by making every operation of the plan', () => {
    const program = programOn(iptablesDatapath());
    for (const intent of [one, other]) {
      for (const operation of program.plan(intent)) operation.run();
      expect(printed(program)).toBe(installed(intent));
      expect(program.plan(intent)).toEqual([]);
    }
  });

  it('plans again what was left out, and not what was taken for made', () => {
    const program = programOn(iptablesDatapath());
    const [first, ...rest] = program.plan(one);
    for (const operation of rest) operation.run();
    expect(program.plan(one).map(({ describe: text }) => text)).toContain(first!.describe);

    const misled = programOn(iptablesDatapath());
    const plan = misled.plan(one);
    for (const operation of plan.slice(0, -1)) operation.run();
    plan.at(-1)!.assume();
    expect(misled.plan(one)).toEqual([]);
    expect(printed(misled)).not.toBe(installed(one));
  });

  it('believes what its agent says of the rules, and looks at them again when told to', () => {
    const program = programOn(iptablesDatapath());
    program.install(one);
    program.believe('empty');
    expect(program.plan(one).length).toBeGreaterThan(0);
    expect(printed(program)).toBe(installed(one));
    program.believe('installed');
    expect(program.plan(one)).toEqual([]);
    program.clear();
    expect(printed(program)).toBe(printed(programOn(iptablesDatapath())));
  });

  it('compiles what is wanted once for as long as the same is wanted, and plans for the rules that there are', () => {
    const datapath = iptablesDatapath();
    let compiled = 0;
    const compile: typeof datapath.compile = (intent) => {
      compiled++;
      return datapath.compile(intent);
    };
    const program = programOn({ ...datapath, compile });
    for (const operation of program.plan(one)) operation.run();
    expect([program.plan(structuredClone(one)), program.plan(one), compiled]).toEqual([[], [], 1]);
    program.clear();
    expect(program.plan(one).length).toBeGreaterThan(0);
    expect(compiled).toBe(1);
    expect(program.plan(other).length).toBeGreaterThan(0);
    expect(program.plan({ ...one, pods: one.pods.slice(1) }).length).toBeGreaterThan(0);
    expect(compiled).toBe(3);
  });

  it('judges many packets at once only by the judge whose sweep it is', () => {
    const datapath = iptablesDatapath();
    expect(programOn(datapath).judge.sweep).toBeDefined();
    const deaf = programOn({ ...datapath, judge: () => ({ action: 'allow' as const, rule: 'broken' }) });
    expect(deaf.judge.sweep).toBeUndefined();
  });

  it('sweeps the rules that are there now', () => {
    const program = programOn(iptablesDatapath());
    const packet: HookPacket = {
      source: '10.0.0.1',
      destination: '10.244.1.10',
      protocol: 'TCP',
      destinationPort: 80,
      sourcePort: 40_000,
      state: 'new',
      fromLocalNode: false,
    };
    const isolated = one.pods.find(
      ({ ingress }) => ingress.isolatedBy.length > 0 && ingress.rules.length === 0,
    );
    const pod = isolated?.pod.key ?? one.pods[0]!.pod.key;
    const sweep = (): number => program.judge.sweep!(pod, 'ingress', packet, columnsOf([packet]));
    const judge = (): number => (program.judge(pod, 'ingress', packet).action === 'allow' ? 1 : 0);
    expect([sweep(), judge()]).toEqual([1, 1]);
    program.install(one);
    expect(sweep()).toBe(judge());
  });
});
