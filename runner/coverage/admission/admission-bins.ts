import type { KubernetesObject } from '../../../admission/index.ts';
import type { ClauseId } from '../../../model/index.ts';
import { ADMISSION_EDITS } from './admission-edits.ts';
import { askAdmission } from './ask-admission.ts';

/** A policy in which every rule has something to look at. */
const SAMPLE: KubernetesObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'a.b', namespace: 'x' },
  spec: {
    podSelector: { matchLabels: { app: 'a' } },
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [
          { podSelector: {}, namespaceSelector: {} },
          { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.1.0.0/16'] } },
          { ipBlock: { cidr: '2001:DB8:0::/32' } },
        ],
        ports: [{ protocol: 'TCP', port: 80, endPort: 80 }],
      },
    ],
    egress: [{ ports: [{ protocol: 'UDP', port: 53 }] }],
  },
};

/**
 * The bins of the clauses of admission and shape: what the table of edits can show at all, found out by putting
 * every edit, in every place, to every mutant of its clause. Made when first wanted.
 */
export function admissionBins(): ReadonlyMap<ClauseId, ReadonlySet<string>> {
  return (made ??= enumerate());
}

let made: ReadonlyMap<ClauseId, ReadonlySet<string>> | undefined;

function enumerate(): ReadonlyMap<ClauseId, ReadonlySet<string>> {
  const bins = new Map<ClauseId, Set<string>>();
  for (const edit of ADMISSION_EDITS) {
    let ofClause = bins.get(edit.clause);
    if (ofClause === undefined) bins.set(edit.clause, (ofClause = new Set()));
    for (const site of edit.sites) {
      for (const bin of askAdmission(edit, SAMPLE, { site, at: 0 })) ofClause.add(bin);
    }
  }
  return bins;
}
