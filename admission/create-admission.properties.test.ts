import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { it } from 'vitest';
import { admission } from './create-admission.ts';

const KINDS = [
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['v1', 'Pod'],
  ['v1', 'Service'],
  ['v1', 'Node'],
  ['v1', 'Namespace'],
  ['discovery.k8s.io/v1', 'EndpointSlice'],
] as const;

const FIELDS = `name namespace labels annotations podSelector matchLabels matchExpressions key operator values
  policyTypes ingress egress from to ports port endPort protocol ipBlock cidr except podIPs ip phase containers
  addresses loadBalancer conditions targetRef selector clusterIPs podCIDRs ownerReferences __proto__ constructor
  toString`.split(/\s+/);
const SCALARS = [
  null,
  true,
  0,
  -1,
  80,
  80.5,
  1e21,
  '',
  'a',
  'TCP',
  'In',
  'Ingress',
  '10.0.0.0/8',
  '/',
  'None',
];

const field = fc.constantFrom(...FIELDS);
const scalar = fc.oneof(fc.constantFrom(...SCALARS), fc.string({ maxLength: 3 }));
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    scalar,
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(field, tie('json'), { maxKeys: 4 }),
  ),
}));

const object = fc
  .tuple(fc.constantFrom(...KINDS), json, json, json, json)
  .map(([[apiVersion, kind], name, spec, status, other]) => ({
    ...(typeof other === 'object' ? other : {}),
    apiVersion,
    kind,
    metadata: { name },
    spec,
    status,
  }));

/** Without the difference between records with and without a prototype. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

it('answers anything at all, and stores only what it would accept again', () => {
  const request = fc.tuple(fc.oneof(object, json), fc.constantFrom('Strict' as const, 'Ignore' as const));
  fc.assert(
    fc.property(request, ([raw, fieldValidation]) => {
      const admitted = admission.admit(raw, { fieldValidation });
      if (!admitted.ok) return admitted.errors.length > 0;
      const again = admission.admit(admitted.stored);
      return again.ok && isDeepStrictEqual(plain(again.stored), plain(admitted.stored));
    }),
    { numRuns: 1000 },
  );
});
