import type { Disposition, Flow, Step, Trace } from '../../model/index.ts';

/** A trace under construction. */
export interface TraceBuilder {
  readonly flow: Flow;
  readonly hops: { readonly place: string; readonly steps: Step[] }[];
}

/** A trace without hops. */
export function beginTrace(flow: Flow): TraceBuilder {
  return { flow, hops: [] };
}

/** The packet is now here; steps that follow happen in this place. */
export function enterPlace({ hops }: TraceBuilder, place: string): void {
  hops.push({ place, steps: [] });
}

/** Something happens to the packet where it is. */
export function addStep({ hops }: TraceBuilder, step: Step): void {
  hops[hops.length - 1]!.steps.push(step);
}

/** The whole way. */
export function finishTrace({ flow, hops }: TraceBuilder, disposition: Disposition): Trace {
  return { flow, hops, disposition };
}

/** Something that happens to a packet without stopping it. */
export function note(kind: string, detail: string): Step {
  return { kind, detail, action: 'continue' };
}
