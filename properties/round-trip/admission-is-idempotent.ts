import type { KubernetesObject } from '../../admission/index.ts';
import { admission, objectToManifest } from '../../admission/index.ts';
import { clusterObjects, objectKey } from '../../model/index.ts';
import { firstDifference } from './first-difference.ts';
import { roundTripProperty } from './round-trip.ts';

/**
 * VAL-20, VAL-21, VAL-26, TYPE-8: what an API server has stored is in its final form. Sent again, as a new object
 * or as an update of itself, it is stored as it is: nothing is defaulted a second time, and no generation counts.
 * An object of an older cluster that is refused as new is sent as an update of itself alone (VAL-18, VAL-24).
 */
export const admissionIsIdempotent = roundTripProperty({
  name: 'admission-is-idempotent',
  sentence: 'An object that an API server has stored is stored the same way when it is sent again.',
  travel({ cluster }) {
    let sent = 0;
    let refused = 0;
    for (const object of clusterObjects(cluster)) {
      const manifest = objectToManifest(object);
      const asNew = admission.admit(manifest);
      if (!asNew.ok) refused++;
      const first = asNew.ok ? asNew : admission.admit(manifest, { old: manifest });
      if (!first.ok) continue;
      sent++;
      const problem =
        (asNew.ok ? differenceAfter(first.stored) : undefined) ?? differenceAfter(first.stored, first.stored);
      if (problem !== undefined) return { sent, lost: `${object.kind} ${objectKey(object)} ${problem}` };
    }
    return { sent, ...(refused === 0 ? {} : { skipped: { 'refused as new': refused } }) };
  },
});

function differenceAfter(stored: KubernetesObject, old?: KubernetesObject): string | undefined {
  const again = admission.admit(stored, old === undefined ? {} : { old });
  const how = old === undefined ? 'sent as new' : 'sent as an update';
  if (!again.ok) return `is refused when ${how}: ${again.errors[0]?.message}`;
  const difference = firstDifference(stored, again.stored);
  return difference === undefined ? undefined : `differs at ${difference} when ${how}`;
}
