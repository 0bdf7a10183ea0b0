import type {
  CampaignResult,
  ExpectedFailure,
  ExpectedStanding,
  JudgedExpectation,
} from '../../model/index.ts';
import { formatFindingKey } from '../../model/index.ts';
import { askedAbout, askedIn } from './asked-of-engines.ts';

/**
 * What a campaign says of failures that were known before it.
 *
 * @param today `2026-12-31`, on the calendar of whoever wrote the days of expiry
 */
export function judgeExpected(
  result: CampaignResult,
  failures: readonly ExpectedFailure[],
  today: string,
): JudgedExpectation[] {
  const met = new Set(result.findings.map(({ key }) => formatFindingKey(key)));
  return failures.map((failure) => ({ ...failure, standing: standingOf(failure, result, met, today) }));
}

function standingOf(
  { key, expires, sometimes }: ExpectedFailure,
  result: CampaignResult,
  met: ReadonlySet<string>,
  today: string,
): ExpectedStanding {
  if (met.has(key)) return today > expires ? 'expired' : 'met';
  const isWhole = result.shards === undefined && (result.ended === 'cases' || result.ended === 'time');
  const isAsked = askedAbout(key, askedIn(result)) !== undefined;
  return isWhole && isAsked && sometimes !== true ? 'passed' : 'not-asked';
}

/** Keys of findings that nobody has answered for. */
export function unexpectedKeys({ findings, expected = [] }: CampaignResult): string[] {
  const excused = new Set(expected.flatMap(({ key, standing }) => (standing === 'met' ? [key] : [])));
  return findings.map(({ key }) => formatFindingKey(key)).filter((key) => !excused.has(key));
}
