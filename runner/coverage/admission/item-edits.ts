import type { AdmitOptions } from '../../../admission/index.ts';
import type { AdmissionEdit } from './admission-edit.ts';
import { blockEdit, peerEdit, portEdit, ruleEdit, selectorEdit } from './edit-kinds.ts';

const WARN_ONLY: AdmitOptions = { strictCidrValidation: 'warn-only' };

/** Ports: VAL-2 to VAL-7, VAL-20, VAL-28, VAL-29. */
const PORTS: readonly AdmissionEdit[] = [
  portEdit('VAL-2', 'a protocol in lower case', { protocol: 'tcp', port: 80 }),
  portEdit('VAL-2', 'an empty protocol', { protocol: '', port: 80 }),
  portEdit('VAL-3', 'port 0', { port: 0 }),
  portEdit('VAL-4', 'a number in quotes', { port: '80' }),
  portEdit('VAL-4', 'a name in upper case', { port: 'HTTP' }),
  portEdit('VAL-4', 'a name with two hyphens in a row', { port: 'a--b' }),
  portEdit('VAL-4', 'a name of 16 characters', { port: 'a'.repeat(16) }),
  portEdit('VAL-4', 'an empty name', { port: '' }),
  portEdit('VAL-5', 'endPort without port', { endPort: 90 }),
  portEdit('VAL-6', 'endPort beside a name', { port: 'web', endPort: 90 }),
  portEdit('VAL-7', 'endPort equal to port', { port: 80, endPort: 80 }),
  portEdit('VAL-7', 'endPort before port', { port: 90, endPort: 80 }),
  portEdit('VAL-20', 'a port without protocol', { port: 80 }),
  portEdit('VAL-28', 'an endPort in quotes', { port: 80, endPort: '90' }),
  portEdit('VAL-28', 'an endPort that is no integer', { port: 80, endPort: 90.5 }),
  portEdit('VAL-28', 'a port that is no integer', { port: 80.5 }),
  portEdit('VAL-28', 'a port that is a boolean', { port: true }),
  portEdit('VAL-29', 'a port item of null', null),
];

/** Peers: VAL-8 to VAL-10, VAL-29, VAL-30. */
const PEERS: readonly AdmissionEdit[] = [
  peerEdit('VAL-8', 'an empty peer item', {}),
  peerEdit('VAL-9', 'an ipBlock beside a podSelector', { ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }),
  peerEdit('VAL-9', 'an ipBlock beside a namespaceSelector', {
    ipBlock: { cidr: '10.0.0.0/8' },
    namespaceSelector: {},
  }),
  peerEdit('VAL-10', 'both selectors', { podSelector: {}, namespaceSelector: {} }),
  peerEdit('VAL-29', 'a peer item of null', null),
  peerEdit('VAL-30', 'a podSelector of null', { podSelector: null }),
  peerEdit('VAL-30', 'a podSelector of null beside the other selector', {
    podSelector: null,
    namespaceSelector: {},
  }),
];

/** CIDRs: VAL-11 to VAL-15. */
const BLOCKS: readonly AdmissionEdit[] = [
  blockEdit('VAL-11', 'no cidr', {}),
  blockEdit('VAL-11', 'an empty cidr', { cidr: '' }),
  blockEdit('VAL-12', 'host bits', { cidr: '10.0.0.5/24' }),
  blockEdit('VAL-12', 'leading zeros', { cidr: '010.0.0.0/8' }),
  blockEdit('VAL-12', 'an IPv4-mapped address', { cidr: '::ffff:10.0.0.0/104' }),
  blockEdit('VAL-12', 'host bits with the gate off', { cidr: '10.0.0.5/24' }, WARN_ONLY),
  blockEdit('VAL-12', 'leading zeros with the gate off', { cidr: '010.0.0.0/8' }, WARN_ONLY),
  blockEdit('VAL-12', 'IPv6 text that is not canonical', { cidr: '2001:DB8:0::/32' }),
  blockEdit('VAL-12', 'an except with host bits', { cidr: '10.0.0.0/8', except: ['10.1.0.5/16'] }),
  blockEdit('VAL-13', 'an except that is all', { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] }),
  blockEdit('VAL-13', 'an except outside', { cidr: '10.0.0.0/8', except: ['11.0.0.0/24'] }),
  blockEdit('VAL-14', 'an IPv6 except of IPv4', { cidr: '10.0.0.0/8', except: ['2001:db8::/48'] }),
  blockEdit('VAL-14', 'an IPv4 except of IPv6', { cidr: '::/0', except: ['10.0.0.0/8'] }),
  blockEdit('VAL-15', 'an except in another', {
    cidr: '10.0.0.0/8',
    except: ['10.1.0.0/16', '10.1.2.0/24'],
  }),
  blockEdit('VAL-15', 'an except twice', { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.1.0.0/16'] }),
];

/** Rules as a whole: VAL-17, VAL-25, VAL-29. */
const RULES: readonly AdmissionEdit[] = [
  ruleEdit('VAL-17', 'an empty list of ports', (rule) => ({ ...rule, ports: [] })),
  ruleEdit('VAL-17', 'an empty list of peers', (rule, peers) => ({ ...rule, [peers]: [] })),
  ruleEdit('VAL-25', 'a misspelt field', (rule) => ({ ...rule, form: [] })),
  ruleEdit('VAL-25', 'a misspelt field under Warn', (rule) => ({ ...rule, form: [] }), {
    fieldValidation: 'Warn',
  }),
  ruleEdit('VAL-29', 'a rule of null', () => null),
];

/** Selectors: VAL-18, VAL-19. */
const SELECTORS: readonly AdmissionEdit[] = [
  selectorEdit('VAL-18', 'In without values', {
    matchExpressions: [{ key: 'a', operator: 'In', values: [] }],
  }),
  selectorEdit('VAL-18', 'NotIn without values', { matchExpressions: [{ key: 'a', operator: 'NotIn' }] }),
  selectorEdit('VAL-18', 'Exists with values', {
    matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }],
  }),
  selectorEdit('VAL-18', 'an unknown operator', {
    matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1'] }],
  }),
  selectorEdit('VAL-18', 'a key of three parts', {
    matchExpressions: [{ key: 'a/b/c', operator: 'Exists' }],
  }),
  selectorEdit('VAL-18', 'a value with a blank', {
    matchExpressions: [{ key: 'a', operator: 'In', values: ['a b'] }],
  }),
  selectorEdit('VAL-19', 'a key that begins with a hyphen', { matchLabels: { '-x': 'y' } }),
  selectorEdit('VAL-19', 'a value with a blank', { matchLabels: { x: 'a b' } }),
];

/** Edits inside one list or selector of a policy. */
export const ITEM_EDITS: readonly AdmissionEdit[] = [...PORTS, ...PEERS, ...BLOCKS, ...RULES, ...SELECTORS];
