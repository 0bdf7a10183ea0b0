import type { ClauseId } from '../../spec/index.ts';
import type { AdmitOptions } from '../admitted.ts';

/** A NetworkPolicy submitted, and what the clause says becomes of it. */
export interface ClauseRow {
  readonly clause: ClauseId;
  /** What is submitted: a spec, or with `object` the whole. */
  readonly spec?: unknown;
  readonly object?: unknown;
  /** The spec of the stored object that is updated. */
  readonly oldSpec?: unknown;
  readonly options?: AdmitOptions;
  /** The field that the first error names; absent: accepted. */
  readonly rejected?: string;
  /** Fields that warnings name. */
  readonly warned?: readonly string[];
  /** Parts of what is stored: path → value, `undefined` for absent. */
  readonly stored?: Readonly<Record<string, unknown>>;
}

const port = (item: unknown): unknown => ({ ingress: [{ ports: [item] }] });
const from = (peer: unknown): unknown => ({ ingress: [{ from: [peer] }] });
const cidr = (text: unknown, except?: readonly unknown[]): unknown =>
  from({ ipBlock: { cidr: text, ...(except === undefined ? {} : { except }) } });
const subject = (selector: unknown): unknown => ({ podSelector: selector });
const named = (name: unknown): unknown => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name },
});
const requirement = (key: unknown, operator: unknown, values?: unknown): unknown =>
  subject({ matchExpressions: [{ key, operator, ...(values === undefined ? {} : { values }) }] });

const PORT = 'spec.ingress[0].ports[0]';
const PEER = 'spec.ingress[0].from[0]';
const CIDR = `${PEER}.ipBlock.cidr`;
const EXCEPT = `${PEER}.ipBlock.except[0]`;
const EXPRESSION = 'spec.podSelector.matchExpressions[0]';

const warnOnly: AdmitOptions = { strictCidrValidation: 'warn-only' };
const warn: AdmitOptions = { fieldValidation: 'Warn' };
const ignore: AdmitOptions = { fieldValidation: 'Ignore' };

/** What an API server does with names, ports and peers: VAL-1..10. */
const NAMES_PORTS_PEERS: readonly ClauseRow[] = [
  { clause: 'VAL-1', object: named('Deny_All'), rejected: 'metadata.name' },
  { clause: 'VAL-1', object: named('a.b-c') },
  { clause: 'VAL-1', object: named('a'.repeat(253)) },
  { clause: 'VAL-1', object: named('a'.repeat(254)), rejected: 'metadata.name' },
  { clause: 'VAL-1', object: named(''), rejected: 'metadata.name' },
  { clause: 'VAL-1', object: named('constructor'), stored: { 'metadata.namespace': 'default' } },

  { clause: 'VAL-2', spec: port({ protocol: 'SCTP' }) },
  { clause: 'VAL-2', spec: port({ protocol: 'tcp' }), rejected: `${PORT}.protocol` },
  { clause: 'VAL-2', spec: port({ protocol: '' }), rejected: `${PORT}.protocol` },
  { clause: 'VAL-2', spec: port({ protocol: 'ICMP' }), rejected: `${PORT}.protocol` },

  { clause: 'VAL-3', spec: port({ port: 0 }), rejected: `${PORT}.port` },
  { clause: 'VAL-3', spec: port({ port: 1 }) },
  { clause: 'VAL-3', spec: port({ port: 65535 }) },
  { clause: 'VAL-3', spec: port({ port: 65536 }), rejected: `${PORT}.port` },
  { clause: 'VAL-3', spec: port({ port: -1 }), rejected: `${PORT}.port` },

  { clause: 'VAL-4', spec: port({ port: '80' }), rejected: `${PORT}.port` },
  { clause: 'VAL-4', spec: port({ port: '' }), rejected: `${PORT}.port` },
  { clause: 'VAL-4', spec: port({ port: 'http-' }), rejected: `${PORT}.port` },
  { clause: 'VAL-4', spec: port({ port: 'a--b' }), rejected: `${PORT}.port` },
  { clause: 'VAL-4', spec: port({ port: 'web' }), stored: { [`${PORT}.port`]: 'web' } },
  { clause: 'VAL-4', spec: port({ port: 'a'.repeat(15) }) },
  { clause: 'VAL-4', spec: port({ port: 'a'.repeat(16) }), rejected: `${PORT}.port` },
  { clause: 'VAL-4', spec: port({ port: 'HTTP' }), rejected: `${PORT}.port` },

  { clause: 'VAL-5', spec: port({ endPort: 90 }), rejected: `${PORT}.endPort` },
  { clause: 'VAL-6', spec: port({ port: 'web', endPort: 90 }), rejected: `${PORT}.endPort` },
  { clause: 'VAL-7', spec: port({ port: 80, endPort: 79 }), rejected: `${PORT}.endPort` },
  { clause: 'VAL-7', spec: port({ port: 80, endPort: 80 }) },
  { clause: 'VAL-7', spec: port({ port: 80, endPort: 65536 }), rejected: `${PORT}.endPort` },

  { clause: 'VAL-8', spec: from({}), rejected: PEER },
  { clause: 'VAL-8', spec: from({ podSelector: {} }), stored: { [`${PEER}.podSelector`]: {} } },
  { clause: 'VAL-9', spec: from({ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }), rejected: PEER },
  { clause: 'VAL-9', spec: from({ ipBlock: { cidr: '10.0.0.0/8' }, namespaceSelector: {} }), rejected: PEER },
  { clause: 'VAL-10', spec: from({ podSelector: {}, namespaceSelector: {} }) },
];

/** CIDRs: VAL-11..15 and VAL-24. */
const CIDRS: readonly ClauseRow[] = [
  { clause: 'VAL-11', spec: from({ ipBlock: {} }), rejected: CIDR },
  { clause: 'VAL-11', spec: cidr(''), rejected: CIDR },

  { clause: 'VAL-12', spec: cidr('10.0.0.5/24'), rejected: CIDR },
  { clause: 'VAL-12', spec: cidr('010.0.0.0/8'), rejected: CIDR },
  { clause: 'VAL-12', spec: cidr('10.0.0.0/08'), rejected: CIDR },
  { clause: 'VAL-12', spec: cidr('::ffff:10.0.0.0/104'), rejected: CIDR },
  { clause: 'VAL-12', spec: cidr('2001:DB8:0::/32'), warned: [CIDR], stored: { [CIDR]: '2001:DB8:0::/32' } },
  { clause: 'VAL-12', spec: cidr('10.0.0.1'), rejected: CIDR },
  { clause: 'VAL-12', spec: cidr('10.0.0.0/33'), rejected: CIDR },
  { clause: 'VAL-12', spec: cidr('0.0.0.0/0'), warned: [] },
  { clause: 'VAL-12', spec: cidr('::/0'), warned: [] },
  {
    clause: 'VAL-12',
    spec: cidr('10.0.0.5/24'),
    options: warnOnly,
    warned: [CIDR],
    stored: { [CIDR]: '10.0.0.5/24' },
  },
  { clause: 'VAL-12', spec: cidr('010.0.0.0/8'), options: warnOnly, warned: [CIDR] },
  { clause: 'VAL-12', spec: cidr('::ffff:10.0.0.0/104'), options: warnOnly, warned: [CIDR] },
  { clause: 'VAL-12', spec: cidr('10.0.0.1'), options: warnOnly, rejected: CIDR },
  { clause: 'VAL-12', spec: cidr('10.0.0.0/33'), options: warnOnly, rejected: CIDR },
  { clause: 'VAL-12', spec: cidr('10.0.0.0/255.0.0.0'), options: warnOnly, rejected: CIDR },
  { clause: 'VAL-12', spec: cidr('10.0.0.0/8', ['10.1.0.5/16']), rejected: EXCEPT },
  { clause: 'VAL-12', spec: cidr('10.0.0.0/8', ['10.1.0.5/16']), options: warnOnly, warned: [EXCEPT] },

  { clause: 'VAL-13', spec: cidr('10.0.0.0/8', ['10.0.0.0/8']), rejected: EXCEPT },
  { clause: 'VAL-13', spec: cidr('10.0.0.0/8', ['11.0.0.0/24']), rejected: EXCEPT },
  { clause: 'VAL-13', spec: cidr('10.0.0.0/8', ['0.0.0.0/0']), rejected: EXCEPT },
  { clause: 'VAL-13', spec: cidr('10.0.0.0/8', ['10.1.0.0/16']), stored: { [EXCEPT]: '10.1.0.0/16' } },
  { clause: 'VAL-13', spec: cidr('2001:db8::/32', ['2001:db8:1::/48']) },
  { clause: 'VAL-13', spec: cidr('0.0.0.0/0', ['255.255.255.255/32']) },
  { clause: 'VAL-14', spec: cidr('10.0.0.0/8', ['2001:db8::/48']), rejected: EXCEPT },
  { clause: 'VAL-14', spec: cidr('::/0', ['10.0.0.0/8']), rejected: EXCEPT },
  { clause: 'VAL-14', spec: cidr('10.0.0.0/8', ['::ffff:10.1.0.0/112']), rejected: EXCEPT },
  { clause: 'VAL-14', spec: cidr('10.0.0.0/8', ['::ffff:10.1.0.0/112']), options: warnOnly },
  {
    clause: 'VAL-14',
    spec: cidr('10.0.0.0/8', ['::ffff:11.1.0.0/112']),
    options: warnOnly,
    rejected: EXCEPT,
  },
  { clause: 'VAL-15', spec: cidr('10.0.0.0/8', ['10.1.0.0/16', '10.1.0.0/16']) },
  { clause: 'VAL-15', spec: cidr('10.0.0.0/8', ['10.1.0.0/16', '10.1.1.0/24']) },

  {
    clause: 'VAL-24',
    oldSpec: cidr('010.0.0.0/8'),
    spec: { ...(cidr('010.0.0.0/8') as object), egress: [{ to: [{ ipBlock: { cidr: '010.0.0.0/8' } }] }] },
  },
  {
    clause: 'VAL-24',
    oldSpec: cidr('010.0.0.0/8'),
    spec: {
      ingress: [{ from: [{ ipBlock: { cidr: '010.0.0.0/8' } }, { ipBlock: { cidr: '010.1.0.0/16' } }] }],
    },
    rejected: 'spec.ingress[0].from[1].ipBlock.cidr',
  },
  { clause: 'VAL-24', oldSpec: cidr('10.0.0.0/8', ['010.1.0.0/16']), spec: cidr('010.1.0.0/16') },
  {
    clause: 'VAL-24',
    oldSpec: cidr('10.0.0.0/8', ['010.1.0.0/16']),
    spec: cidr('11.0.0.0/8', ['010.1.0.0/16']),
    rejected: EXCEPT,
  },
];

/** Types, lists, selectors: VAL-16..19. */
const TYPES_AND_SELECTORS: readonly ClauseRow[] = [
  { clause: 'VAL-16', spec: { policyTypes: ['Ingress', 'Ingress'] } },
  { clause: 'VAL-16', spec: { policyTypes: ['ingress'] }, rejected: 'spec.policyTypes[0]' },
  { clause: 'VAL-16', spec: { policyTypes: ['Ingress', ''] }, rejected: 'spec.policyTypes[1]' },
  { clause: 'VAL-16', spec: { policyTypes: ['Ingress', 'Egress', 'Ingress'] }, rejected: 'spec.policyTypes' },
  { clause: 'VAL-17', spec: { ingress: null, egress: null } },
  { clause: 'VAL-17', spec: { ingress: [{ ports: [], from: [] }] }, stored: { 'spec.ingress': [{}] } },
  { clause: 'VAL-17', spec: cidr('10.0.0.0/8', []), stored: { [`${PEER}.ipBlock.except`]: undefined } },

  { clause: 'VAL-18', spec: requirement('a', 'In', []), rejected: `${EXPRESSION}.values` },
  { clause: 'VAL-18', spec: requirement('a', 'NotIn'), rejected: `${EXPRESSION}.values` },
  { clause: 'VAL-18', spec: requirement('a', 'Exists', ['a']), rejected: `${EXPRESSION}.values` },
  { clause: 'VAL-18', spec: requirement('a', 'DoesNotExist', []) },
  { clause: 'VAL-18', spec: requirement('a', 'Gt', ['1']), rejected: `${EXPRESSION}.operator` },
  { clause: 'VAL-18', spec: requirement('a', 'in', ['1']), rejected: `${EXPRESSION}.operator` },
  { clause: 'VAL-18', spec: requirement('a/b/c', 'Exists'), rejected: `${EXPRESSION}.key` },
  { clause: 'VAL-18', spec: requirement(`${'a'.repeat(253)}/${'b'.repeat(63)}`, 'Exists') },
  { clause: 'VAL-18', spec: requirement('b'.repeat(64), 'Exists'), rejected: `${EXPRESSION}.key` },
  { clause: 'VAL-18', spec: requirement('a', 'In', ['a b']), rejected: `${EXPRESSION}.values[0]` },
  { clause: 'VAL-18', spec: requirement('a', 'In', ['', 'c'.repeat(63)]) },
  { clause: 'VAL-18', spec: requirement('a', 'In', ['c'.repeat(64)]), rejected: `${EXPRESSION}.values[0]` },
  { clause: 'VAL-18', oldSpec: requirement('a', 'In', ['a b']), spec: requirement('b', 'In', ['c d']) },
  {
    clause: 'VAL-18',
    oldSpec: requirement('a', 'In', ['a']),
    spec: requirement('b', 'In', ['c d']),
    rejected: `${EXPRESSION}.values[0]`,
  },
  {
    clause: 'VAL-18',
    oldSpec: requirement('a', 'In', ['a b']),
    spec: requirement('-', 'In', ['c d']),
    rejected: `${EXPRESSION}.key`,
  },
  {
    clause: 'VAL-18',
    oldSpec: from({ podSelector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['a b'] }] } }),
    spec: from({ podSelector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['a b'] }] } }),
    rejected: `${PEER}.podSelector.matchExpressions[0].values[0]`,
  },

  {
    clause: 'VAL-19',
    spec: subject({ matchLabels: { '-x': 'y' } }),
    rejected: 'spec.podSelector.matchLabels',
  },
  {
    clause: 'VAL-19',
    spec: subject({ matchLabels: { x: 'a b' } }),
    rejected: 'spec.podSelector.matchLabels',
  },
  { clause: 'VAL-19', spec: subject({ matchLabels: { x: '', constructor: 'a' } }) },
  {
    clause: 'VAL-19',
    oldSpec: subject({ matchLabels: { x: 'a b' } }),
    spec: subject({ matchLabels: { x: 'a b' } }),
    rejected: 'spec.podSelector.matchLabels',
  },
];

/** Defaults, generation, decoding: VAL-20..23, VAL-25..30 and TYPE-8. */
const DEFAULTS_AND_DECODING: readonly ClauseRow[] = [
  { clause: 'VAL-20', spec: port({ port: 80 }), stored: { [`${PORT}.protocol`]: 'TCP' } },
  {
    clause: 'VAL-20',
    spec: { egress: [{ ports: [{ port: 80 }, {}] }] },
    stored: { 'spec.egress[0].ports': [{ port: 80, protocol: 'TCP' }, { protocol: 'TCP' }] },
  },

  { clause: 'VAL-21', spec: {}, stored: { 'spec.policyTypes': ['Ingress'] } },
  { clause: 'VAL-21', spec: { egress: [{}] }, stored: { 'spec.policyTypes': ['Ingress', 'Egress'] } },
  {
    clause: 'VAL-21',
    spec: { egress: [] },
    stored: { 'spec.policyTypes': ['Ingress'], 'spec.egress': undefined },
  },
  {
    clause: 'VAL-21',
    spec: { policyTypes: null, egress: null },
    stored: { 'spec.policyTypes': ['Ingress'] },
  },
  { clause: 'VAL-21', spec: { policyTypes: [] }, stored: { 'spec.policyTypes': ['Ingress'] } },
  { clause: 'VAL-21', spec: { policyTypes: ['Egress'] }, stored: { 'spec.policyTypes': ['Egress'] } },
  {
    clause: 'TYPE-8',
    oldSpec: { policyTypes: ['Ingress'] },
    spec: { policyTypes: ['Ingress'], egress: [{}] },
    stored: { 'spec.policyTypes': ['Ingress'] },
  },

  { clause: 'VAL-22', object: named('p'), stored: { spec: { podSelector: {}, policyTypes: ['Ingress'] } } },
  {
    clause: 'VAL-22',
    spec: subject({ matchLabels: {}, matchExpressions: [] }),
    stored: { 'spec.podSelector': {} },
  },
  { clause: 'VAL-23', spec: { policyTypes: ['Ingress'], egress: [{}] }, stored: { 'spec.egress': [{}] } },
  { clause: 'VAL-23', spec: { policyTypes: ['Egress'], ingress: [{}] }, stored: { 'spec.ingress': [{}] } },

  { clause: 'VAL-25', spec: { ingress: [{ form: [] }] }, rejected: 'spec.ingress[0].form' },
  {
    clause: 'VAL-25',
    spec: { ingress: [{ form: [{ podSelector: {} }] }] },
    options: warn,
    warned: ['spec.ingress[0].form'],
    stored: { 'spec.ingress': [{}] },
  },
  {
    clause: 'VAL-25',
    spec: { ingress: [{ form: [{ podSelector: {} }] }] },
    options: ignore,
    warned: [],
    stored: { 'spec.ingress': [{}] },
  },
  { clause: 'VAL-25', spec: { podselector: {} }, rejected: 'spec.podselector' },
  { clause: 'VAL-25', spec: {}, options: { duplicateFields: [['spec']] }, rejected: 'spec' },
  { clause: 'VAL-25', spec: {}, options: { ...warn, duplicateFields: [['spec']] }, warned: ['spec'] },
  { clause: 'VAL-25', spec: {}, options: { ...ignore, duplicateFields: [['spec']] }, warned: [] },

  { clause: 'VAL-26', spec: {}, stored: { 'metadata.generation': 1 } },
  {
    clause: 'VAL-26',
    object: { ...(named('p') as object), metadata: { name: 'p', generation: 7 } },
    stored: { 'metadata.generation': 1 },
  },
  { clause: 'VAL-26', oldSpec: {}, spec: {}, stored: { 'metadata.generation': 4 } },
  { clause: 'VAL-26', oldSpec: {}, spec: { egress: [{}] }, stored: { 'metadata.generation': 5 } },
  { clause: 'VAL-26', oldSpec: {}, spec: { ingress: [] }, stored: { 'metadata.generation': 5 } },
  {
    clause: 'VAL-26',
    oldSpec: port({ port: 80 }),
    spec: port({ port: 80, protocol: 'TCP' }),
    stored: { 'metadata.generation': 4 },
  },

  { clause: 'VAL-27', object: { ...(named('p') as object), status: {} }, rejected: 'status' },
  {
    clause: 'VAL-27',
    object: { ...(named('p') as object), status: { conditions: [] } },
    options: ignore,
    stored: { status: undefined },
  },

  { clause: 'VAL-28', spec: port({ port: 80.5 }), rejected: `${PORT}.port` },
  { clause: 'VAL-28', spec: port({ port: true }), rejected: `${PORT}.port` },
  { clause: 'VAL-28', spec: port({ port: 4_294_967_296 }), rejected: `${PORT}.port` },
  { clause: 'VAL-28', spec: port({ port: 80, endPort: '90' }), rejected: `${PORT}.endPort` },
  { clause: 'VAL-28', spec: port({ port: 80, endPort: 90.5 }), rejected: `${PORT}.endPort` },
  { clause: 'VAL-28', spec: port({ port: 80, endPort: 2_147_483_648 }), rejected: `${PORT}.endPort` },
  { clause: 'VAL-28', spec: { ingress: {} }, rejected: 'spec.ingress' },
  { clause: 'VAL-28', spec: subject({ matchLabels: { a: 1 } }), rejected: 'spec.podSelector.matchLabels.a' },

  { clause: 'VAL-29', spec: { ingress: [{ ports: [null] }] }, stored: { [PORT]: { protocol: 'TCP' } } },
  { clause: 'VAL-29', spec: { ingress: [{ from: [null] }] }, rejected: PEER },
  { clause: 'VAL-29', spec: { ingress: [null] }, stored: { 'spec.ingress': [{}] } },
  { clause: 'VAL-29', spec: { policyTypes: [null] }, rejected: 'spec.policyTypes[0]' },

  {
    clause: 'VAL-30',
    spec: from({ podSelector: null, namespaceSelector: {} }),
    stored: { [PEER]: { namespaceSelector: {} } },
  },
  { clause: 'VAL-30', spec: from({ podSelector: null }), rejected: PEER },
  { clause: 'VAL-30', spec: subject(null), stored: { 'spec.podSelector': {} } },
];

/** Every admission clause of the catalogue, with the outcomes that it states. */
export const CLAUSE_ROWS: readonly ClauseRow[] = [
  ...NAMES_PORTS_PEERS,
  ...CIDRS,
  ...TYPES_AND_SELECTORS,
  ...DEFAULTS_AND_DECODING,
];
