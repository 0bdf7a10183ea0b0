import type { Flow, Hop, Step, Trace } from '../../model/index.ts';
import type { WalkOptions } from './connection.ts';
import { walkFlow } from './connection.ts';
import type { Network } from './network.ts';

/** A piece of a datagram. Only the first carries ports. */
export type Fragment = 'first' | 'later';

/**
 * Walks a new flow whose first datagram comes in pieces. The first node that tracks connections puts them together,
 * in whatever order they come, before any hook is asked: what holds for the whole holds for its pieces. Without its
 * first piece a datagram is never whole, and is dropped in the end.
 */
export function walkFragments(
  network: Network,
  flow: Flow,
  arrivals: readonly Fragment[],
  options: WalkOptions = {},
): Trace {
  const whole = walkFlow(network, flow, options);
  const at = whole.hops.findIndex(({ steps }) => steps.some(({ kind }) => kind === 'conntrack'));
  const hop = whole.hops[at];
  // Nobody on the way looks into packets: the pieces go through as they are.
  if (hop === undefined) return whole;
  const steps = arrivals.map((fragment, index) => reassembly(fragment, index === arrivals.length - 1));
  if (!arrivals.includes('first')) {
    const lost: Step = {
      kind: 'reassembly',
      detail: 'timed out: the first fragment never came',
      action: 'deny',
    };
    const hops: Hop[] = [...whole.hops.slice(0, at), { place: hop.place, steps: [...steps, lost] }];
    return { flow, hops, disposition: 'dropped' };
  }
  return { ...whole, hops: whole.hops.with(at, { ...hop, steps: [...steps, ...hop.steps] }) };
}

function reassembly(fragment: Fragment, isLast: boolean): Step {
  return { kind: 'reassembly', detail: `${fragment} fragment${isLast ? '' : ', held'}`, action: 'continue' };
}
