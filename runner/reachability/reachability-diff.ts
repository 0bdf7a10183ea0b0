import { createEvaluator } from '../../evaluator/index.ts';
import type {
  Cluster,
  Flow,
  PartialProfile,
  PortSpan,
  ReachabilityChange,
  ReachabilityDiff,
  Reasons,
} from '../../model/index.ts';
import { formatRange, mergeRanges, objectKey } from '../../model/index.ts';
import type { CommonEnd, EndTable } from './end-table.ts';
import { endTable } from './end-table.ts';
import { familiesOf, reachabilityIn, spansOf } from './reachability.ts';

/**
 * Which flows change between two clusters and by which policies. Both are cut by the policies of both, so that
 * nothing that either tells apart is missed.
 */
export function reachabilityDiff(
  before: Cluster,
  after: Cluster,
  profile: PartialProfile = {},
): ReachabilityDiff {
  const clusters = [before, after];
  const changes = familiesOf(clusters).flatMap((family) =>
    changesIn(endTable(clusters, family), before, after, profile),
  );
  const had = new Set(before.pods.map(objectKey));
  const has = new Set(after.pods.map(objectKey));
  return {
    changes: mergeOutsideChanges(changes),
    added: [...has].filter((key) => !had.has(key)),
    removed: [...had].filter((key) => !has.has(key)),
  };
}

/** A change and the outside ranges it concerns. */
interface RawChange extends ReachabilityChange {
  readonly ends: readonly [CommonEnd, CommonEnd];
}

function changesIn(table: EndTable, before: Cluster, after: Cluster, profile: PartialProfile): RawChange[] {
  const { ends, ports, family } = table;
  const old = reachabilityIn(table, 0, before, profile);
  const now = reachabilityIn(table, 1, after, profile);
  const changes: RawChange[] = [];
  for (const [row, source] of ends.entries()) {
    for (const [column, destination] of ends.entries()) {
      const was = old.allowed[row]![column];
      const is = now.allowed[row]![column];
      if (was === undefined || is === undefined || JSON.stringify(was) === JSON.stringify(is)) continue;
      for (const change of ['newly-allowed', 'newly-denied'] as const) {
        const [lacking, having] = change === 'newly-allowed' ? [was, is] : [is, was];
        const spans = spansOf(
          ports,
          (port) => within(having, ports[port]!) && !within(lacking, ports[port]!),
        );
        if (spans.length === 0) continue;
        const reasons = reasonsFor(source, destination, spans[0]!, before, after, profile);
        changes.push({
          family,
          source: { label: source.label, kind: source.kind, ip: source.ip },
          destination: { label: destination.label, kind: destination.kind, ip: destination.ip },
          change,
          ports: spans,
          policies: policiesBehind(change, reasons),
          ...reasons,
          ends: [source, destination],
        });
      }
    }
  }
  return changes;
}

function within(spans: readonly PortSpan[], { protocol, first, last }: PortSpan): boolean {
  return spans.some((span) => span.protocol === protocol && span.first <= first && last <= span.last);
}

function reasonsFor(
  source: CommonEnd,
  destination: CommonEnd,
  { protocol, first }: PortSpan,
  before: Cluster,
  after: Cluster,
  profile: PartialProfile,
): { before: Reasons; after: Reasons } {
  const flowIn = (index: number): Flow => ({
    source: source.endpoints[index]!,
    destination: destination.endpoints[index]!,
    protocol,
    port: first,
  });
  const evaluator = createEvaluator();
  return {
    before: evaluator.of(before, profile).evaluate(flowIn(0)).reasons,
    after: evaluator.of(after, profile).evaluate(flowIn(1)).reasons,
  };
}

/** What lets a flow pass now, or stood in its way; and the other way round for what stopped passing. */
function policiesBehind(
  change: ReachabilityChange['change'],
  { before, after }: { readonly before: Reasons; readonly after: Reasons },
): string[] {
  const [allowing, denying] = change === 'newly-allowed' ? [after, before] : [before, after];
  const policies = new Set<string>();
  for (const direction of ['egress', 'ingress'] as const) {
    if (denying[direction]?.action !== 'deny') continue;
    const allowedBy = allowing[direction]?.allowedBy;
    if (allowedBy !== undefined) policies.add(allowedBy.policy);
    // Nothing allows it because nothing isolates: the policies that isolated, or do now, are the cause.
    else for (const policy of denying[direction].isolatedBy) policies.add(policy);
    if (change === 'newly-denied' && allowedBy !== undefined) {
      for (const policy of denying[direction].isolatedBy) policies.add(policy);
    }
  }
  return [...policies];
}

/** Changes that differ only in which outside range they concern become one. */
function mergeOutsideChanges(changes: readonly RawChange[]): ReachabilityChange[] {
  const groups = new Map<string, RawChange[]>();
  for (const change of changes) {
    const { ends, ports, policies, family } = change;
    const named = ends.map(({ kind, label }) => (kind === 'external' ? '' : label));
    const key = JSON.stringify([family, named, change.change, ports, policies]);
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].map((group) => {
    const { ends: _ends, ...first } = group[0]!;
    const joined = (side: 0 | 1): string => {
      const ranges = group.flatMap(({ ends }) => ends[side].range ?? []);
      return ranges.length === 0
        ? group[0]!.ends[side].label
        : mergeRanges(ranges).map(formatRange).join(', ');
    };
    return {
      ...first,
      source: { ...first.source, label: joined(0) },
      destination: { ...first.destination, label: joined(1) },
    };
  });
}
