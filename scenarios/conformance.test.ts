import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { FlowExpectation, Scenario, StepExpectation } from '../model/index.ts';
import type { Clause, ClauseId } from '../spec/index.ts';
import { CLAUSES, PROFILE_OPTIONS } from '../spec/index.ts';
import { decodeScenario, findScenarioFiles } from './codec/index.ts';

const DIRECTORY = fileURLToPath(new URL('conformance', import.meta.url));

/** A verdict on a flow or packet, or the fate of a submitted object. */
type Outcome = 'allow' | 'deny' | 'accept' | 'reject';

const OUTCOME_OF: Readonly<Record<string, Outcome>> = {
  ALLOW: 'allow',
  DENY: 'deny',
  ACCEPT: 'accept',
  REJECT: 'reject',
  match: 'allow',
  'no match': 'deny',
  no: 'deny',
};

/** Clauses whose `expected` says something else than verdicts; under `spec-default` where it is a choice. */
const EXPECTED_BY_HAND: Readonly<Partial<Record<ClauseId, readonly Outcome[]>>> = {
  // The example has no plugin; the file asks `spec-default` first and npSupport none in `otherwise`.
  'PLUG-1': ['deny'],
  // "equal verdicts": the same six flows before and after the lists are reversed.
  'ISO-6': [
    'allow',
    'allow',
    'allow',
    'allow',
    'deny',
    'deny',
    'allow',
    'allow',
    'allow',
    'allow',
    'deny',
    'deny',
  ],
  // "same verdicts": [Egress, Ingress] and [Ingress, Egress], then [Ingress, Ingress] and [Ingress].
  'TYPE-7': ['deny', 'deny', 'deny', 'deny', 'deny', 'allow', 'deny', 'allow'],
  // "as SEL-2..5": the peer that fits, one of the wrong namespace, one with the forbidden label.
  'SEL-13': ['allow', 'deny', 'deny'],
  // The policy is inert by default.
  'SEL-14': ['allow'],
  // The name is resolved by default.
  'IPB-12': ['allow'],
  // Read as 10.0.0.0/8 by default: 10.1.2.3 inside, 8.1.2.3 (the octal reading) outside.
  'IPB-15': ['allow', 'deny'],
  // All numbers of the name count by default.
  'PORT-15': ['allow'],
  // "same verdict" from two source ports.
  'PORT-17': ['allow', 'allow'],
  // Sidecars do not count by default.
  'PORT-20': ['deny'],
  // "by initiator": x/a to x/b and its reply pass, x/b to x/a does not.
  'CONN-2': ['allow', 'allow', 'deny', 'deny'],
  // A packet of the connection after the change: "existingConnections" keeps it by default.
  'CONN-4': ['allow'],
  // By default an exchange is over after 30 s.
  'CONN-6': ['deny'],
  // "ALLOW or DENY": the node that has not seen the policy yet still allows.
  'LIFE-1': ['allow'],
  // "DENY→ALLOW admissible, never ALLOW for a forbidden flow": by default the former first.
  'LIFE-3': ['deny', 'deny', 'allow', 'deny'],
  // "converges": as before the changes, and as after them.
  'LIFE-4': ['deny', 'deny', 'allow', 'deny', 'deny', 'allow'],
  // The node that has seen the policy, and the one that has not.
  'LIFE-5': ['deny', 'allow'],
  // "match after IP": nothing matches before.
  'LIFE-10': ['deny', 'deny', 'allow'],
  // "equal": the same three flows after two orders of creation.
  'LIFE-11': ['allow', 'deny', 'deny', 'allow', 'deny', 'deny'],
  // The connection and an error about it.
  'CONN-5': ['allow', 'allow'],
  'PROTO-2': ['deny'],
  // Dropped or rejected: denied.
  'PROTO-7': ['deny'],
  // A block over the address of the Service does not match by default.
  'SVC-3': ['deny'],
  // The address of the backend counts by default.
  'SVC-4': ['allow'],
  // The original client is seen by default: inside the block for SVC-5, subject to default-deny for SVC-7.
  'SVC-5': ['allow'],
  'SVC-7': ['deny'],
  // "same as x/a→y/a", which the policy allows.
  'SVC-8': ['allow'],
  'SVC-9': ['allow'],
  // "REJECT(strict)/WARN; same; same": the strict half first; the other half follows with warnings.
  'VAL-12': ['reject', 'reject', 'reject', 'accept', 'reject', 'reject'],
  // Stored forms: accepted, with the form under `stored`.
  'VAL-20': ['accept'],
  'VAL-21': ['accept', 'accept', 'accept'],
  // "stored ingress:[{}] → ALLOW all"
  'VAL-25': ['accept', 'allow', 'allow'],
  // "same; +1"
  'VAL-26': ['accept', 'accept'],
  // "pruned/REJECT(Strict)"
  'VAL-27': ['accept', 'reject'],
  // "all-TCP; REJECT; allow-all"
  'VAL-29': ['accept', 'reject', 'accept'],
};

/** The step after which the example's flows are judged, where an event comes before them. */
const STEP_OF_EXAMPLE: Readonly<Partial<Record<ClauseId, number>>> = {
  'ISO-8': 0,
  'ISO-11': 1,
  'TYPE-8': 0,
  'PEER-13': 0,
  'NS-2': 0,
  'NS-4': 0,
  'NS-5': 0,
  'CONN-3': 1,
  'CONN-4': 1,
  'CONN-6': 1,
  'LIFE-2': 0,
  'LIFE-3': 0,
  'LIFE-4': 0,
  'LIFE-5': 0,
  'LIFE-7': 0,
  'LIFE-8': 0,
  'LIFE-9': 1,
  'LIFE-12': 0,
  'LIFE-13': 1,
  'LIFE-15': 0,
};

function conformanceClauses(): readonly Clause[] {
  return CLAUSES.filter(({ kind }) => kind !== 'SHAPE');
}

/** The verdicts that a clause's `expected` names, in order; none where it names none. */
function parseExpected({ expected, example }: Pick<Clause, 'expected' | 'example'>): readonly Outcome[] {
  const withoutRemarks = expected.replace(/\([^)]*\)/g, '');
  return withoutRemarks.split(';').flatMap((part) => {
    const words = [
      ...part.matchAll(/\b(ALLOW|DENY|ACCEPT|REJECT|no match|match|no)\b(?:×(\d+)| (both|all))?/g),
    ];
    const outcomes = words.flatMap(([, word, times, quantifier]) => {
      const probes = example.split('→').length - 1;
      const count = quantifier === 'both' ? 2 : quantifier === 'all' ? probes : Number(times ?? 1);
      return Array<Outcome>(count).fill(OUTCOME_OF[word!]!);
    });
    // A choice of the plugin: the first value named is that of `spec-default`.
    return part.includes('PROFILE') ? outcomes.slice(0, 1) : outcomes;
  });
}

function outcomesOf(expectation: StepExpectation): readonly Outcome[] {
  switch (expectation.kind) {
    case 'flow':
    case 'packet':
      return [expectation.action];
    case 'connection':
      return expectation.packets.map(({ action }) => action);
    case 'admission':
      return [expectation.outcome.kind === 'accepted' ? 'accept' : 'reject'];
  }
}

/** What the file expects, from the example on. */
function outcomesFromExample(scenario: Scenario, clause: ClauseId): readonly Outcome[] {
  const step = STEP_OF_EXAMPLE[clause];
  const lists = scenario.steps.slice(step ?? 0).map(({ expectations }) => expectations);
  return (step === undefined ? [scenario.expectations, ...lists] : lists).flat().flatMap(outcomesOf);
}

function optionsOf(scenario: Scenario): ReadonlySet<string> {
  const all = [...scenario.expectations, ...scenario.steps.flatMap(({ expectations }) => expectations)];
  const wantings = all.flatMap((expectation): readonly Pick<FlowExpectation, 'options' | 'otherwise'>[] => {
    switch (expectation.kind) {
      case 'flow':
      case 'packet':
        return [expectation];
      case 'connection':
        return expectation.packets;
      case 'admission':
        return [];
    }
  });
  return new Set(
    wantings.flatMap(({ options = [], otherwise = [] }) => [
      ...options,
      // A verdict cannot rest on a choice whose other values break the API; they can be asked for.
      ...otherwise.flatMap(({ profile }) => Object.keys(profile)).filter(hasOneConformingValue),
    ]),
  );
}

function hasOneConformingValue(name: string): boolean {
  const row = PROFILE_OPTIONS.find(({ option }) => option === name);
  return row !== undefined && row.values.length - row.nonConforming.length === 1;
}

const files = findScenarioFiles([DIRECTORY]);
const read = (file: string): Scenario => decodeScenario(readFileSync(file, 'utf8'), file);

test('every clause but those of shape has one file, and every file a clause', () => {
  const ids = conformanceClauses().map(({ id }) => id);
  expect(files.map((file) => basename(file, '.yaml')).sort()).toEqual([...ids].sort());
});

test.each<[string, string, readonly Outcome[]]>([
  ['ALLOW both', '', ['allow', 'allow']],
  ['DENY all', 'a→b, b→a, a→c', ['deny', 'deny', 'deny']],
  ['DENY, ALLOW, ALLOW, DENY', '', ['deny', 'allow', 'allow', 'deny']],
  ['match / no / match', '', ['allow', 'deny', 'allow']],
  ['no match', '', ['deny']],
  ['REJECT×2; ACCEPT', '', ['reject', 'reject', 'accept']],
  ['PROFILE(option) default DENY', '', ['deny']],
  ['PROFILE(option): one DENY (default), other ALLOW', '', ['deny']],
  ['ALLOW; PROFILE(option): ALLOW if so, DENY if not', '', ['allow', 'allow']],
  ['converges', '', []],
])('the expected text "%s" is understood', (expected, example, outcomes) => {
  expect(parseExpected({ expected, example })).toEqual(outcomes);
});

describe.each(conformanceClauses().map((clause) => [clause.id, clause] as const))('%s', (id, clause) => {
  const file = join(DIRECTORY, clause.group.toLowerCase(), `${id}.yaml`);

  test('is named and described in its file, in the folder of its group', () => {
    const scenario = read(file);
    expect(scenario.name).toBe(id);
    expect(scenario.clauses[0]).toBe(id);
    expect(basename(dirname(file))).toBe(clause.group.toLowerCase());
    expect(scenario.title).toMatch(/\S/);
    expect(scenario.description).toMatch(/\.\s*$/);
  });

  test('expects what the catalogue expects, in its order, and then more', () => {
    const expected = EXPECTED_BY_HAND[id] ?? parseExpected(clause);
    const outcomes = outcomesFromExample(read(file), id);
    expect(expected).not.toHaveLength(0);
    expect(outcomes.slice(0, expected.length)).toEqual(expected);
    expect(outcomes.length).toBeGreaterThan(1);
  });
});

// PROTO-7 is left out: dropped and rejected are both denied, so that no action depends on the choice.
const choices = conformanceClauses().filter(
  ({ class: kind, id, profileOptions }) =>
    kind !== 'MANDATED' && id !== 'PROTO-7' && profileOptions.length > 0,
);

test.each(choices.map((clause) => [clause.id, clause] as const))(
  '%s rests on its profile option',
  (id, clause) => {
    const options = optionsOf(read(join(DIRECTORY, clause.group.toLowerCase(), `${id}.yaml`)));
    expect(clause.profileOptions.some((option) => options.has(option))).toBe(true);
  },
);
