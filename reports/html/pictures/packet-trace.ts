import type { Step, Trace } from '../../../model/index.ts';
import type { Markup } from '../markup.ts';
import { markup } from '../markup.ts';

/**
 * A packet's way as steps, place by place. A list and no drawing: its order is what there is to see, and lists
 * are read out.
 */
export function packetTrace({ hops: all, disposition }: Trace): Markup {
  const hops = all.filter(({ steps }, index) => steps.length > 0 || index === all.length - 1);
  const last = hops.length - 1;
  return markup`<ol class="trace">${hops.map(
    ({ place, steps }, index) =>
      markup`<li class="hop"><h5>${place}</h5><ol>${steps.map(stepItem)}${
        index === last && markup`<li class="step end ${disposition}"><b>${disposition}</b></li>`
      }</ol></li>`,
  )}</ol>`;
}

function stepItem({ kind, detail, rule, action }: Step): Markup {
  return markup`<li class="step ${action}"><b>${kind}</b> <span>${detail}</span>${
    action !== 'continue' && markup` <em>${action}</em>`
  }${rule !== undefined && markup`<code>${rule}</code>`}</li>`;
}
