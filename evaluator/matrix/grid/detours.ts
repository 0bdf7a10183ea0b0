import type { Backend, HostEndpoint, ProbeEndpoint, ProbePort } from '../../../model/index.ts';
import { hairpinSource } from '../../clauses/ends.ts';
import { translate } from '../../clauses/translation.ts';
import type { Context, Translated } from '../../semantics.ts';
import type { End } from '../../world.ts';
import type { Columns } from './columns.ts';
import { columnOf } from './columns.ts';

/** Stands for the source itself. */
export const ITSELF = -1;

/**
 * What becomes of flows to an address that is translated (SVC-1..9, PORT-21). The reference's `translate` looks
 * at the source only to see whether it lies outside the cluster, so one answer serves all sources.
 */
export interface Detour {
  /** The one column on which the end is dialled. */
  readonly dialled: number;
  readonly egressColumn: number;
  readonly ingressColumn: number;
  /** Index of the source that ingress policies see instead of one from outside, or {@link ITSELF}. */
  readonly outsideSource: number;
  /** Index of the source that they see when a pod reaches itself (SELF-3), or {@link ITSELF}. */
  readonly hairpinSource: number;
}

/** For a destination on which every flow must be translated by itself. */
export const UNTRANSLATABLE: Detour = {
  dialled: -1,
  egressColumn: 0,
  ingressColumn: 0,
  outsideSource: ITSELF,
  hairpinSource: ITSELF,
};

/** A probe's destination once translated: where it leads, and what egress ipBlocks look at. */
export interface Translation {
  readonly detour: Detour;
  readonly destination: End;
  /** Absent: the destination. */
  readonly blockEnds: readonly End[] | undefined;
}

/**
 * Translates one end of the probes, for any source.
 *
 * @param sources gets the ends that only this translation brings in
 * @param columns gets the ports that only this translation brings in
 */
export function translationOf(
  context: Context,
  to: ProbeEndpoint & { readonly only: number; readonly backend: Backend },
  ports: readonly ProbePort[],
  sources: End[],
  columns: Columns,
): Translation {
  const { protocol, port } = ports[to.only]!;
  // Of the same family, whatever its value: the address is looked at only where nothing replaces it.
  const outside: HostEndpoint = { kind: 'external', ip: to.endpoint.ip };
  const { egress, ingress, source, destination }: Translated = translate(context, {
    source: outside,
    destination: to.endpoint,
    protocol,
    ...(port === undefined ? {} : { port }),
    backend: to.backend,
  });
  const hairpin =
    context.option('selfViaService') === 'policed-as-node-ip'
      ? hairpinSource(context, destination)
      : undefined;
  return {
    detour: {
      dialled: to.only,
      egressColumn: columnOf(columns, protocol, egress.port, egress.blockPort),
      ingressColumn: columnOf(columns, protocol, ingress.port, ingress.blockPort),
      outsideSource: ingress.other === source ? ITSELF : sources.push(ingress.other) - 1,
      hairpinSource: hairpin === undefined ? ITSELF : sources.push(hairpin) - 1,
    },
    destination,
    blockEnds:
      egress.blockEnds.length === 1 && egress.blockEnds[0] === destination ? undefined : egress.blockEnds,
  };
}
