import { expect, it } from 'vitest';
import { addressOf } from '../../../model/index.ts';
import { longestPrefix } from './longest-prefix.ts';

const IPV4 = {
  '0.0.0.0/1': 'low',
  '10.0.0.0/8': 'ten',
  '10.1.2.0/24': 'inner',
  '255.255.255.255/32': 'last',
};
const IPV6 = { '::/0': 'all', 'fd00::/16': 'local', 'fd00::1/128': 'one' };

it.each([
  [IPV4, '9.0.0.1', 'low'],
  [IPV4, '10.1.3.0', 'ten'],
  [IPV4, '10.1.2.255', 'inner'],
  [IPV4, '128.0.0.0', undefined],
  [IPV4, '255.255.255.255', 'last'],
  [IPV6, '2001:db8::1', 'all'],
  [IPV6, 'fd00::2', 'local'],
  [IPV6, 'fd00::1', 'one'],
])('in %o finds %s: %s', (table: Readonly<Record<string, string>>, address, value) => {
  expect(longestPrefix(table, addressOf(address))?.value).toBe(value);
});
