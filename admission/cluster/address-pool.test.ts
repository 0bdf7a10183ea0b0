import { describe, expect, it } from 'vitest';
import { cidrOf, cidrRange } from '../../model/index.ts';
import { addressPool } from './address-pool.ts';

function take(count: number, cidr: string, taken: string[], avoided: string[]): (string | undefined)[] {
  const ranges = avoided.map((text) => cidrRange(cidrOf(text)));
  const pool = addressPool(cidr, new Set(taken), ranges);
  return Array.from({ length: count }, () => pool.next());
}

describe('addressPool', () => {
  it.each([
    ['counts up', 2, '10.0.0.0/30', [], [], ['10.0.0.1', '10.0.0.2']],
    ['ends', 4, '10.0.0.0/30', [], [], ['10.0.0.1', '10.0.0.2', '10.0.0.3', undefined]],
    ['skips what is taken', 2, '10.0.0.0/30', ['10.0.0.1'], [], ['10.0.0.2', '10.0.0.3']],
    ['knows an address in any spelling', 1, 'fd00::/64', ['FD00:0::1'], [], ['fd00::2']],
    ['avoids blocks', 2, '10.0.0.0/24', [], ['10.0.0.0/28', '10.0.0.17/32'], ['10.0.0.16', '10.0.0.18']],
    ['avoids nested blocks', 1, '10.0.0.0/24', [], ['10.0.0.0/25', '10.0.0.0/28'], ['10.0.0.128']],
    ['ignores what covers it all', 1, '10.0.0.0/24', [], ['0.0.0.0/0', '10.0.0.0/24'], ['10.0.0.1']],
    [
      'avoids blocks inside what covers it all',
      1,
      '10.0.0.0/24',
      [],
      ['0.0.0.0/0', '10.0.0.0/28'],
      ['10.0.0.16'],
    ],
    ['ignores the other family', 1, '10.0.0.0/24', [], ['::/1'], ['10.0.0.1']],
    ['falls back on blocks', 2, '10.0.0.0/30', [], ['10.0.0.0/31', '10.0.0.3/32'], ['10.0.0.2', '10.0.0.1']],
  ])('%s', (_, count, cidr, taken, avoided, addresses) => {
    expect(take(count, cidr, taken, avoided)).toEqual(addresses);
  });
});
