import type { Endpoint, Flow, Scenario, StepExpectation } from '../../model/index.ts';

/** What the flows of a scenario mention, and what must therefore stay. */
export interface References {
  /** `namespace/name` */
  readonly pods: ReadonlySet<string>;
  /** `namespace/name` */
  readonly services: ReadonlySet<string>;
  readonly nodes: ReadonlySet<string>;
  readonly ips: ReadonlySet<string>;
  readonly namespaces: ReadonlySet<string>;
}

/** Every flow of a scenario: those expected and those opened. */
export function* flowsOf({ expectations, steps }: Scenario): Generator<Flow> {
  yield* expectedFlows(expectations);
  for (const step of steps) {
    yield* expectedFlows(step.expectations);
    for (const action of step.actions) if (action.kind === 'open') yield action.flow;
  }
}

function* expectedFlows(expectations: readonly StepExpectation[]): Generator<Flow> {
  for (const expectation of expectations) {
    if (expectation.kind === 'flow' || expectation.kind === 'connection') yield expectation.flow;
  }
}

/** Collects what the flows mention. */
export function referencesOf(scenario: Scenario): References {
  const pods = new Set<string>();
  const services = new Set<string>();
  const nodes = new Set<string>();
  const ips = new Set<string>();
  const add = (end: Endpoint): void => {
    ips.add(end.ip);
    if (end.kind === 'pod' || end.kind === 'hostNetwork') pods.add(end.pod);
    if (end.kind === 'node' || end.kind === 'hostNetwork') nodes.add(end.node);
    if (end.kind === 'service') services.add(end.service);
  };
  for (const flow of flowsOf(scenario)) {
    add(flow.source);
    add(flow.destination);
    if (flow.backend !== undefined) add(flow.backend.endpoint);
  }
  const namespaces = new Set([...pods, ...services].map((key) => key.slice(0, key.indexOf('/'))));
  return { pods, services, nodes, ips, namespaces };
}
