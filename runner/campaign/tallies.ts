import type { Engine } from '../../engines/index.ts';
import type { EngineTally } from '../../model/index.ts';
import type { Outcome, Property } from '../../properties/index.ts';
import type { Collector } from './collect-findings.ts';

/** Counts what was compared, by engine and property. */
export interface Tallies {
  readonly add: (engine: Engine, property: Property, outcome: Outcome) => void;
  readonly cells: () => number;
  readonly rows: (collector: Collector) => EngineTally[];
}

interface Row {
  readonly engine: Engine;
  readonly property: Property;
  cases: number;
  cells: number;
  readonly skipped: Map<string, number>;
}

/** Tallies with a row for every property of every engine it applies to, those never reached included. */
export function createTallies(engines: readonly Engine[], properties: readonly Property[]): Tallies {
  const rows: Row[] = engines.flatMap((engine) =>
    properties
      .filter((property) => property.appliesTo(engine))
      .map((property) => ({ engine, property, cases: 0, cells: 0, skipped: new Map<string, number>() })),
  );
  return {
    add(engine, property, outcome) {
      const row = rows.find((each) => each.engine === engine && each.property === property);
      if (row === undefined) return;
      row.cells += outcome.cells;
      // A case in which nothing was compared was not checked.
      if (outcome.cells > 0 || outcome.violation !== undefined) row.cases++;
      for (const [reason, count] of Object.entries(outcome.skipped)) {
        row.skipped.set(reason, (row.skipped.get(reason) ?? 0) + count);
      }
    },
    cells: () => rows.reduce((sum, { cells }) => sum + cells, 0),
    rows: (collector) =>
      rows.map(({ engine, property, cases, cells, skipped }) => ({
        engine: engine.name,
        version: engine.version,
        property: property.name,
        cases,
        cells,
        skipped: Object.fromEntries([...skipped].sort(([a], [b]) => (a < b ? -1 : 1))),
        findings: collector.countFor(engine.name, property.name),
      })),
  };
}
