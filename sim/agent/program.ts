import { isSameData } from '../datapath/common/index.ts';
import type { Datapath, Operation, RuleTable } from '../datapath/datapath.ts';
import type { NodeIntent } from '../datapath/intent.ts';
import type { HookJudge, Sweep } from '../datapath/sweep.ts';

/** One operation, ready to be made. */
export interface PlannedOperation extends Operation {
  /** Makes it: the rules change, and the agent knows that they did. */
  run(): void;
  /** It failed, and the agent takes it for made: the rules stay, and the agent believes otherwise. */
  assume(): void;
}

/** What an agent plans from: the rules as they are, or none. */
export type Belief = 'installed' | 'empty';

/** The rules of one node, whatever their kind, and what its agent believes them to be. */
export interface Program {
  readonly judge: HookJudge;
  /** The operations that lead from what the agent believes to what is wanted. */
  plan(intent: NodeIntent): readonly PlannedOperation[];
  /** Puts what is wanted in place at once, in no steps: a node that has settled. */
  install(intent: NodeIntent): void;
  /** The agent looks at the rules anew, or takes them for none. */
  believe(belief: Belief): void;
  /** Removes every rule. */
  clear(): void;
  print(): readonly RuleTable[];
}

/** An empty program on a datapath, whose kinds of state and operation nobody else needs to know. */
export function programOn<State, Op extends Operation>(datapath: Datapath<State, Op>): Program {
  let installed = datapath.empty();
  let believed = installed;
  const run = (operation: Op): void => {
    const same = believed === installed;
    installed = datapath.apply(installed, operation);
    believed = same ? installed : datapath.apply(believed, operation);
  };
  const stateFor = lastCompiled(datapath.compile);
  /** A state in which nothing was left to do for another. */
  let done: { readonly from: State; readonly to: State } | undefined;
  const planFor = (to: State): readonly Op[] => {
    if (done?.from === believed && done.to === to) return [];
    const operations = datapath.plan(believed, to);
    if (operations.length === 0) done = { from: believed, to };
    return operations;
  };
  const ofState = datapath.judge;
  const judge: HookJudge = (pod, direction, packet) => ofState(installed, pod, direction, packet);
  const { sweep } = ofState;
  return {
    judge:
      sweep === undefined
        ? judge
        : Object.assign(judge, {
            sweep: (...question: Parameters<Sweep>) => sweep(installed, ...question),
          }),
    plan: (intent) =>
      planFor(stateFor(intent)).map((operation) => ({
        describe: operation.describe,
        object: operation.object,
        run: () => run(operation),
        assume: () => {
          believed = datapath.apply(believed, operation);
        },
      })),
    install: (intent) => {
      installed = stateFor(intent);
      believed = installed;
    },
    believe: (belief) => {
      const { adopt = asFound } = datapath;
      ({ installed, believed } = adopt(installed));
      if (belief === 'empty') believed = datapath.empty();
    },
    clear: () => {
      installed = datapath.empty();
      believed = installed;
    },
    print: () => datapath.print(installed),
  };
}

/** Most of what an agent sees asks for the rules that it has asked for last: those are not compiled again. */
function lastCompiled<State>(compile: (intent: NodeIntent) => State): (intent: NodeIntent) => State {
  let last: { readonly intent: NodeIntent; readonly state: State } | undefined;
  return (intent) => {
    if (last === undefined || !isSameData(last.intent, intent)) last = { intent, state: compile(intent) };
    return last.state;
  };
}

function asFound<State>(found: State): { readonly installed: State; readonly believed: State } {
  return { installed: found, believed: found };
}
