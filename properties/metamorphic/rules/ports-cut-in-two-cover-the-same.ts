import type { NetworkPolicyPort } from '../../../model/index.ts';
import { metamorphicProperty, unlessDeclared } from '../metamorphic.ts';
import type { NonEmpty } from '../rewriting/places.ts';
import { oneOf, transformed } from '../rewriting/places.ts';
import { rewritePorts } from '../rewriting/rewrite.ts';

/**
 * PORT-4, PORT-7, PORT-8: a range is the ports in it. Cuts every range of two ports or more in the middle, where
 * probes stand; writes every single port as a range of one; or spells out "every port of the protocol" as two
 * ranges. Asked of engines that declare ranges only: one without them may read a range as its first port
 * (PORT-19).
 *
 * Seen to find, of the zoo, in 300 cases of seed 1: ACI-1279, AKS-2857, CILIUM-21184, CILIUM-28684 and MULTINP-71.
 */
export const portsCutInTwoCoverTheSame = metamorphicProperty({
  name: 'ports-cut-in-two-cover-the-same',
  sentence: 'Two ranges of ports that meet mean what the one range means, and a range of one port that port.',
  relation: 'equal',
  transform: ({ cluster, salt, profile, capabilities }) => {
    if (!capabilities.endPort) return { skip: 'capability endPort' };
    return (
      unlessDeclared(profile, 'endPort', 'supported') ??
      oneOf([IN_TWO_LOW, IN_TWO_HIGH, RANGE_OF_ONE, EVERY_PORT], salt, ({ describe, rewrite }) =>
        transformed(rewritePorts(cluster, rewrite), describe),
      )
    );
  },
});

interface Cut {
  readonly describe: (where: string) => string;
  readonly rewrite: (item: NetworkPolicyPort) => NonEmpty<NetworkPolicyPort> | undefined;
}

const HIGHEST = 65_535;

/** Cuts a range so that its middle ends the first piece, or begins the second one. */
function inTwo(middleIn: 'first' | 'second'): Cut {
  return {
    describe: (where) => `cutting the range ${where} in two`,
    rewrite: (item) => {
      const { port, endPort } = item;
      if (typeof port !== 'number' || endPort === undefined || endPort <= port) return undefined;
      const middle = (port + endPort) >>> 1;
      const last = middleIn === 'first' || middle === port ? middle : middle - 1;
      return [
        { ...item, endPort: last },
        { ...item, port: last + 1 },
      ];
    },
  };
}

const IN_TWO_LOW = inTwo('first');
const IN_TWO_HIGH = inTwo('second');

const RANGE_OF_ONE: Cut = {
  describe: (where) => `writing the port ${where} as a range of one`,
  rewrite: (item) =>
    typeof item.port === 'number' && item.endPort === undefined
      ? [{ ...item, endPort: item.port }]
      : undefined,
};

const EVERY_PORT: Cut = {
  describe: (where) => `spelling out every port ${where} as two ranges`,
  rewrite: (item) =>
    item.port === undefined
      ? [
          { ...item, port: 1, endPort: HIGHEST >>> 1 },
          { ...item, port: (HIGHEST >>> 1) + 1, endPort: HIGHEST },
        ]
      : undefined,
};
