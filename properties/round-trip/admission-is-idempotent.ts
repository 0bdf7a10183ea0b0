import type { KubernetesObject } from '../../admission/index.ts';
import { admission, objectToManifest } from '../../admission/index.ts';
import { clusterObjects, objectKey } from '../../model/index.ts';
import { firstDifference } from './first-difference.ts';
import { roundTripProperty } from './round-trip.ts';

/**
 * VAL-20, VAL-21, VAL-26, TYPE-8: what an API server has stored is in its final form. Sent again, as a new object
 * or as an update of itself, it is stored as it is: nothing is defaulted a second time, and no generation counts.
 * An object that is refused as new is sent as an update of itself alone, which must not be refused (VAL-18, VAL-24).
 */
export const admissionIsIdempotent = roundTripProperty({
  name: 'admission-is-idempotent',
  sentence: 'An object that an API server has stored is stored the same way when it is sent again.',
  travel({ cluster }) {
    let sent = 0;
    let refused = 0;
    for (const object of clusterObjects(cluster)) {
      const first = admission.admit(objectToManifest(object));
      if (!first.ok) {
        refused++;
        continue;
      }
      sent++;
      const name = `${object.kind} ${objectKey(object)}`;
      const problem = differenceAfter(first.stored) ?? differenceAfter(first.stored, first.stored);
      if (problem !== undefined) return { sent, lost: `${name} ${problem}` };
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
