import type { CampaignResult, Finding, Night } from '../../../model/index.ts';
import { formatFindingKey } from '../../../model/index.ts';

/** A finding with what the page says of it in several places. */
export interface FindingFacts {
  readonly finding: Finding;
  /** From 1. */
  readonly number: number;
  /** The fragment of its address in the page. */
  readonly id: string;
  readonly key: string;
  /** Times that its key was met in this campaign. */
  readonly met: number;
  /** What it can be filtered by: facet → value. */
  readonly facets: Readonly<Record<Facet, string>>;
}

/** What findings are filtered by, with the name of each. */
export const FACETS = {
  status: 'Status',
  outcome: 'Outcome',
  engine: 'Engine',
  property: 'Property',
  direction: 'Direction',
  clause: 'Clause',
} as const;

export type Facet = keyof typeof FACETS;

/** Every finding with its facts, in the order of the result. */
export function factsOf(
  { findings, occurrences }: CampaignResult,
  history: readonly Night[] = [],
): FindingFacts[] {
  return findings.map((finding, index) => {
    const { engine, property, direction, clause } = finding.key;
    const key = formatFindingKey(finding.key);
    const isKnown = history.some((night) => Object.hasOwn(night.findings, key));
    return {
      finding,
      number: index + 1,
      id: `finding-${index + 1}`,
      key,
      met: Object.hasOwn(occurrences, key) ? occurrences[key]! : 1,
      facets: {
        status: history.length === 0 ? '' : isKnown ? 'known' : 'new',
        outcome: outcomeOf(finding),
        engine,
        property,
        direction: direction === 'none' ? '' : direction,
        clause: clause === 'none' ? '' : clause,
      },
    };
  });
}

/** What went wrong, in two words. */
export function outcomeOf({ key: { expected, observed }, fault }: Finding): string {
  if (fault !== undefined) return fault.kind;
  if (expected === 'deny' && observed === 'allow') return 'wrongly allowed';
  if (expected === 'allow' && observed === 'deny') return 'wrongly denied';
  return observed;
}
