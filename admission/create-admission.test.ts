import { describe, expect, it } from 'vitest';
import { CLAUSES } from '../spec/index.ts';
import { CLAUSE_ROWS } from './testing/clause-rows.ts';
import { expectedOf, judgeRow } from './testing/judge-row.ts';
import { admission } from './create-admission.ts';
import type { KubernetesObject } from './kubernetes-object.ts';

describe('admission of a NetworkPolicy', () => {
  it.each(CLAUSE_ROWS.map((row, index) => [`${row.clause} (row ${index})`, row] as const))('%s', (_, row) => {
    expect(judgeRow(admission, row)).toEqual(expectedOf(row));
  });

  it('has a row for every admission clause', () => {
    const covered = new Set(CLAUSE_ROWS.map(({ clause }) => clause));
    const wanted = CLAUSES.filter(({ id }) => id.startsWith('VAL-')).map(({ id }) => id);
    expect(wanted.filter((id) => !covered.has(id))).toEqual([]);
  });
});

function policy(spec: unknown): KubernetesObject {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p' }, spec };
}

function messagesOf(raw: unknown): readonly string[] {
  const admitted = admission.admit(raw);
  return admitted.ok ? [] : admitted.errors.map(({ message }) => message);
}

describe('messages', () => {
  it.each([
    [
      { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/33' } }] }] },
      'spec.ingress[0].from[0].ipBlock.cidr: Invalid value: "10.0.0.0/33": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
    ],
    [
      { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] } }] }] },
      'spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "10.0.0.0/8": must be a strict subset of `cidr`',
    ],
    [{ egress: [{ to: [{}] }] }, 'spec.egress[0].to[0]: Required value: must specify a peer'],
    [
      { egress: [{ ports: [{ port: 0 }] }] },
      'spec.egress[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
    ],
    [
      { policyTypes: ['ingress'] },
      'spec.policyTypes[0]: Unsupported value: "ingress": supported values: "Ingress", "Egress"',
    ],
    [
      { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }] }] },
      'spec.ingress[0].from[0]: Forbidden: may not specify both ipBlock and another peer',
    ],
    [{ ingres: [] }, 'strict decoding error: unknown field "spec.ingres"'],
  ])('%j', (spec, message) => {
    expect(messagesOf(policy(spec))).toEqual([message]);
  });

  it('name every error of an object, not the first alone', () => {
    const spec = { policyTypes: ['x'], ingress: [{ ports: [{ port: 0, protocol: 'tcp' }], from: [{}] }] };
    expect(messagesOf(policy(spec))).toHaveLength(4);
  });
});

describe('what is no object', () => {
  it.each([
    [null, 'a Kubernetes object must be a mapping, not nothing'],
    ['text', 'a Kubernetes object must be a mapping, not a string'],
    [[], 'a Kubernetes object must be a mapping, not a list'],
    [7, 'a Kubernetes object must be a mapping, not a number'],
    [{ kind: 'Pod' }, 'apiVersion: Required value: every Kubernetes object says what it is'],
    [
      { apiVersion: 'extensions/v1beta1', kind: 'NetworkPolicy' },
      'apiVersion: Invalid value: "extensions/v1beta1": no matches for kind "NetworkPolicy" in version "extensions/v1beta1"',
    ],
  ])('%j is refused in words', (raw, message) => {
    expect(messagesOf(raw)).toEqual([message]);
  });

  it("leaves other projects' kinds alone", () => {
    const raw = {
      apiVersion: 'crd.projectcalico.org/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'p' },
      spec: 1,
    };
    expect(admission.admit(raw)).toEqual({ ok: true, stored: raw, object: undefined, warnings: [] });
  });
});

describe('hostile keys', () => {
  it('keeps `constructor` as an ordinary label and refuses `__proto__` as Kubernetes does', () => {
    const labels = JSON.parse('{"constructor": "a"}') as Record<string, string>;
    const admitted = admission.admit(policy({ podSelector: { matchLabels: labels } }));
    expect(admitted.ok && JSON.stringify(admitted.stored['spec'])).toBe(
      '{"podSelector":{"matchLabels":{"constructor":"a"}},"policyTypes":["Ingress"]}',
    );
    const proto = JSON.parse('{"matchLabels": {"__proto__": "a"}}') as unknown;
    expect(messagesOf(policy({ podSelector: proto }))[0]).toContain('Invalid value: "__proto__"');
  });

  it('reports `__proto__` as an unknown field and reads nothing from it', () => {
    const raw = JSON.parse(
      '{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"p"},"__proto__":{"spec":{"egress":[{}]}}}',
    ) as unknown;
    expect(messagesOf(raw)).toEqual(['strict decoding error: unknown field "__proto__"']);
    const ignored = admission.admit(raw, { fieldValidation: 'Ignore' });
    expect(ignored.ok && ignored.stored['spec']).toEqual({ podSelector: {}, policyTypes: ['Ingress'] });
  });
});

describe('an update', () => {
  it.each([
    ['name', { name: 'q' }, 'metadata.name: Invalid value: "q": field is immutable'],
    [
      'namespace',
      { name: 'p', namespace: 'y' },
      'metadata.namespace: Invalid value: "y": field is immutable',
    ],
    ['uid', { name: 'p', uid: 'v' }, 'metadata.uid: Invalid value: "v": field is immutable'],
  ])('may not change the %s', (_, metadata, message) => {
    const old = { ...policy({}), metadata: { name: 'p', namespace: 'default', uid: 'u' } };
    const admitted = admission.admit({ ...policy({}), metadata }, { old });
    expect(admitted.ok ? [] : admitted.errors.map((error) => error.message)).toEqual([message]);
  });

  it('keeps the uid', () => {
    const old = { ...policy({}), metadata: { name: 'p', uid: 'u', generation: 3 } };
    const admitted = admission.admit(policy({ egress: [{}] }), { old });
    expect(admitted.ok && admitted.object).toMatchObject({ uid: 'u', generation: 4 });
  });
});
