import type { AskedOfEngine, CampaignResult } from '../../model/index.ts';
import { scenarioHolds } from '../../properties/index.ts';

/** What a campaign asked of whom; what was skipped throughout was not asked. */
export function askedIn({ tallies, corpus }: CampaignResult): AskedOfEngine[] {
  const versions = new Map(tallies.map(({ engine, version }) => [engine, version]));
  // The corpus asks every engine, under a name of its own that no tally has.
  const ofCorpus = [...versions].map(([engine, version]) => ({
    engine,
    version,
    property: scenarioHolds.name,
  }));
  const ofCases = tallies
    .filter(({ cases, findings }) => cases > 0 || findings > 0)
    .map(({ engine, version, property }) => ({ engine, version, property }));
  return [...(corpus.expectations === 0 ? [] : ofCorpus), ...ofCases];
}

/** Who was asked what a finding's key is about; `undefined`: nobody. */
export function askedAbout(key: string, asked: readonly AskedOfEngine[]): AskedOfEngine | undefined {
  // Names may hold slashes themselves: a key is compared with names, never cut at its slashes.
  const about = key.replace(/^v\d+:/, '');
  return asked.find(({ property, engine }) => about.startsWith(`${property}/${engine}/`));
}
