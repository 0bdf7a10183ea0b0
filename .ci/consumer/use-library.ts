// Another project that uses Fencepost's library: it must compile against the declarations, and run.
import assert from 'node:assert/strict';
import { CLAUSES, clusterFrom, packetClasses, parseCidr } from 'fencepost';
import type { Cidr, Cluster, ProbeSet } from 'fencepost';

const cidr: Cidr | undefined = parseCidr('10.0.0.0/8');
assert.equal(cidr?.prefixLength, 8);

// @ts-expect-error: the declarations are real, and no `any` has got in between.
const wrong: string = parseCidr('10.0.0.0/8');
assert.notEqual(typeof wrong, 'string');

const cluster: Cluster = clusterFrom([
  { kind: 'Node', name: 'n1', labels: {}, addresses: ['192.0.2.1'], podCIDRs: [] },
]);
const probes: ProbeSet = packetClasses(cluster);
assert.ok(probes.cells.length > 0);
assert.equal(CLAUSES.length, 208);
console.log('the library compiles and runs');
