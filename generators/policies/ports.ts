import type { NetworkPolicyPort, Protocol } from '../../model/index.ts';
import type { Scene } from '../cluster/cluster.ts';
import type { Draft } from '../draft.ts';
import { count } from '../draft.ts';
import { UNDECLARED_NAME } from '../pools/ports.ts';
import { oneIn, pick } from '../random.ts';

const HIGHEST_PORT = 65535;

/** Draws the `ports` of a rule: at least one item. */
export function drawPorts(scene: Scene): NetworkPolicyPort[] {
  const { draft } = scene;
  const ports: NetworkPolicyPort[] = [];
  for (let left = count(draft, draft.sizes.ports); left > 0; left--) {
    ports.push(
      draft.on.repeatedItems && ports.length > 0 && oneIn(draft.random, 10)
        ? { ...pick(draft.random, ports) }
        : drawPort(scene),
    );
  }
  return ports;
}

/** Draws one port item, in stored form: with its protocol (VAL-20). */
export function drawPort(scene: Scene): NetworkPolicyPort {
  const { draft } = scene;
  const { random, words } = draft;
  const protocol = pick(random, words.protocols);
  switch (pick(random, words.portKinds)) {
    case 'number':
      return { protocol, port: pick(random, words.portNumbers) };
    case 'name':
      return drawNamedPort(scene, protocol);
    case 'protocol':
      return { protocol };
    case 'range':
      return { protocol, ...drawRange(draft) };
  }
}

/** A name with the protocol that some pod declares it for, or with any. */
function drawNamedPort({ draft, pods }: Scene, protocol: Protocol): NetworkPolicyPort {
  const { random, on, words } = draft;
  if (on.undeclaredNames && oneIn(random, 8)) return { protocol, port: UNDECLARED_NAME };
  const { ports } = pick(random, pods);
  const declared = ports.length === 0 || oneIn(random, 4) ? undefined : pick(random, ports);
  return declared?.name === undefined
    ? { protocol, port: pick(random, words.portNames) }
    : { protocol: declared.protocol, port: declared.name };
}

/** From one number of the case to another, or to one near by, so that ranges touch and nest. */
function drawRange({ random, on, words }: Draft): { port: number; endPort: number } {
  if (on.wholeRanges && oneIn(random, 12)) return { port: 1, endPort: HIGHEST_PORT };
  const first = pick(random, words.portNumbers);
  const last = oneIn(random, 2) ? pick(random, words.portNumbers) : first + pick(random, [0, 1, 2, 10]);
  const [port, endPort] = first <= last ? [first, last] : [last, first];
  if (port === 1 && endPort === HIGHEST_PORT && !on.wholeRanges) return { port: 1, endPort: 1 };
  return { port, endPort: Math.min(endPort, HIGHEST_PORT) };
}
