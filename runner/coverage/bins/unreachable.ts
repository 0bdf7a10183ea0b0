import type { ClauseId, Undecidable } from '../../../model/index.ts';

/** Bins that clauses cannot have, and why. */
interface Unreachable extends Undecidable {
  readonly clauses: string;
}

/** A mistake of one polarity: it can only let more pass, or only less. */
const ONE_WAY: readonly Unreachable[] = [
  {
    bins: '*/allow→deny',
    because: 'Its typical mistakes let more pass and nothing less.',
    clauses:
      'ISO-2 ISO-4 ISO-14 ISO-15 TYPE-2 TYPE-5 TYPE-6 RULE-1 RULE-4 RULE-5 RULE-6 PEER-3 PEER-5 PEER-9 IPB-4 ' +
      'IPB-8 IPB-12 IPB-14 PORT-3 PORT-5 PORT-6 PORT-11 PORT-14 PORT-20 PORT-21 DIR-1 DIR-6 DIR-7 NODE-2 ' +
      'NODE-3 NODE-5 SELF-4 HOST-2 HOST-5 HOST-6 CONN-7 PROTO-1 PROTO-2 PROTO-6 SVC-3 SVC-7',
  },
  {
    bins: '*/deny→allow',
    because: 'Its typical mistakes let less pass and nothing more.',
    clauses:
      'SCOPE-1 ISO-1 ISO-5 ISO-6 ISO-9 ISO-10 RULE-2 RULE-3 RULE-7 PEER-1 PEER-2 PEER-4 PEER-6 PEER-10 PEER-11 ' +
      'PEER-12 PEER-14 NS-7 IPB-3 IPB-5 IPB-6 IPB-7 IPB-10 IPB-13 PORT-1 PORT-2 PORT-7 PORT-8 PORT-13 PORT-15 ' +
      'PORT-16 PORT-17 PORT-22 DIR-2 DIR-3 DIR-4 DIR-5 NODE-1 NODE-6 SELF-2 SELF-3 HOST-1 HOST-3 HOST-4 CONN-1 ' +
      'PROTO-5 SVC-8',
  },
];

/** A mistake about one side of a connection. */
const ONE_SIDE: readonly Unreachable[] = [
  { bins: 'egress', because: 'An object without spec isolates ingress alone.', clauses: 'ISO-14' },
  { bins: 'ingress', because: 'Names are looked up by what goes out.', clauses: 'ISO-15' },
  { bins: 'egress', because: 'The mistake is about the ingress type.', clauses: 'TYPE-2 TYPE-4' },
  { bins: 'ingress', because: 'The mistake forgets the egress type.', clauses: 'TYPE-6' },
  {
    bins: 'ingress/allow→deny',
    because: 'On ingress only the mistake of too few types shows, which opens.',
    clauses: 'TYPE-1',
  },
  {
    bins: 'egress/deny→allow',
    because: 'On egress only the mistake of too many types shows, which closes.',
    clauses: 'TYPE-1',
  },
  { bins: 'egress', because: 'On egress the mistake happens to look at the right end.', clauses: 'IPB-1' },
  {
    bins: 'ingress',
    because: 'On ingress a port name is looked up on the subject, which is always a pod.',
    clauses: 'IPB-12 PORT-9 PORT-13 PORT-14 HOST-6',
  },
  { bins: 'ingress', because: 'The mistake is about the ports of egress rules.', clauses: 'PORT-18' },
  { bins: 'ingress', because: "The mistake is about the source's side.", clauses: 'DIR-1 DIR-2' },
  { bins: 'egress', because: "The mistake is about the destination's side.", clauses: 'DIR-3' },
  {
    bins: 'egress',
    because: 'The exemption is for what comes in.',
    clauses: 'NODE-1 NODE-3 NODE-5 NODE-6 HOST-3',
  },
  { bins: 'ingress', because: 'The question is about what goes out.', clauses: 'NODE-2' },
  {
    bins: 'ingress',
    because: 'The mistake is about what egress rules get to see.',
    clauses: 'SVC-2 SVC-3 SVC-4 SVC-8',
  },
  {
    bins: 'egress',
    because: 'The mistake is about the source that ingress rules see.',
    clauses: 'SVC-5 SVC-7',
  },
  {
    bins: 'ingress/deny→allow',
    because: 'A client that nobody recognises is let in by fewer rules, never by more.',
    clauses: 'SVC-1',
  },
];

/** A mistake about some protocols. */
const SOME_PROTOCOLS: readonly Unreachable[] = [
  { bins: '*/*/TCP', because: 'The mistake takes everything for TCP.', clauses: 'PORT-1 PORT-3 PROTO-1' },
  { bins: '*/deny→allow/TCP', because: 'The item takes in all of TCP anyway.', clauses: 'PORT-4' },
  { bins: '*/*/TCP', because: 'Names are looked up over UDP.', clauses: 'ISO-15' },
  { bins: '*/*/SCTP', because: 'Names are looked up over UDP.', clauses: 'ISO-15' },
  { bins: '*/*/UDP', because: 'The mistake is about SCTP and TCP.', clauses: 'PROTO-3' },
  { bins: '*/allow→deny/TCP', because: 'What is read as TCP opens TCP.', clauses: 'PROTO-3' },
  { bins: '*/deny→allow/SCTP', because: 'What is not read as SCTP closes SCTP.', clauses: 'PROTO-3' },
  {
    bins: '*/allow→deny/TCP',
    because: 'A policy of SCTP rules alone allows no TCP that could be lost with it.',
    clauses: 'PROTO-4',
  },
  {
    bins: '*/allow→deny/UDP',
    because: 'A policy of SCTP rules alone allows no UDP that could be lost with it.',
    clauses: 'PROTO-4',
  },
  { bins: '*/*/TCP', because: 'The mistake is about SCTP.', clauses: 'PROTO-5' },
  { bins: '*/*/UDP', because: 'The mistake is about SCTP.', clauses: 'PROTO-5' },
  { bins: '*/*/SCTP', because: 'The mistake confuses UDP and TCP.', clauses: 'PROTO-6' },
];

/** Selectors: a peer that is selected more widely lets more pass; a subject cuts both ways. */
const SELECTORS: readonly Unreachable[] = (['pod', 'namespace'] as const).flatMap((position) => [
  {
    bins: `*/allow→deny/*/*/${position}`,
    because: 'The mistake selects more peers, which lets more pass.',
    clauses: 'SEL-1 SEL-5 SEL-6 SEL-8 SEL-10 SEL-13',
  },
  {
    bins: `*/deny→allow/*/*/${position}`,
    because: 'The mistake selects fewer peers, which lets less pass.',
    clauses: 'SEL-3 SEL-4 SEL-7',
  },
]);

const UNREACHABLE: readonly Unreachable[] = [
  ...ONE_WAY,
  ...ONE_SIDE,
  ...SOME_PROTOCOLS,
  ...SELECTORS,
  {
    bins: '*/*/*/*/namespace',
    because: 'No Namespace is without labels (NS-2).',
    clauses: 'SEL-7',
  },
];

/** Which bins of a clause nobody can reach, and why not. */
export function unreachableBins(clause: ClauseId): readonly Undecidable[] {
  return UNREACHABLE.filter(({ clauses }) => clauses.split(' ').includes(clause)).map(
    ({ bins, because }) => ({
      bins,
      because,
    }),
  );
}

/** Whether a bin is among those of a pattern: part by part, where `*` is any part and what is missing is too. */
export function fitsPattern(bin: string, pattern: string): boolean {
  const parts = bin.split('/');
  return pattern.split('/').every((wanted, index) => wanted === '*' || wanted === parts[index]);
}
