import { describe, expect, it } from 'vitest';
import type { SimEngineOptions } from '../../engines/index.ts';
import { simEngine } from '../../engines/index.ts';
import type {
  GeneratorSettings,
  HistoryFeature,
  HistoryFeatureProbabilities,
} from '../../generators/index.ts';
import { HISTORY_FEATURES, generateScenario, GENERATOR_PRESETS } from '../../generators/index.ts';
import type { PartialProfile, Scenario } from '../../model/index.ts';
import { decodeScenario } from '../../scenarios/index.ts';
import type { AgentBehaviour, ProgrammingBehaviour } from '../../sim/index.ts';
import { CORRECT_BEHAVIOUR, DATAPATHS, fitClosed } from '../../sim/index.ts';
import { CHECKERS } from './index.ts';

/** x/a and x/b on n1, y/a and y/b on n2; x/p lets namespace y into x/a on port 80. */
const start = (name: string): string => `fencepost: 1
name: ${name}
cluster:
  nodes: {n1: [192.168.50.11], n2: [192.168.50.12]}
  namespaces: {x: {}, y: {team: blue}}
  pods:
    x/a: {labels: {pod: a}, node: n1, ips: [10.244.1.10]}
    x/b: {labels: {pod: b}, node: n1, ips: [10.244.1.11]}
    y/a: {labels: {pod: a}, node: n2, ips: [10.244.2.20]}
    y/b: {labels: {pod: b}, node: n2, ips: [10.244.2.21]}
  externals: {e1: 203.0.113.7}
policies:
  - ${policy('p', '{from: [{namespaceSelector: {matchLabels: {team: blue}}}], ports: [{port: 80}]}')}
`;

const policy = (name: string, rule: string): string =>
  `{kind: NetworkPolicy, apiVersion: networking.k8s.io/v1, metadata: {name: ${name}, namespace: x}, ` +
  `spec: {podSelector: {matchLabels: {pod: a}}, policyTypes: [Ingress], ingress: [${rule}]}}`;

/** A history in which most things happen that a checker looks at. */
const HISTORIES: Readonly<Record<string, string>> = {
  'labels change': `steps:
  - do: [change: {pods: {x/b: {labels: {pod: a}}}}]
  - do: [change: {pods: {x/a: {labels: {pod: z}}}}]
`,
  'a block has an except': `steps:
  - do:
      - add:
          policies: [${policy('q', '{from: [{ipBlock: {cidr: 203.0.113.0/24, except: [203.0.113.7/32]}}]}')}]
`,
  'a rule gives way to another': `steps:
  - do:
      - change:
          policies: [${policy('p', '{from: [{namespaceSelector: {matchLabels: {team: blue}}}], ports: [{port: 80, endPort: 81}]}')}]
`,
  'connections outlive their policy': `steps:
  - do:
      - {open: {connection: c, flow: y/a -> x/a TCP/80, sourcePort: 40000}}
      - change: {policies: [${policy('p', '{from: [{podSelector: {}}]}')}]}
  - do: [{send: c original}, {send: c reply}, {send: c open}]
`,
  'a connection is refused': `steps:
  - do: [{open: {connection: c, flow: y/a -> x/a TCP/81}}, {send: c original}]
`,
  'a policy comes': `steps:
  - do: [add: {policies: [${policy('q', '{from: [{podSelector: {}}]}')}]}]
  - do: [remove: {policies: [x/p]}]
`,
  'another change comes before the first is in effect': `simulation: {seed: 1, faults: {agent: {operationDelay: 5}}}
steps:
  - do:
      - add: {policies: [${policy('q', '{from: [{podSelector: {}}]}')}]}
      - wait: 1
      - remove: {policies: [x/q]}
`,
};

/** The name decides which limits the nodes have: see `unprogrammable-opens-nothing`. */
const written: readonly Scenario[] = Object.entries(HISTORIES).flatMap(([title, steps]) =>
  ['even', 'evex'].map((name) => ({
    ...decodeScenario(start(name) + steps, `${title}.yaml`),
    title: `${title} (${name})`,
  })),
);

/** Small clusters in which rules and labels change all the time, with connections in between. */
const { small } = GENERATOR_PRESETS;
const WANTED: ReadonlySet<HistoryFeature> = new Set<HistoryFeature>([
  'policyCreations',
  'policyEdits',
  'policyDeletions',
  'podRelabels',
  'connections',
  'challengedConnections',
  'replies',
  'retransmissions',
  'reusedTuples',
  'slowOperations',
  'waits',
]);
const SETTINGS: GeneratorSettings = {
  ...small,
  sizes: { ...small.sizes, events: { min: 8, usual: 16, max: 24 } },
  history: {
    share: 1,
    features: Object.fromEntries(
      HISTORY_FEATURES.map((feature) => [feature, WANTED.has(feature) ? 1 : 0]),
    ) as unknown as HistoryFeatureProbabilities,
  },
};

const generated: readonly Scenario[] = Array.from({ length: 40 }, (_, run) =>
  generateScenario(8, run, SETTINGS),
);

/** A plugin that is right but for one function. */
interface Breakage {
  /** The checker that finds it. */
  readonly checker: string;
  readonly what: string;
  readonly behaviour: AgentBehaviour;
  readonly profile?: PartialProfile;
}

const programming = (replaced: Partial<ProgrammingBehaviour>): AgentBehaviour => ({
  ...CORRECT_BEHAVIOUR,
  programming: { ...CORRECT_BEHAVIOUR.programming, ...replaced },
});

const REEVALUATING: PartialProfile = {
  existingConnections: 'reevaluate-on-change',
  labelChangeOnExisting: 'reevaluate-on-change',
};

const BREAKAGES: readonly Breakage[] = [
  {
    checker: 'settles-like-a-fresh-start',
    what: 'what comes while rules are being changed is not seen to afterwards (LIFE-4)',
    behaviour: programming({ looksAgain: false }),
  },
  {
    checker: 'settles-as-specified',
    what: 'excepts are not read (IPB-2)',
    behaviour: {
      ...CORRECT_BEHAVIOUR,
      reading: {
        ...CORRECT_BEHAVIOUR.reading,
        blockTerm: (block, context) => {
          const term = CORRECT_BEHAVIOUR.reading.blockTerm(block, context);
          return term === undefined ? undefined : { ...term, excepts: [] };
        },
      },
    },
  },
  {
    checker: 'windows-show-known-states',
    what: 'flows are removed before those that take their place are there (LIFE-1)',
    behaviour: programming({
      order: (operations) => {
        const isRemoval = ({ describe: text }: { describe: string }): boolean =>
          text.startsWith('remove-flow');
        return [...operations.filter(isRemoval), ...operations.filter((each) => !isRemoval(each))];
      },
    }),
  },
  {
    checker: 'connections-follow-the-profile',
    what: 'connection tracking never learns of a change (CONN-4)',
    behaviour: programming({ tellsConntrack: false }),
    profile: REEVALUATING,
  },
  {
    checker: 'connections-follow-the-profile',
    what: 'a packet that opens a connection is taken for one of that of the same tuple (CONN-3)',
    behaviour: {
      ...CORRECT_BEHAVIOUR,
      conntrack: {
        stateOf: (packet) => CORRECT_BEHAVIOUR.conntrack.stateOf({ ...packet, opening: false }),
      },
    },
  },
  {
    checker: 'connections-follow-the-profile',
    what: 'a packet that opens nothing is taken for one of a connection that nobody has opened (CONN-3)',
    behaviour: {
      ...CORRECT_BEHAVIOUR,
      conntrack: {
        stateOf: (packet) =>
          packet.known === undefined && !packet.opening
            ? 'established'
            : CORRECT_BEHAVIOUR.conntrack.stateOf(packet),
      },
    },
  },
  {
    checker: 'unprogrammable-opens-nothing',
    what: 'a policy of which a rule does not fit does not isolate either (ISO-2)',
    behaviour: programming({
      fit: (intent, limits) => {
        const fitted = fitClosed(intent, limits);
        const gone = new Set(fitted.refused.map((each) => each.policy));
        const left = (direction: (typeof intent.pods)[number]['ingress']): typeof direction => ({
          ...direction,
          isolatedBy: direction.isolatedBy.filter((key) => !gone.has(key)),
        });
        const pods = fitted.intent.pods.map((pod) => ({
          ...pod,
          ingress: left(pod.ingress),
          egress: left(pod.egress),
        }));
        return { ...fitted, intent: { ...fitted.intent, pods } };
      },
    }),
  },
];

/** The checkers that find something in some scenario, in their order. */
async function whoFinds(
  options: Partial<SimEngineOptions>,
  scenarios: readonly Scenario[],
): Promise<string[]> {
  const engine = simEngine({ name: 'sim:broken', datapath: DATAPATHS.acl, ...options });
  const found = new Set<string>();
  for (const scenario of scenarios) {
    for (const checker of CHECKERS) {
      const { violation } = await checker.check(scenario, engine);
      if (violation !== undefined) found.add(`${checker.name}: ${violation.summary}`);
    }
  }
  return [...found];
}

const namesOf = (found: readonly string[]): string[] => [
  ...new Set(found.map((each) => each.split(':')[0]!)),
];

describe.each(BREAKAGES)('$what', ({ checker, behaviour, profile }) => {
  const options = { behaviour, ...(profile === undefined ? {} : { profile }) };

  it(`is found by ${checker} and no other, in a history written for it`, async () => {
    expect(namesOf(await whoFinds(options, written))).toEqual([checker]);
  });

  it('is found by it and no other in histories that were generated', async () => {
    expect(namesOf(await whoFinds(options, generated))).toEqual([checker]);
  });
});

describe('what is right', () => {
  it.each([{}, REEVALUATING])('is found right by all: %o', async (profile) => {
    expect(await whoFinds({ profile }, [...written, ...generated])).toEqual([]);
  });
});
