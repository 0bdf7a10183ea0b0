import type { CampaignResult, ExpectedStanding, JudgedExpectation } from '../../model/index.ts';
import type { Style } from './style.ts';
import { PLAIN } from './style.ts';

/** What a campaign says of failures that were known before; nothing where none were named. */
export function expectedLines({ expected = [] }: CampaignResult, style: Style = PLAIN): string[] {
  return expected.flatMap((failure) => linesOf(failure, style));
}

function linesOf({ key, reason, link, expires, standing }: JudgedExpectation, style: Style): string[] {
  const head = {
    met: style.dim(`expected until ${expires}`),
    expired: style.bad(`expected until ${expires}, and so no longer`),
    passed: style.bad('unexpected pass'),
  } satisfies Readonly<Record<Exclude<ExpectedStanding, 'not-asked'>, string>>;
  return standing === 'not-asked' ? [] : [`${head[standing]}  ${key}`, style.dim(`  ${reason} (${link})`)];
}
