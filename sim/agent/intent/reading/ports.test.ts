import { describe, expect, it } from 'vitest';
import type {
  ContainerPort,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  PartialProfile,
  Pod,
} from '../../../../model/index.ts';
import { labelsFrom } from '../../../../model/index.ts';
import type { IntentRule } from '../../../datapath/intent.ts';
import { contextOf, fixturePod, ruleFor } from '../testing/fixture.ts';
import { resolveName } from './port-names.ts';
import { correctReading } from './correct-reading.ts';

/** `TCP/80`, `TCP/80-90`, `TCP/80 on y/a+y/b`. */
function print({ ports }: IntentRule): string {
  if (ports === 'any') return 'any';
  const terms = ports.map(({ protocol, first, last, only }) => {
    const range = first === last ? `${first}` : `${first}-${last}`;
    return `${protocol}/${range}${only === undefined ? '' : ` on ${only.join('+')}`}`;
  });
  return terms.join(', ');
}

const ingress = (ports: readonly NetworkPolicyPort[], profile: PartialProfile = {}): string =>
  print(ruleFor({ ingress: [{ ports }] }, profile));

describe('port items', () => {
  it.each<[string, readonly NetworkPolicyPort[], PartialProfile, string]>([
    ['PORT-1', [], {}, 'any'],
    [
      'PORT-2',
      [
        { port: 80, protocol: 'TCP' },
        { port: 53, protocol: 'UDP' },
      ],
      {},
      'TCP/80, UDP/53',
    ],
    ['PORT-3', [{ port: 53 }], {}, 'TCP/53'],
    ['PORT-4', [{}], {}, 'TCP/1-65535'],
    ['PORT-4', [{ protocol: 'UDP' }], { endPort: 'single-port' }, 'UDP/1-65535'],
    ['PORT-7', [{ port: 32_000, endPort: 32_768 }], {}, 'TCP/32000-32768'],
    ['PORT-8', [{ port: 80, endPort: 80 }], {}, 'TCP/80'],
    ['PORT-19', [{ port: 80, endPort: 90 }], { endPort: 'single-port' }, 'TCP/80'],
    ['PROTO-5', [{ port: 80, protocol: 'SCTP' }], {}, 'SCTP/80'],
    ['PROTO-5', [{ port: 80, protocol: 'SCTP' }], { sctp: 'rules-inert' }, ''],
    ['PROTO-3', [{ port: 80, protocol: 'SCTP' }, { port: 81 }], { sctp: 'rules-inert' }, 'TCP/81'],
    ['PROTO-5', [{ port: 'dns', protocol: 'SCTP' }], { sctp: 'rules-inert' }, ''],
    ['PORT-9', [{ port: 'serve-80-tcp' }], {}, 'TCP/80'],
    ['PORT-10', [{ port: 'dns' }], {}, ''],
    ['PORT-10', [{ port: 'dns', protocol: 'UDP' }], {}, 'UDP/53'],
    ['PORT-11', [{ port: 'nope' }], {}, ''],
    ['PORT-11', [{ port: 'nope' }, { port: 81 }], {}, 'TCP/81'],
  ])('%s: %j under %o is %s', (_clause, ports, profile, expected) => {
    expect(ingress(ports, profile)).toBe(expected);
  });
});

const declared = (
  name: string,
  containerPort: number,
  parts: Partial<ContainerPort> = {},
): ContainerPort => ({ name, containerPort, protocol: 'TCP', container: 'regular', ...parts });

describe('a name on one pod', () => {
  const TWICE = [declared('m', 9000), declared('m', 9001)];
  const MIXED = [declared('m', 9000, { protocol: 'UDP' }), declared('m', 9001)];
  const LISTS = [
    declared('m', 1, { container: 'ephemeral' }),
    declared('m', 2, { container: 'init' }),
    declared('m', 3, { container: 'sidecar' }),
    declared('m', 4),
  ];
  it.each<[string, readonly ContainerPort[], PartialProfile, readonly number[]]>([
    ['PORT-15', TWICE, {}, [9000, 9001]],
    ['PORT-15', TWICE, { duplicateNamedPorts: 'first' }, [9000]],
    ['PORT-15', TWICE, { duplicateNamedPorts: 'reject-name' }, []],
    ['PORT-15', [declared('m', 9000)], { duplicateNamedPorts: 'reject-name' }, [9000]],
    ['PORT-10', MIXED, { duplicateNamedPorts: 'first' }, [9001]],
    ['PORT-15', MIXED, { duplicateNamedPorts: 'reject-name' }, []],
    ['PORT-15', [declared('m', 1), declared('m', 1)], {}, [1]],
    ['PORT-20', LISTS, {}, [4]],
    ['PORT-20', LISTS, { namedPortSources: '+sidecars' }, [3, 4]],
    ['PORT-20', LISTS, { namedPortSources: '+all-init' }, [2, 3, 4]],
  ])('%s: %j under %o is %j', (_clause, ports, profile, expected) => {
    const pod = fixturePod('x/a', 'n1', 1, 10, { ports });
    expect(resolveName('m', 'TCP', pod, contextOf(profile))).toEqual(expected);
  });
});

describe('a name on egress of x/a', () => {
  const web = (key: string, host: number, port: number, parts: Partial<Pod> = {}): Pod =>
    fixturePod(key, 'n2', 2, host, { ports: [declared('web', port)], ...parts });
  const PODS = [web('y/a', 20, 80), web('y/b', 21, 8080), web('z/a', 30, 80)];
  const NS_Y: NetworkPolicyPeer = {
    namespaceSelector: { matchLabels: labelsFrom([['team', 'blue']]) },
  };
  const BLOCK: NetworkPolicyPeer = { ipBlock: { cidr: '10.244.2.0/24' } };

  it.each<[string, readonly NetworkPolicyPeer[], PartialProfile, string]>([
    ['PORT-12', [NS_Y], {}, 'TCP/80 on y/a, TCP/8080 on y/b'],
    ['PORT-13', [], {}, 'TCP/80 on y/a+z/a, TCP/8080 on y/b'],
    ['IPB-12', [BLOCK], {}, 'TCP/80 on y/a+z/a, TCP/8080 on y/b'],
    ['IPB-12', [BLOCK], { namedPortWithIpBlock: 'no-match' }, ''],
    ['IPB-12', [BLOCK, NS_Y], { namedPortWithIpBlock: 'no-match' }, 'TCP/80 on y/a, TCP/8080 on y/b'],
  ])('%s: to %j under %o it is %s', (_clause, to, profile, expected) => {
    const rule = ruleFor({ egress: [{ to, ports: [{ port: 'web' }] }] }, profile, correctReading, ...PODS);
    expect(print(rule)).toBe(expected);
  });

  it.each<[string, Partial<Pod>, PartialProfile, boolean]>([
    ['HOST-6', { hostNetwork: true }, {}, false],
    ['HOST-1', { hostNetwork: true }, { hostNetworkPods: 'as-pod' }, true],
    ['HOST-6', { hostNetwork: true }, { hostNetworkPods: 'peer-only-with-empty-pod-selector' }, false],
    ['LIFE-9', { phase: 'Succeeded' }, { terminatedPodIp: 'retained' }, false],
    ['LIFE-10', { podIPs: [] }, {}, false],
    ['LIFE-14', { terminating: true }, {}, true],
  ])('%s: on a pod with %o under %o it is resolved: %s', (_clause, parts, profile, expected) => {
    const pod = web('x/d', 40, 7000, parts);
    const rule = ruleFor({ egress: [{ ports: [{ port: 'web' }] }] }, profile, correctReading, pod);
    expect(print(rule)).toBe(expected ? 'TCP/7000 on x/d' : '');
  });
});
