import type { Engine } from '../../engines/index.ts';
import { CANARIES, createEngine } from '../../engines/index.ts';
import type { CampaignResult, CanaryFlight, EngineFault } from '../../model/index.ts';
import type { Outcome, Property } from '../../properties/index.ts';
import type { CampaignOptions } from '../campaign/campaign-options.ts';
import { runCampaign } from '../campaign/run-campaign.ts';

/** What a canary's campaign takes over from the one that it flies with. */
export type FlightOptions = Pick<CampaignOptions, 'seed' | 'settings' | 'properties' | 'signal'>;

/** Enough to be caught; the likeliest to slip through fails once in sixteen cases. */
const MOST_CASES = 256;

/** Nobody waits longer for a canary. */
const MOST_TIME_MS = 60_000;

/**
 * Lets engines that fail by design go through a campaign with the properties, settings and seed of another: one that
 * lies about a verdict now and then, one that crashes, one that hangs and one that leaks memory. Whoever does not
 * notice them has noticed nothing else, either.
 */
export async function flyCanaries(options: FlightOptions): Promise<readonly CanaryFlight[]> {
  const flights: CanaryFlight[] = [];
  for (const { name } of CANARIES) flights.push(await flyCanary(`canary:${name}`, options));
  return flights;
}

async function flyCanary(spec: string, options: FlightOptions): Promise<CanaryFlight> {
  const engine = await createEngine(spec);
  try {
    const result = await campaignUntilSeen(engine, options);
    const [finding] = result.findings;
    return {
      engine: engine.name,
      caught: finding !== undefined && finding.fault?.kind === faultOf(spec),
      cases: result.cases,
      ...(finding === undefined ? {} : { summary: finding.summary }),
    };
  } finally {
    await engine.close?.();
  }
}

/** How a canary fails to answer; `undefined` for one that answers wrongly. Without memory, a program crashes. */
function faultOf(spec: string): EngineFault | undefined {
  switch (spec) {
    case 'canary:crash':
    case 'canary:leak':
      return 'crash';
    case 'canary:hang':
      return 'hang';
    default:
      return undefined;
  }
}

/** A campaign that ends with the first violation: to cut down what fails by design would tell nobody anything. */
async function campaignUntilSeen(engine: Engine, options: FlightOptions): Promise<CampaignResult> {
  const seen = new AbortController();
  const { seed, settings, signal } = options;
  return runCampaign({
    seed,
    settings,
    engines: [engine],
    properties: options.properties.map((property) => watched(property, () => seen.abort())),
    corpus: [],
    cases: MOST_CASES,
    timeMs: MOST_TIME_MS,
    signal: signal === undefined ? seen.signal : AbortSignal.any([signal, seen.signal]),
  });
}

/** The property, and somebody who is told of its violations. */
function watched(property: Property, onViolation: () => void): Property {
  const look = (outcome: Outcome): Outcome => {
    if (outcome.violation !== undefined) onViolation();
    return outcome;
  };
  return {
    ...property,
    check(scenario, engine, checkOptions) {
      const checked = property.check(scenario, engine, checkOptions);
      return checked instanceof Promise ? checked.then(look) : look(checked);
    },
  };
}
