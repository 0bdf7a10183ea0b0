import { describe, expect, it } from 'vitest';
import { dnsLabelErrors, dnsSubdomainErrors, labelKeyErrors, labelValueErrors } from './names.ts';

describe('names', () => {
  it.each([
    [dnsSubdomainErrors, 'a', []],
    [dnsSubdomainErrors, 'a..b', [expect.stringContaining('a lowercase RFC 1123 subdomain')]],
    [dnsSubdomainErrors, `${'a.'.repeat(127)}a`, ['must be no more than 253 bytes']],
    [dnsLabelErrors, 'a.b', ['must not contain dots']],
    [dnsLabelErrors, 'a'.repeat(64), ['must be no more than 63 bytes']],
    [labelKeyErrors, 'example.com/MyName', []],
    [
      labelKeyErrors,
      'Example.com/a',
      [expect.stringContaining('prefix part a lowercase RFC 1123 subdomain')],
    ],
    [labelKeyErrors, '/a', ['prefix part must be non-empty']],
    [labelKeyErrors, 'a/b/c', [expect.stringContaining('with an optional DNS subdomain prefix')]],
    [
      labelKeyErrors,
      '',
      ['name part must be non-empty', expect.stringContaining('name part must consist of')],
    ],
    [labelValueErrors, '', []],
    [labelValueErrors, '-', [expect.stringContaining("(e.g. 'MyValue',  or 'my_value',  or '12345', regex")]],
    [labelValueErrors, 'ä', [expect.stringContaining('a valid label must be')]],
    [labelValueErrors, 'a\n', [expect.stringContaining('a valid label must be')]],
  ])('%o of %j', (errorsOf, text, messages) => {
    expect(errorsOf(text)).toEqual(messages);
  });
});
