import type { Step, Trace } from '../../model/index.ts';
import { formatFlow } from '../../model/index.ts';
import type { Style } from './style.ts';
import { PLAIN } from './style.ts';

/** A packet's way: each place, what was decided there and by which rule, and how it ended. */
export function traceLines({ flow, hops, disposition }: Trace, style: Style = PLAIN): string[] {
  const end = disposition === 'delivered' ? style.good(disposition) : style.bad(disposition);
  return [
    `${style.bold(formatFlow(flow))}: ${end}`,
    ...hops.flatMap(({ place, steps }) => [
      `  ${style.accent(place)}`,
      ...steps.flatMap((step) => stepLines(step, style)),
    ]),
  ];
}

function stepLines({ kind, detail, rule, action }: Step, style: Style): string[] {
  const mark = { continue: style.dim('·'), allow: style.good('✓'), deny: style.bad('✗') }[action];
  const line = `    ${mark} ${kind}  ${detail}`;
  return rule === undefined ? [line] : [line, `      ${style.dim(rule)}`];
}
