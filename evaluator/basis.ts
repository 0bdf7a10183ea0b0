import type { Action, Basis, PartialProfile, Profile, ProfileOption } from '../model/index.ts';
import { PROFILE_OPTIONS, SPEC_DEFAULT } from '../model/index.ts';
import type { Context } from './semantics.ts';

/** The conforming values of each option, its default first. Times have one value: no verdict branches on them. */
const CONFORMING: ReadonlyMap<ProfileOption, readonly unknown[]> = new Map(
  PROFILE_OPTIONS.map(({ option, values, nonConforming }) => {
    const name = option as ProfileOption;
    const named = values.filter((value) => !nonConforming.includes(value));
    return [name, typeof SPEC_DEFAULT[name] === 'number' ? [SPEC_DEFAULT[name]] : named];
  }),
);

/** What an evaluation under every answer to the open points came to. */
type Tree =
  | { readonly kind: 'leaf'; readonly action: Action }
  | { readonly kind: 'branch'; readonly option: ProfileOption; readonly branches: readonly Tree[] };

/**
 * Who decides a verdict. Evaluates under every conforming answer to each option that gets asked for; where all
 * agree the API mandates the action, else the options whose answers change it are named.
 *
 * @param judge evaluates with the given reader of options, reading lazily
 * @param declared answers that are fixed and not to be varied
 */
export function basisOf(judge: (option: Context['option']) => Action, declared: PartialProfile = {}): Basis {
  const options = new Set<ProfileOption>();
  collectDeciding(explore(judge, declared), options);
  if (options.size === 0) return { kind: 'mandated' };
  return { kind: 'profile', options: [...options].sort() };
}

/** A reading stopped because an option without an answer was asked for. */
class OpenPoint {
  readonly option: ProfileOption;
  constructor(option: ProfileOption) {
    this.option = option;
  }
}

function explore(judge: (option: Context['option']) => Action, answers: PartialProfile): Tree {
  const reader: Context['option'] = (name) => {
    if (!Object.hasOwn(answers, name)) throw new OpenPoint(name);
    return answers[name] as Profile[typeof name];
  };
  try {
    return { kind: 'leaf', action: judge(reader) };
  } catch (stop) {
    if (!(stop instanceof OpenPoint)) throw stop;
    const { option } = stop;
    const branches = (CONFORMING.get(option) ?? []).map((value) =>
      explore(judge, { ...answers, [option]: value }),
    );
    return { kind: 'branch', option, branches };
  }
}

/** An option decides where its branches differ; equal branches mean that it was asked for in vain. */
function collectDeciding(tree: Tree, into: Set<ProfileOption>): void {
  if (tree.kind === 'leaf') return;
  const [first, ...others] = tree.branches;
  if (first === undefined) return;
  const text = shape(first);
  if (others.some((other) => shape(other) !== text)) into.add(tree.option);
  for (const branch of tree.branches) collectDeciding(branch, into);
}

/** The tree with vain branches left out, as text. */
function shape(tree: Tree): string {
  if (tree.kind === 'leaf') return tree.action;
  const shapes = tree.branches.map(shape);
  if (shapes.every((text) => text === shapes[0])) return shapes[0] ?? '';
  return `${tree.option}(${shapes.join()})`;
}

/** A declared profile with answers that break the API replaced by the default: deviations stay findings. */
export function conformingProfile(declared: PartialProfile): Profile {
  const broken = Object.entries(declared).filter(([name, value]) => {
    const conforming = CONFORMING.get(name as ProfileOption) ?? [];
    return typeof value === 'string' && !value.startsWith('flush-after(') && !conforming.includes(value);
  });
  const repaired = Object.fromEntries(broken.map(([name]) => [name, SPEC_DEFAULT[name as ProfileOption]]));
  return { ...SPEC_DEFAULT, ...declared, ...repaired };
}
