import type { PartialProfile, Profile, ProfileOption } from '../../../model/index.ts';
import { fail, isText, readInteger, readMap, readString, type Field } from '../document/field.ts';
import { didYouMean } from '../document/did-you-mean.ts';
import { fields, type YamlValue } from '../document/yaml-value.ts';

/** A number of ticks of one millisecond instead of a word. */
type Values<Value> = [Value] extends [number] ? 'ticks' : readonly (Value | 'flush-after(n)')[];

const EXISTING_CONNECTIONS = [
  'keep-until-close',
  'per-packet',
  'flush-after(n)',
  'reevaluate-on-change',
] as const;

/** The values of every option; `(n)` stands for a number of ticks. */
export const PROFILE_VALUES: { readonly [Option in ProfileOption]: Values<Profile[Option]> } = {
  npSupport: ['full', 'none'],
  endPort: ['supported', 'single-port'],
  sctp: ['supported', 'rules-inert'],
  otherProtocolsWhenIsolated: ['deny', 'allow', 'allow-icmp-control', 'follow-portless-rules'],
  relatedIcmp: ['allow', 'deny'],
  deniedAction: ['drop', 'reject'],
  ownNodeIngress: ['always-allow', 'policed'],
  ownNodeEgress: ['policed', 'always-allow'],
  remoteNodeMatch: ['by-ip-block', 'never'],
  selfDirect: ['allow', 'policed'],
  selfViaService: ['allow', 'policed-as-self', 'policed-as-node-ip'],
  hostNetworkPods: ['as-node', 'as-pod', 'peer-only-with-empty-pod-selector'],
  ipBlockMatchesPodIPs: ['yes', 'no'],
  ipBlockHostBits: ['mask', 'single-host', 'ignore-item'],
  invalidStoredSelector: ['inert', 'deny-only'],
  serviceEgressEvaluation: ['post-dnat', 'pre-dnat-with-expansion', 'service-port'],
  serviceIpInIpBlock: ['no-match', 'match'],
  externalBackendIpBlock: ['backend-ip', 'service-ip', 'either'],
  ingressSourceSeen: ['original-client', 'lb-ip', 'node-ip', 'own-node-ip'],
  hostPortMatch: ['container-port', 'host-port'],
  namedPortWithIpBlock: ['resolve-if-pod-ip', 'no-match'],
  duplicateNamedPorts: ['all', 'first', 'reject-name'],
  namedPortSources: ['containers', '+sidecars', '+all-init'],
  existingConnections: EXISTING_CONNECTIONS,
  labelChangeOnExisting: EXISTING_CONNECTIONS,
  udpIdleTicks: 'ticks',
  newPolicyWindow: 'ticks',
  podStart: ['isolated-first', 'held-until-ready', 'race'],
  allowLag: 'ticks',
  perNodeViewSkew: 'ticks',
  terminatedPodIp: ['excluded', 'retained'],
  pluginDown: ['last-state', 'fail-closed', 'fail-open'],
  strictCidrValidation: ['on', 'warn-only'],
  fieldValidation: ['Strict', 'Warn', 'Ignore'],
};

const OPTIONS = Object.keys(PROFILE_VALUES) as ProfileOption[];

/** The name of a profile option. */
export function readOption(field: Field): ProfileOption {
  const name = readString(field);
  if ((OPTIONS as string[]).includes(name)) return name as ProfileOption;
  return fail(field, `${JSON.stringify(name)} is not a profile option${didYouMean(name, OPTIONS)}`);
}

export function readProfile(field: Field): PartialProfile {
  const profile: Record<string, string | number> = {};
  for (const [name, value] of readMap(field)) {
    if (!(OPTIONS as string[]).includes(name)) {
      fail(value, `${JSON.stringify(name)} is not a profile option${didYouMean(name, OPTIONS)}`);
    }
    profile[name] = readValue(value, PROFILE_VALUES[name as ProfileOption]);
  }
  return profile as PartialProfile;
}

export function writeProfile(profile: PartialProfile): YamlValue | undefined {
  const result = fields(profile, OPTIONS);
  return result.size === 0 ? undefined : result;
}

function readValue(field: Field, values: 'ticks' | readonly string[]): string | number {
  if (values === 'ticks') return readInteger(field, 0, Number.MAX_SAFE_INTEGER);
  // `strictCidrValidation: on` reads naturally, and is text in YAML 1.2; `yes` and `no` likewise.
  const value = isText(field) ? readString(field) : fail(field, `must be one of ${values.join(', ')}`);
  const shape = value.replace(/^(flush-after)\([0-9]+\)$/, '$1(n)');
  if (values.includes(shape) && value !== 'flush-after(n)') return value;
  return fail(field, `${JSON.stringify(value)} is none of ${values.join(', ')}${didYouMean(value, values)}`);
}
