import { expect, test } from 'vitest';
import { readIdentity } from './identity.ts';

const HELLO = { protocolVersion: 1, engine: { name: 'e', version: '1' } };

test('declared capabilities replace the defaults; what is not known is ignored', () => {
  const declared = {
    protocols: ['TCP', 'ICMP', '47'],
    ipFamilies: ['IPv6'],
    endpoints: ['pod', 'node'],
    endPort: false,
    explain: true,
    maxFlows: 7,
    maxMessageBytes: 65_536,
    profile: { sctp: 'rules-inert' },
    colour: 'blue',
  };
  const { capabilities, limits } = readIdentity({ ...HELLO, capabilities: declared });
  expect(limits).toEqual({ maxFlows: 7, maxMessageBytes: 65_536 });
  expect(capabilities).toEqual({
    protocols: ['TCP', 'ICMP', '47'],
    ipFamilies: ['IPv6'],
    endpoints: ['pod', 'node'],
    endPort: false,
    namedPorts: true,
    history: false,
    connections: false,
    clock: false,
    explain: true,
    profile: { sctp: 'rules-inert' },
  });
});

test('an engine may leave its capabilities out', () => {
  expect(readIdentity(HELLO).limits).toEqual({ maxFlows: 4096, maxMessageBytes: 67_108_864 });
});

test.each([
  [null, 'result: must be an object'],
  [{}, 'version missing of the engine protocol, not 1'],
  [{ ...HELLO, protocolVersion: '1' }, 'version "1" of the engine protocol'],
  [{ protocolVersion: 1 }, 'engine: must be an object, not missing'],
  [{ ...HELLO, engine: { name: '', version: '1' } }, 'engine.name: must be one line'],
  [{ ...HELLO, engine: { name: 'a\nb', version: '1' } }, 'engine.name: must be one line'],
  [{ ...HELLO, engine: { name: 'a' } }, 'engine.version: must be one line'],
  [{ ...HELLO, capabilities: [] }, 'capabilities: must be an object'],
])('%j is refused', (hello, message) => {
  expect(() => readIdentity(hello)).toThrow(message);
});

test.each([
  ['protocols', 'TCP', 'capabilities.protocols: must be a list, not "TCP"'],
  ['protocols', ['tcp'], 'capabilities.protocols[0]: must be one of TCP, UDP, SCTP, ICMP'],
  ['protocols', ['TCP', '256'], 'capabilities.protocols[1]'],
  ['ipFamilies', ['IPv4', 4], 'capabilities.ipFamilies[1]: must be one of IPv4, IPv6, not 4'],
  ['endpoints', ['pods'], 'capabilities.endpoints[0]: must be one of pod, hostNetwork'],
  ['endPort', 'yes', 'capabilities.endPort: must be true or false, not "yes"'],
  ['explain', null, 'capabilities.explain: must be true or false, not null'],
  ['maxFlows', 0, 'capabilities.maxFlows: must be a positive integer, not 0'],
  ['maxMessageBytes', 1.5, 'capabilities.maxMessageBytes: must be a positive integer, not 1.5'],
  ['profile', { sctp: 1 }, 'capabilities.profile.sctp: must be one of'],
])('a capability %s of %j is refused', (name, value, message) => {
  expect(() => readIdentity({ ...HELLO, capabilities: { [name]: value } })).toThrow(message);
});
