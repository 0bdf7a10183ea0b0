import type { SelectorDraft, SpecDraft } from '../decode/network-policy-schema.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A spec as an API server serves it: empty lists and maps are left out of every object (RULE-4, PEER-1, SEL-7),
 * while an empty object stays, because a rule `{}` or a peer's `podSelector: {}` means something (PEER-10).
 */
export function dropEmpty(spec: SpecDraft): SpecDraft {
  return dropIn(spec as unknown as Fields) as unknown as SpecDraft;
}

/** Members that are maps: the only objects that vanish when they are empty. */
const MAPS: readonly (keyof SelectorDraft)[] = ['matchLabels'];

function dropIn(object: Fields): Fields {
  const kept: [string, unknown][] = [];
  for (const [key, value] of Object.entries(object)) {
    if (Array.isArray(value)) {
      if (value.length > 0) kept.push([key, value.map(dropInItem)]);
    } else if ((MAPS as readonly string[]).includes(key)) {
      if (Object.keys(value as Fields).length > 0) kept.push([key, value]);
    } else kept.push([key, dropInItem(value)]);
  }
  return Object.fromEntries(kept);
}

function dropInItem(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? dropIn(value as Fields) : value;
}
