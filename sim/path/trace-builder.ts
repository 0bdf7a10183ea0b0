import type { Disposition, Flow, Hop, Step, Trace } from '../../model/index.ts';

/** A step, or what makes it when somebody wants to read it: of thousands of walks few are ever told. */
export type LateStep = Step | (() => Step);

/** What happened to a packet, not yet put into words. */
export interface Walk {
  readonly flow: Flow;
  /** The name of each place that it came to, and after it what happened there. */
  readonly way: readonly (string | LateStep)[];
  readonly disposition: Disposition;
}

/** A walk under way. */
export interface TraceBuilder {
  readonly flow: Flow;
  readonly way: (string | LateStep)[];
}

/** A walk that has not begun. */
export function beginTrace(flow: Flow): TraceBuilder {
  return { flow, way: [] };
}

/** The packet is now here; steps that follow happen in this place. */
export function enterPlace({ way }: TraceBuilder, place: string): void {
  way.push(place);
}

/** Something happens to the packet where it is. A step that is made late must not look at what may change. */
export function addStep({ way }: TraceBuilder, step: LateStep): void {
  way.push(step);
}

/** The whole way. */
export function finishTrace({ flow, way }: TraceBuilder, disposition: Disposition): Walk {
  return { flow, way, disposition };
}

/** A walk in words. */
export function traceOf({ flow, way, disposition }: Walk): Trace {
  const hops: (Hop & { readonly steps: Step[] })[] = [];
  for (const entry of way) {
    if (typeof entry === 'string') hops.push({ place: entry, steps: [] });
    else hops.at(-1)!.steps.push(typeof entry === 'function' ? entry() : entry);
  }
  return { flow, hops, disposition };
}

/** Something that happens to a packet without stopping it. */
export function note(kind: string, detail: string): Step {
  return { kind, detail, action: 'continue' };
}
