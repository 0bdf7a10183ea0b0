import type { Engine, Verdicts } from '../../engines/index.ts';
import { ALLOW, EngineFailure, UNSUPPORTED } from '../../engines/index.ts';
import { conformingProfile, createEvaluator, createMatrix } from '../../evaluator/index.ts';
import type { Cluster, Flow, ProbeSet, VerdictMatrix } from '../../model/index.ts';
import { CELL_LETTERS, flowOf } from '../../model/index.ts';
import type { AskedEnd } from './matrix-ends.ts';
import { matrixEnds } from './matrix-ends.ts';

const reference = createEvaluator();
const matrix = createMatrix();

/** More ends than this make no picture that a person reads. */
const MOST_ENDS = 20;

/**
 * Asks the specification and an engine for one verdict of every pair of ends around a flow, on its port.
 *
 * @param history how the cluster came to be so, for engines that remember
 * @returns `undefined` where the engine fails to answer
 */
export async function verdictMatrix(
  cluster: Cluster,
  flow: Flow,
  engine: Engine,
  history?: ProbeSet['history'],
): Promise<VerdictMatrix | undefined> {
  const { endpoints, profile: declared, probesPerCase = Infinity } = engine.capabilities;
  const most = Math.min(MOST_ENDS, Math.floor(Math.sqrt(probesPerCase)));
  const ends = matrixEnds(cluster, flow, endpoints, most);
  const probes = probesAmong(cluster, flow, ends, history);
  const expected = matrix.of(cluster, conformingProfile(declared)).judgeAll(probes);
  const observed = await answersOf(engine, probes);
  if (observed === undefined) return undefined;

  const evaluation = reference.of(cluster, conformingProfile(declared));
  const wanted = [...expected].map((byte, index) => {
    if (byte === observed[index] || observed[index] === UNSUPPORTED) return letterOf(byte);
    // Where the engine declares no choice, either answer is right.
    const basis = evaluation.basisOf(flowOf(probes, probes.cells[index]!), declared);
    return basis.kind === 'mandated' ? letterOf(byte) : CELL_LETTERS.open;
  });
  const source = ends.findIndex(
    ({ probe }) => probe.endpoint.ip === flow.source.ip && isAlike(probe, flow.source),
  );
  const destination = ends.findIndex(
    ({ probe }) => probe.endpoint.ip === flow.destination.ip && isAlike(probe, flow.destination),
  );
  return {
    title: flow.protocol + (flow.port === undefined ? '' : ` ${flow.port}`),
    ends: ends.map(({ label, kind, ip }) => ({ label, kind, ip })),
    expected: rowsOf(probes, wanted),
    observed: rowsOf(probes, [...observed].map(letterOf)),
    ...(source < 0 || destination < 0 ? {} : { flow: { source, destination } }),
  };
}

function isAlike({ endpoint }: AskedEnd['probe'], end: Flow['destination']): boolean {
  return endpoint.kind === end.kind;
}

/** Every pair that can meet, on the flow's port. */
function probesAmong(
  cluster: Cluster,
  { protocol, port }: Flow,
  ends: readonly AskedEnd[],
  history: ProbeSet['history'],
): ProbeSet {
  const cells = ends.flatMap((source, row) =>
    ends.flatMap((destination, column) => (canMeet(source, destination) ? [row * ends.length + column] : [])),
  );
  return {
    cluster,
    endpoints: ends.map(({ probe }) => probe),
    ports: [port === undefined ? { protocol } : { protocol, port }],
    cells: Uint32Array.from(cells),
    ...(history === undefined ? {} : { history }),
  };
}

/** A Service opens nothing, and two outside addresses never meet the cluster. */
function canMeet(source: AskedEnd, destination: AskedEnd): boolean {
  if (source.kind === 'service') return false;
  return source.kind !== 'external' || destination.kind !== 'external';
}

async function answersOf(engine: Engine, probes: ProbeSet): Promise<Verdicts | undefined> {
  try {
    return await engine.judge(probes);
  } catch (error) {
    if (error instanceof EngineFailure) return undefined;
    throw error;
  }
}

function letterOf(byte: number): string {
  if (byte === UNSUPPORTED) return CELL_LETTERS.unsupported;
  return byte === ALLOW ? CELL_LETTERS.allow : CELL_LETTERS.deny;
}

function rowsOf({ cells, endpoints }: ProbeSet, letters: readonly string[]): string[] {
  const rows = endpoints.map(() => Array.from(endpoints, (): string => CELL_LETTERS.unasked));
  for (const [index, cell] of cells.entries()) {
    rows[Math.floor(cell / endpoints.length)]![cell % endpoints.length] = letters[index]!;
  }
  return rows.map((row) => row.join(''));
}
