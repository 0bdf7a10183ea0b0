import type { Scenario } from '../../model/index.ts';
import { NAMESPACE_NAME_LABEL } from '../../model/index.ts';

/** A part of a case that may be of no account. */
interface Variation {
  /** What is said where every variant shows the same: `any port`. */
  readonly says: string;
  /** The same case with this part otherwise, everywhere alike; none where the case has no such part. */
  readonly variants: (scenario: Scenario) => readonly Scenario[];
}

/**
 * Varies each part of a reduced scenario and says of which it makes no difference: a reader need not look there for
 * the cause.
 *
 * @param keeps whether a variant still shows what the scenario was kept for
 */
export async function indifferentParts(
  scenario: Scenario,
  keeps: (variant: Scenario) => boolean | Promise<boolean>,
): Promise<readonly string[]> {
  const said: string[] = [];
  for (const { says, variants } of VARIATIONS) {
    const all = variants(scenario);
    let holds = all.length > 0;
    for (const variant of all) holds &&= await keeps(variant);
    if (holds) said.push(says);
  }
  return said;
}

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

const VARIATIONS: readonly Variation[] = [
  {
    says: 'any port',
    // All moved together, so that ranges keep their lengths and neighbours stay neighbours.
    variants: (scenario) =>
      [7, 1_000].flatMap((by) => changed(scenario, PORT_KEYS, (port) => movedPort(port, by))),
  },
  {
    says: 'any protocol',
    variants: (scenario) =>
      [1, 2].flatMap((turn) =>
        changed(scenario, ['protocol'], (name) => {
          const index = PROTOCOLS.indexOf(String(name));
          return index < 0 ? name : PROTOCOLS[(index + turn) % PROTOCOLS.length]!;
        }),
      ),
  },
  {
    says: 'any label value',
    variants: (scenario) => changed(scenario, ['labels', 'matchLabels', 'values'], otherValues),
  },
  {
    says: 'any label key',
    variants: (scenario) => changed(scenario, ['labels', 'matchLabels', 'key'], otherKeys),
  },
  {
    says: 'any node',
    variants: (scenario) => {
      const [first, ...others] = scenario.cluster.nodes.map(({ name }) => name);
      if (first === undefined || scenario.cluster.nodes.some(hasPodAddresses)) return [];
      // All pods on one node, then each on the next.
      const together = changed(scenario, ['nodeName'], () => first);
      let turn = 0;
      const apart =
        others.length === 0 ? [] : changed(scenario, ['nodeName'], () => [first, ...others][turn++ % 2]!);
      return [...together, ...apart];
    },
  },
];

const PORT_KEYS = ['port', 'endPort', 'containerPort', 'targetPort', 'nodePort', 'hostPort'];

const HIGHEST_PORT = 65_535;

function movedPort(port: unknown, by: number): unknown {
  // The ends of the range are what they are: moved, they would mean something else.
  if (typeof port !== 'number' || port === 1 || port === HIGHEST_PORT) return port;
  return port + by <= HIGHEST_PORT ? port + by : port;
}

/** Pods that move to another node must not leave its address range behind. */
function hasPodAddresses({ podCIDRs = [] }: { readonly podCIDRs?: readonly string[] }): boolean {
  return podCIDRs.length > 0;
}

function otherValues(part: unknown): unknown {
  if (Array.isArray(part)) return part.map((value) => otherWord(String(value)));
  return mapEntries(part, (key, value) => [
    key,
    key === NAMESPACE_NAME_LABEL ? value : otherWord(String(value)),
  ]);
}

function otherKeys(part: unknown): unknown {
  const other = (key: string): string => (key === NAMESPACE_NAME_LABEL ? key : otherWord(key));
  return typeof part === 'string' ? other(part) : mapEntries(part, (key, value) => [other(key), value]);
}

/** "" is a value of its own kind, and a key's prefix a name of its own. */
function otherWord(word: string): string {
  return word === '' || word.includes('/') ? word : `${word}7`;
}

/** The scenario with every value under one of the keys replaced; none where that changes nothing. */
function changed(
  scenario: Scenario,
  keys: readonly string[],
  replace: (value: unknown) => unknown,
): readonly Scenario[] {
  let differs = false;
  const visit = (value: unknown, key: string): unknown => {
    if (keys.includes(key)) {
      const replaced = replace(value);
      differs ||= JSON.stringify(replaced) !== JSON.stringify(value);
      return replaced;
    }
    if (Array.isArray(value)) return value.map((element) => visit(element, ''));
    return mapEntries(value, (name, inner) => [name, visit(inner, name)]);
  };
  const after = visit(scenario, '') as Scenario;
  return differs ? [after] : [];
}

/** The object with other entries and the same prototype: labels have none. */
function mapEntries(
  value: unknown,
  map: (key: string, value: unknown) => readonly [string, unknown],
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.create(Object.getPrototypeOf(value) as object | null) as Record<string, unknown>;
  for (const [key, inner] of Object.entries(value)) {
    const [name, mapped] = map(key, inner);
    copy[name] = mapped;
  }
  return copy;
}
