import { describe, expect, it } from 'vitest';
import type { IPBlock, PartialProfile } from '../../../../model/index.ts';
import { fixturePod, fixtureWith, contextOf } from '../testing/fixture.ts';
import { blockTerm, cidrMeant, unmatchableAddresses } from './blocks.ts';

function term(block: IPBlock, profile: PartialProfile = {}): string {
  const found = blockTerm(block, contextOf(profile));
  return found === undefined ? 'nothing' : [found.cidr, ...found.excepts].join(' - ');
}

describe('a stored CIDR', () => {
  it.each<[string, string, string | undefined, string | undefined, string | undefined]>([
    ['IPB-7', '0.0.0.0/0', '0.0.0.0/0', '0.0.0.0/0', '0.0.0.0/0'],
    ['IPB-7', '203.0.113.7/32', '203.0.113.7/32', '203.0.113.7/32', '203.0.113.7/32'],
    ['VAL-12', '2001:DB8:0::/32', '2001:db8::/32', '2001:db8::/32', '2001:db8::/32'],
    ['IPB-9', '10.10.1.12/24', '10.10.1.0/24', '10.10.1.12/32', undefined],
    ['IPB-9', '2001:db8::5/32', '2001:db8::/32', '2001:db8::5/128', undefined],
    ['IPB-15', '010.0.0.0/8', '10.0.0.0/8', '10.0.0.0/32', undefined],
    ['IPB-15', '10.0.0.0/08', '10.0.0.0/8', '10.0.0.0/32', undefined],
    ['IPB-15', '::ffff:10.0.0.0/104', '10.0.0.0/8', '10.0.0.0/32', undefined],
    ['IPB-15', '::ffff:a00:0/104', '10.0.0.0/8', '10.0.0.0/32', undefined],
    ['IPB-15', '::ffff:0:0/95', '::fffe:0:0/95', '::ffff:0.0.0.0/128', undefined],
    ['no CIDR', '10.0.0.1', undefined, undefined, undefined],
    ['no CIDR', '10.0.0.0/33', undefined, undefined, undefined],
    ['no CIDR', '10.0.0.0/8 ', undefined, undefined, undefined],
    ['no CIDR', '', undefined, undefined, undefined],
  ])(
    '%s: %s is %s masked, %s as a single host, %s where odd items are ignored',
    (_clause, text, ...meant) => {
      const readings = (['mask', 'single-host', 'ignore-item'] as const).map((ipBlockHostBits) =>
        cidrMeant(text, contextOf({ ipBlockHostBits })),
      );
      expect(readings).toEqual(meant);
    },
  );
});

describe('a block', () => {
  it.each<[string, IPBlock, PartialProfile, string]>([
    [
      'IPB-2',
      { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] },
      {},
      '203.0.113.0/24 - 203.0.113.128/25',
    ],
    [
      'IPB-4',
      { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.0.0/16'] },
      {},
      '10.0.0.0/8 - 10.1.0.0/16 - 10.2.0.0/16',
    ],
    ['IPB-9', { cidr: '10.0.0.0/8', except: ['10.1.2.3/16'] }, {}, '10.0.0.0/8 - 10.1.0.0/16'],
    ['IPB-9', { cidr: '10.0.0.0/8', except: ['10.1.2.3/16'] }, { ipBlockHostBits: 'ignore-item' }, 'nothing'],
    ['IPB-15', { cidr: '10.0.0.0/8', except: ['nonsense'] }, {}, 'nothing'],
    ['IPB-15', { cidr: 'nonsense' }, {}, 'nothing'],
    ['IPB-6', { cidr: '10.244.2.20/31' }, { ipBlockMatchesPodIPs: 'no' }, '10.244.2.20/31 - 10.244.2.20/32'],
    [
      'IPB-6',
      { cidr: '10.244.2.0/27', except: ['10.244.2.16/28'] },
      { ipBlockMatchesPodIPs: 'no' },
      '10.244.2.0/27 - 10.244.2.16/28 - 10.244.2.12/32',
    ],
    [
      'IPB-6',
      { cidr: 'fd10:244:2::30/128' },
      { ipBlockMatchesPodIPs: 'no' },
      'fd10:244:2::30/128 - fd10:244:2::30/128',
    ],
    [
      'HOST-4',
      { cidr: '192.168.50.0/24' },
      { ipBlockMatchesPodIPs: 'no', hostNetworkPods: 'as-pod' },
      '192.168.50.0/24',
    ],
    [
      'IPB-10',
      { cidr: '192.168.50.0/24' },
      { remoteNodeMatch: 'never' },
      '192.168.50.0/24 - 192.168.50.11/32 - 192.168.50.12/32',
    ],
    ['IPB-10', { cidr: '203.0.113.0/24' }, { remoteNodeMatch: 'never' }, '203.0.113.0/24'],
  ])('%s: %o under %o is %s', (_clause, block, profile, expected) => {
    expect(term(block, profile)).toBe(expected);
  });
});

it('LIFE-9: an address that a finished pod no longer holds is a mere address', () => {
  const job = fixturePod('x/job', 'n1', 1, 50, { phase: 'Succeeded' });
  const profile = { ipBlockMatchesPodIPs: 'no' } as const;
  expect(unmatchableAddresses(contextOf(profile, fixtureWith(job)))).not.toContain('10.244.1.50');
  expect(unmatchableAddresses(contextOf(profile))).toContain('10.244.1.10');
  expect(unmatchableAddresses(contextOf())).toEqual([]);
});
