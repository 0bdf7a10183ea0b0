import type { Reasons, Scenario, ScenarioAction, ScenarioStep } from '../../../model/index.ts';
import { formatFlow, objectKey } from '../../../model/index.ts';
import type { Markup } from '../markup.ts';
import { markup, NOTHING } from '../markup.ts';
import { policyListing } from './policy-listing.ts';

/** What happens in a scenario, step by step, with each policy that comes or changes; nothing for a snapshot. */
export function historySteps({ steps }: Scenario, reasons: Reasons | undefined): Markup {
  if (steps.length === 0) return NOTHING;
  const drawn = steps.slice(0, MOST_STEPS);
  const rest = steps.length - drawn.length;
  return markup`<section class="history">
<h4>What happens</h4>
<ol>${drawn.map((step) => stepItem(step, reasons))}</ol>
${rest > 0 && markup`<p class="quiet">${rest} more steps are in the scenario’s file.</p>`}
</section>`;
}

/** A history that could not be reduced may be long. */
const MOST_STEPS = 12;

function stepItem({ title, actions, settled }: ScenarioStep, reasons: Reasons | undefined): Markup {
  const end = settled ? 'Then everything comes to rest.' : 'Nothing waits for this to take effect.';
  const items = actions.map((action) => markup`<li>${actionText(action)}${policyOf(action, reasons)}</li>`);
  return markup`<li>
${title !== undefined && markup`<p>${title}</p>`}
<ul>${items}</ul>
<p class="quiet">${end}</p>
</li>`;
}

function policyOf(action: ScenarioAction, reasons: Reasons | undefined): Markup | undefined {
  if (action.kind !== 'apply' || action.event.type === 'DELETED') return undefined;
  const { object } = action.event;
  return object.kind === 'NetworkPolicy' ? policyListing(object, reasons) : undefined;
}

const CHANGES = { ADDED: 'is created', MODIFIED: 'is changed', DELETED: 'is deleted' } as const;

/** An action in words. */
function actionText(action: ScenarioAction): string {
  switch (action.kind) {
    case 'apply': {
      const { type, object } = action.event;
      return `${object.kind} ${objectKey(object)} ${CHANGES[type]}`;
    }
    case 'wait':
      return `${action.ticks} ms pass`;
    case 'open':
      return `${action.connection} is opened: ${formatFlow(action.flow)}`;
    case 'send':
      return `${action.connection} sends its ${action.packet} packet`;
    case 'close':
      return `${action.connection} is closed`;
    case 'agent':
      return `the agent of ${action.node}: ${action.change}`;
    case 'watch':
      return `the watch of ${action.node}: ${action.change}`;
  }
}
