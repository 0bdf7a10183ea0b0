import type { Admission } from '../admitted.ts';
import type { KubernetesObject } from '../kubernetes-object.ts';
import type { ClauseRow } from './clause-rows.ts';

function policy(spec: unknown, generation?: number): KubernetesObject {
  const metadata = { name: 'p', namespace: 'x', ...(generation === undefined ? {} : { generation }) };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec };
}

/** The value at a path such as `spec.ingress[0].ports`. */
function at(object: unknown, path: string): unknown {
  const parts = path.split(/[.[\]]+/).filter((part) => part !== '');
  return parts.reduce<unknown>(
    (value, part) => (value as Record<string, unknown> | undefined)?.[part],
    object,
  );
}

/** What an admission does with a row, in the row's own words. */
export function judgeRow(admission: Admission, row: ClauseRow): Omit<ClauseRow, 'clause'> {
  const old = row.oldSpec === undefined ? {} : { old: policy(row.oldSpec, 4) };
  const admitted = admission.admit(row.object ?? policy(row.spec), { ...row.options, ...old });
  if (!admitted.ok) return { rejected: admitted.errors[0]!.field };
  const stored = Object.keys(row.stored ?? {}).map((path) => [path, at(admitted.stored, path)] as const);
  return {
    ...(row.warned === undefined ? {} : { warned: admitted.warnings.map(({ field }) => field) }),
    ...(row.stored === undefined ? {} : { stored: Object.fromEntries(stored) }),
  };
}

/** What the clause says, in the same words. */
export function expectedOf({ rejected, warned, stored }: ClauseRow): Omit<ClauseRow, 'clause'> {
  if (rejected !== undefined) return { rejected };
  return {
    ...(warned === undefined ? {} : { warned }),
    ...(stored === undefined ? {} : { stored }),
  };
}
