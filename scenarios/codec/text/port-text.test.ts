import { describe, expect, it } from 'vitest';
import * as text from './port-text.ts';

describe('container ports', () => {
  it.each([
    ['80/TCP', { containerPort: 80, protocol: 'TCP', container: 'regular' }],
    ['web=80/TCP', { name: 'web', containerPort: 80, protocol: 'TCP', container: 'regular' }],
    ['dns=53/UDP(sidecar)', { name: 'dns', containerPort: 53, protocol: 'UDP', container: 'sidecar' }],
    ['9000/SCTP(init)', { containerPort: 9000, protocol: 'SCTP', container: 'init' }],
    ['80/TCP(hostPort 8080)', { containerPort: 80, protocol: 'TCP', hostPort: 8080, container: 'regular' }],
    [
      'p=80/TCP(ephemeral, hostPort 1)',
      { name: 'p', containerPort: 80, protocol: 'TCP', hostPort: 1, container: 'ephemeral' },
    ],
  ] as const)('%s', (written, port) => {
    expect(text.parseContainerPort(written)).toEqual(port);
    expect(text.formatContainerPort(port)).toBe(written);
  });

  it.each(
    ['', '80', '0/TCP', '65536/TCP', '80/tcp', '80/ICMP', '=80/TCP', 'a b=80/TCP', '80/TCP(main)'].concat([
      '80/TCP(hostPort)',
      '80/TCP(hostPort 0)',
      '80/TCP(sidecar 1)',
      '80/TCP(sidecar',
      '80/TCP()',
      '80/TCP x',
    ]),
  )('not %j', (written) => {
    expect(text.parseContainerPort(written)).toBeUndefined();
  });
});

describe('service ports', () => {
  it.each([
    ['80/TCP', { protocol: 'TCP', port: 80, targetPort: 80 }],
    ['http=8080/TCP->80', { name: 'http', protocol: 'TCP', port: 8080, targetPort: 80 }],
    ['http=8080/TCP->web-1', { name: 'http', protocol: 'TCP', port: 8080, targetPort: 'web-1' }],
    ['80/UDP(nodePort 30080)', { protocol: 'UDP', port: 80, targetPort: 80, nodePort: 30_080 }],
    ['80/TCP->81(nodePort 30080)', { protocol: 'TCP', port: 80, targetPort: 81, nodePort: 30_080 }],
  ] as const)('%s', (written, port) => {
    expect(text.parseServicePort(written)).toEqual(port);
    expect(text.formatServicePort(port)).toBe(written);
  });

  it.each(['80', '80/TCP->', '80/TCP->0', '80/TCP->70000', '80/TCP(nodePort 0)', '80/TCP(hostPort 1)'])(
    'not %j',
    (written) => {
      expect(text.parseServicePort(written)).toBeUndefined();
    },
  );
});

describe('ports of a slice', () => {
  it.each([
    ['80/TCP', { protocol: 'TCP', port: 80 }],
    ['http=80/SCTP', { name: 'http', protocol: 'SCTP', port: 80 }],
  ] as const)('%s', (written, port) => {
    expect(text.parseSlicePort(written)).toEqual(port);
    expect(text.formatSlicePort(port)).toBe(written);
  });

  it.each(['80', '80/TCP->81', '80/TCP(sidecar)'])('not %j', (written) => {
    expect(text.parseSlicePort(written)).toBeUndefined();
  });
});
