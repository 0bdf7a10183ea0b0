import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { exec } from './families/exec.ts';
import { flows, lookUps } from './families/flows.ts';
import { fuzz } from './families/fuzz.ts';
import { generation } from './families/generation.ts';
import { guidance } from './families/guidance.ts';
import { reduction } from './families/reduction.ts';
import { simulator } from './families/simulator.ts';
import { startUp } from './families/start-up.ts';
import { tables } from './families/tables.ts';
import { workers } from './families/workers.ts';
import type { Family, Row } from './measure.ts';
import { alignedTable } from './aligned-table.ts';

const FAMILIES: readonly Family[] = [
  flows,
  lookUps,
  tables,
  fuzz,
  generation,
  guidance,
  reduction,
  simulator,
  exec,
  startUp,
  workers,
];

const USAGE = `usage: bench [--json FILE] [NAME...]

${FAMILIES.map(({ name, about }) => `  ${name.padEnd(10)} ${about}`).join('\n')}`;

await main();

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' }, only: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  const unknown = positionals.filter((name) => !FAMILIES.some((family) => family.name === name));
  if (values.help === true || unknown.length > 0) {
    console.log(USAGE);
    process.exitCode = unknown.length > 0 ? 2 : 0;
    return;
  }
  if (values.only !== undefined) {
    const family = FAMILIES.find(({ name }) => name === values.only);
    console.log(JSON.stringify((await family?.measure()) ?? []));
    return;
  }
  const chosen = FAMILIES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  console.log(
    'Medians of several rounds of processor time, in turn with the baseline. Ratios count: machines differ.',
  );
  const results = chosen.map((family) => ({ family: family.name, rows: measureAlone(family) }));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
}

/** Measures a family in a process of its own: what ran before would have taught the compiler other habits. */
function measureAlone(family: Family): Row[] {
  console.log(`\n${family.name}: ${family.about}`);
  const args = [...process.execArgv, process.argv[1]!, '--only', family.name];
  const { stdout, status } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) {
    process.exitCode = 1;
    return [];
  }
  const rows = JSON.parse(stdout) as Row[];
  if (rows.length === 0) console.log('  nothing to measure: build first');
  else for (const line of alignedTable(rows.map(cellsOf))) console.log(`  ${line}`);
  return rows;
}

function cellsOf({ name, measured, baseline, ratio, goal }: Row): string[] {
  const verdict = `${goal.isMet ? 'met' : 'MISSED'}: ${goal.text}`;
  return [name, measured, baseline, `× ${ratio.toPrecision(3)}`, verdict];
}
