import type { CampaignResult } from './campaign-result.ts';
import { formatFindingKey } from './finding.ts';

/** The numbers of one campaign that a trend is drawn from. */
export interface Night {
  /** When it began, as ISO 8601 has it. */
  readonly date: string;
  readonly cases: number;
  readonly casesPerSecond: number;
  /** How often each finding's key was met. */
  readonly findings: Readonly<Record<string, number>>;
  /** Mandated clauses that decided at least one verdict; absent where nobody counted. */
  readonly clausesDecided?: number;
}

/** What one campaign leaves in a history. */
export interface HistoryEntry extends Night {
  readonly schema: 'fencepost-history/1';
  readonly fencepost: string;
  /** Of what was tested, where it is known. */
  readonly commit?: string;
  readonly seed: number;
  readonly settings: string;
  readonly generator: string;
  readonly ended: CampaignResult['ended'];
  readonly cellsPerSecond: number;
  /** What was asked of whom; what was not asked cannot have been mended. */
  readonly asked: readonly AskedOfEngine[];
  /** What each finding looked like, by key. */
  readonly buckets: Readonly<Record<string, HistoryBucket>>;
}

/** A property that an engine was checked by. */
export interface AskedOfEngine {
  readonly engine: string;
  readonly version: string;
  readonly property: string;
}

/** The scenario that one campaign had of a finding's key. */
export interface HistoryBucket {
  readonly summary: string;
  /** The name of its file among the findings of the campaign; absent where it was not saved. */
  readonly file?: string;
  /** How large it is: characters of the scenario as it is written. */
  readonly size: number;
}

/** What a campaign adds to a trend. */
export function nightOf(
  { timing, cases, findings, occurrences }: CampaignResult,
  clausesDecided?: number,
): Night {
  const keys = findings.map(({ key }) => formatFindingKey(key));
  return {
    date: timing.startedAt,
    cases,
    casesPerSecond: timing.casesPerSecond,
    findings: Object.fromEntries(
      keys.map((key) => [key, Object.hasOwn(occurrences, key) ? occurrences[key]! : 1]),
    ),
    ...(clausesDecided === undefined ? {} : { clausesDecided }),
  };
}
