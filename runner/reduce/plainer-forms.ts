import { plainNames } from '../../generators/index.ts';
import type { Cluster, Endpoint, Flow, Scenario } from '../../model/index.ts';
import { familyOf } from '../../model/index.ts';

/** A scenario made plainer where that costs nothing: nothing goes, it only reads better. */
type PlainerForms = (scenario: Scenario) => Iterable<Scenario>;

/**
 * Gives a reduced scenario the names, addresses and port that a reader expects: x/a, 203.0.113.7, TCP/80. Of each
 * kind of form the first that keeps it is taken, so that a handful of questions is asked in all. Deterministic.
 *
 * @param keeps whether a candidate still shows what the scenario was kept for
 */
export async function inPlainerForm(
  scenario: Scenario,
  keeps: (candidate: Scenario) => boolean | Promise<boolean>,
  stop: () => boolean = () => false,
): Promise<{ readonly scenario: Scenario; readonly evaluations: number }> {
  let current = scenario;
  let evaluations = 0;
  for (const forms of FORMS) {
    for (const candidate of forms(current)) {
      if (stop()) return { scenario: current, evaluations };
      evaluations++;
      if (!(await keeps(candidate))) continue;
      current = candidate;
      break;
    }
  }
  return { scenario: current, evaluations };
}

const FORMS: readonly PlainerForms[] = [
  (scenario) => withFlows(scenario, plainFlow),
  // Where not all of it can be had: one after the other.
  (scenario) => withFlows(scenario, ({ flow }) => ({ ...flow, protocol: 'TCP' })),
  (scenario) => withFlows(scenario, ({ flow }) => ({ ...flow, port: PLAIN_PORT })),
  (scenario) => withFlows(scenario, plainEnds),
  function* (scenario) {
    for (const edit of plainNames(scenario)) yield edit.apply();
  },
];

const PLAIN_PORT = 80;

/** Of the ranges that are kept for documentation (RFC 5737, RFC 3849). */
const PLAIN_ADDRESS = { IPv4: '203.0.113.7', IPv6: '2001:db8::7' } as const;

interface FlowInCluster {
  readonly flow: Flow;
  readonly cluster: Cluster;
}

function plainFlow(given: FlowInCluster): Flow {
  return { ...plainEnds(given), protocol: 'TCP', port: PLAIN_PORT };
}

function plainEnds({ flow, cluster }: FlowInCluster): Flow {
  const held = JSON.stringify(cluster);
  const plain = <E extends Endpoint>(end: E): E => {
    const ip = PLAIN_ADDRESS[familyOf(end.ip)];
    return end.kind === 'external' && !held.includes(`"${ip}"`) ? { ...end, ip } : end;
  };
  return { ...flow, source: plain(flow.source), destination: plain(flow.destination) };
}

/** The scenario with the one flow it is about in another form; none where that is its form already. */
function* withFlows(scenario: Scenario, change: (given: FlowInCluster) => Flow): Generator<Scenario> {
  const [expectation, ...others] = scenario.expectations;
  if (expectation?.kind !== 'flow' || others.length > 0) return;
  const { flow } = expectation;
  // What a proxy chose is there for one port and protocol alone, and some protocols have no ports.
  if (flow.backend !== undefined || flow.destination.kind === 'service' || flow.port === undefined) return;
  const changed = change({ flow, cluster: scenario.cluster });
  if (JSON.stringify(changed) === JSON.stringify(flow)) return;
  yield { ...scenario, expectations: [{ ...expectation, flow: changed }] };
}
