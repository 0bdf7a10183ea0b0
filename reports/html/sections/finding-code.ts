import type { Finding, NetworkPolicy, Verdict } from '../../../model/index.ts';
import { objectKey } from '../../../model/index.ts';
import { trialCommands, trialRemarks } from '../../trial/trial-commands.ts';
import { manifestsText, trialManifests } from '../../trial/trial-manifests.ts';
import type { Markup } from '../markup.ts';
import { markup, NOTHING, prose } from '../markup.ts';
import { codeBlock, policyListing } from './policy-listing.ts';
import type { FindingFacts } from './finding-facts.ts';

/** A case that could not be reduced may have dozens. */
const MOST_POLICIES = 8;

/** The policies of a finding, those that isolate an end of the flow first. */
export function policySection({ scenario, verdict }: Finding): Markup {
  const when = scenario.steps.length > 0 ? ' at the start' : '';
  const all = scenario.cluster.policies.toSorted((a, b) => partIn(b, verdict) - partIn(a, verdict));
  if (all.length === 0) return markup`<p class="quiet">There is no policy${when}.</p>`;
  const shown = all.slice(0, MOST_POLICIES);
  const rest = all.length - shown.length;
  return markup`<section class="policies">
<h4>${all.length === 1 ? 'The policy' : `The ${all.length} policies`}${when}</h4>
<div class="columns">${shown.map((policy) => policyListing(policy, verdict?.reasons))}</div>
${rest > 0 && markup`<p class="quiet">${rest} more are in the scenario’s file.</p>`}
</section>`;
}

/** 1 for a policy that isolates an end of the flow, and so is read first. */
function partIn(policy: NetworkPolicy, verdict: Verdict | undefined): number {
  const sides = [verdict?.reasons.egress, verdict?.reasons.ingress];
  return sides.some((side) => side?.isolatedBy.includes(objectKey(policy))) ? 1 : 0;
}

/** The one command that shows the finding again. */
export function replaySection({ reproduce }: Finding): Markup {
  return markup`<section class="replay">
<h4>See it again</h4>
${codeBlock(reproduce, 'command')}
</section>`;
}

/** More pods than this are no trial that a person sets up by hand. */
const MOST_TRIAL_PODS = 6;

/** The same on a real cluster: manifests, what to mind, commands. */
export function trialSection({ finding, number }: FindingFacts): Markup {
  const { cluster } = finding.scenario;
  if (cluster.pods.length === 0 || cluster.pods.length > MOST_TRIAL_PODS) return NOTHING;
  const file = `finding-${number}.yaml`;
  const remarks = trialRemarks(finding);
  return markup`<details class="trial">
<summary>On a real cluster</summary>
<p>Save as <code>${file}</code>:</p>
${codeBlock(manifestsText(trialManifests(cluster, finding.flow)), 'manifests')}
${remarks.length > 0 && markup`<ul>${remarks.map((remark) => markup`<li>${prose(remark)}</li>`)}</ul>`}
${codeBlock(trialCommands(finding, file).join('\n'), 'commands')}
</details>`;
}
