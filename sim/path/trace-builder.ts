import type { Disposition, Flow, Hop, Step, Trace } from '../../model/index.ts';

/** A trace under construction. */
export interface TraceBuilder {
  /** The packet is now here; steps that follow happen in this place. */
  enter(place: string): void;
  step(step: Step): void;
  finish(disposition: Disposition): Trace;
}

/** A trace without hops. */
export function createTraceBuilder(flow: Flow): TraceBuilder {
  const hops: { readonly place: string; readonly steps: Step[] }[] = [];
  return {
    enter: (place) => {
      hops.push({ place, steps: [] });
    },
    step: (step) => {
      hops.at(-1)!.steps.push(step);
    },
    finish: (disposition): Trace => ({ flow, hops: hops satisfies readonly Hop[], disposition }),
  };
}

/** Something that happens to a packet without stopping it. */
export function note(kind: string, detail: string): Step {
  return { kind, detail, action: 'continue' };
}
