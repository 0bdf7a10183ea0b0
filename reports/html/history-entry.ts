/** What a report needs of an earlier campaign, for its trend. */
export interface HistoryEntry {
  /** When it began, as ISO 8601 has it. */
  readonly date: string;
  readonly cases: number;
  readonly casesPerSecond: number;
  /** How often each finding's key was met. */
  readonly findings: Readonly<Record<string, number>>;
  /** Clauses that decided at least one verdict; absent where nobody counted. */
  readonly clausesDecided?: number;
}
