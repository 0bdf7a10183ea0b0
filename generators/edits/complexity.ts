import type { Scenario, ScenarioAction, ScenarioStep, SimulationSettings } from '../../model/index.ts';
import { familyOf, formatCidr, maskCidr, parseAddress, parseCidr } from '../../model/index.ts';
import { SIMPLE_PORTS } from './policies/ports.ts';

/** Every value, key and list entry costs this much; what it says costs less. */
const PART = 1000;

/** What words cost that are simpler than their length says. */
const WORDS: Readonly<Record<string, number>> = {
  TCP: 0,
  UDP: 100,
  SCTP: 200,
  Running: 0,
  Succeeded: 2000,
  Failed: 2000,
  // Dear enough to pay for the addresses that a running pod has.
  Pending: 9000,
  Unknown: 9000,
  regular: 0,
  sidecar: 100,
  init: 100,
  ClusterIP: 0,
  NodePort: 100,
  LoadBalancer: 100,
  Cluster: 0,
  Local: 100,
  Exists: 0,
  DoesNotExist: 0,
  // An empty value is shorter than "a" and yet harder to grasp.
  '': 150,
};

/** What it takes to grasp that nobody waits after a step, above a step that settles. */
const UNSETTLED = 700;

/** So small that it never counts against anything else. */
const HARDLY = 1e-9;

/**
 * How much there is to understand in a scenario. A number without a unit: every simplification lowers it.
 * Prose and provenance do not count, and slices hardly, because they follow from other objects.
 */
export function complexityOf({ cluster, expectations, steps, profile, simulation }: Scenario): number {
  const { endpointSlices, ...objects } = cluster;
  const slices = HARDLY * costOf(endpointSlices);
  const ports = cluster.services.flatMap((service) => service.ports);
  const translated = ports.filter(({ port, targetPort }) => port !== targetPort).length;
  const rest = costOf(expectations) + costOf(profile) + costOfSimulation(simulation);
  const history = steps.reduce((cost, step) => cost + costOfStep(step), 0);
  return costOf(objects) + 100 * translated + rest + history + slices;
}

/** The seed costs nothing: no seed is simpler than another. */
function costOfSimulation(simulation: SimulationSettings | undefined): number {
  if (simulation === undefined) return 0;
  const { seed: _, ...settings } = simulation;
  return PART + costOf(settings);
}

function costOfStep({ actions, settled, ...rest }: ScenarioStep): number {
  const own = PART + costOf(rest) + (settled ? 0 : UNSETTLED);
  return actions.reduce((cost, action) => cost + costOfAction(action), own);
}

function costOfAction(action: ScenarioAction): number {
  if (action.kind === 'wait') return PART + 10 * Math.log2(action.ticks + 1);
  if (action.kind !== 'apply') return PART + costOf(action);
  const { type, object } = action.event;
  if (object.kind === 'EndpointSlice') return HARDLY * (PART + costOf(object));
  // Of what goes away only its name is of interest.
  // An object that comes later takes more to grasp than one that is there from the start.
  return 2 * PART + (type === 'DELETED' ? costOfText(object.name) : costOf(object));
}

function costOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return costOfText(value);
    case 'number':
      return costOfNumber(value);
    case 'boolean':
      return value ? 500 : 0;
    case 'object':
      return value === null ? 0 : costOfParts(value);
    default:
      return 0;
  }
}

function costOfParts(value: object): number {
  let cost = 0;
  for (const [key, part] of Object.entries(value)) {
    // A list entry has no key of its own to read.
    cost += PART + costOf(part) + (Array.isArray(value) ? 0 : key.length);
  }
  return cost;
}

/** What a name or other text costs: mostly by its length. */
export function costOfText(text: string): number {
  const known = Object.hasOwn(WORDS, text) ? WORDS[text] : undefined;
  if (known !== undefined) return known;
  const cidr = parseCidr(text);
  if (cidr !== undefined) {
    return 10 * cidr.prefixLength + (formatCidr(maskCidr(cidr)) === text ? 0 : 5);
  }
  if (parseAddress(text) !== undefined) return familyOf(text) === 'IPv4' ? 10 : 20;
  return 100 * text.length;
}

function costOfNumber(value: number): number {
  const at = SIMPLE_PORTS.indexOf(value);
  return at < 0 ? 10 * SIMPLE_PORTS.length : 10 * at;
}
