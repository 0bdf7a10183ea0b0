import type { FlowWitness } from '../../../engines/index.ts';
import { FLOW_WITNESSES } from '../../../engines/index.ts';
import type { ClauseId } from '../../../model/index.ts';
import { isNeverAsked } from '../bins/not-judged.ts';
import { createTurns } from '../turns.ts';
import { isChoosy } from './could-matter.ts';

/** One of the rounds in which a case's witnesses are chosen. */
interface Round {
  readonly among: (clause: ClauseId, witnesses: readonly FlowWitness[]) => boolean;
  /** Whether clauses that the lane has decided sit the round out. */
  readonly lacking: boolean;
  /** Witnesses asked. There are hundreds, and each takes about half a millisecond. */
  readonly asks: number;
  /** Witnesses looked at. Passing over one that cannot matter in the case costs a tenth of asking it. */
  readonly looks: number;
}

/** Clauses that fewer than one case in twenty decides, with witnesses that are passed over in the others. */
const RARE = clauses(
  'ISO-14 ISO-16 TYPE-2 TYPE-4 TYPE-6 PEER-6 SEL-1 SEL-10 SEL-11 IPB-5 IPB-8 IPB-14 PORT-13 PORT-14 PORT-15 HOST-6 ' +
    'SVC-3 SVC-4 SVC-8',
);

/** Clauses that fewer than one case in twelve decides, and of which nobody sees beforehand whether it will. */
const STUBBORN = clauses(
  'TYPE-5 PEER-8 NS-7 IPB-11 PORT-5 PORT-8 PORT-9 PORT-10 PORT-22 SELF-4 HOST-4 HOST-6 SVC-1',
);

/**
 * The rounds of a case. What is rare comes first, so that a short campaign meets it; then witnesses that can be
 * passed over, because one that is not mostly decides something; then everybody.
 */
const ROUNDS: readonly Round[] = [
  { among: (clause) => RARE.has(clause), lacking: true, asks: 1, looks: 10 },
  { among: (_clause, witnesses) => witnesses.every(isChoosy), lacking: true, asks: 1, looks: 10 },
  { among: (clause) => STUBBORN.has(clause), lacking: true, asks: 1, looks: 1 },
  { among: () => true, lacking: true, asks: 1, looks: 4 },
  { among: () => true, lacking: false, asks: 1, looks: 4 },
];

function clauses(list: string): ReadonlySet<ClauseId> {
  return new Set(list.split(' ') as ClauseId[]);
}

/** What came of a witness's turn. */
export type Came = 'passed-over' | 'in-vain' | 'decided';

/** The turns of one lane. */
export interface FlowTurns {
  /** Hands out the witnesses of one case. */
  readonly takeTurns: (ask: (witness: FlowWitness) => Came) => void;
}

/**
 * Who is asked in which case of a lane, by {@link ROUNDS}. Each clause has its turns, and its witnesses share them
 * by turns.
 */
export function createFlowTurns(start: number): FlowTurns {
  const byClause = [...witnessesByClause().values()];
  const all = [...byClause.keys()];
  const rounds = ROUNDS.map((round) => {
    const members = all.filter((index) => round.among(byClause[index]![0]!.mutant.clause, byClause[index]!));
    return { ...round, turns: createTurns(members, start) };
  });
  const turnOf = all.map(() => start);
  const decided = new Set<number>();
  return {
    takeTurns(ask) {
      const seen = new Set<number>();
      for (const { turns, lacking, asks, looks } of rounds) {
        for (let looked = 0, asked = 0; looked < looks && asked < asks; looked++) {
          const index = turns.next((each) => !seen.has(each) && !(lacking && decided.has(each)));
          if (index === undefined) break;
          seen.add(index);
          const witnesses = byClause[index]!;
          const came = ask(witnesses[turnOf[index]!++ % witnesses.length]!);
          if (came !== 'passed-over') asked++;
          if (came === 'decided') decided.add(index);
        }
      }
    },
  };
}

function witnessesByClause(): ReadonlyMap<ClauseId, readonly FlowWitness[]> {
  const byClause = new Map<ClauseId, FlowWitness[]>();
  for (const witness of FLOW_WITNESSES) {
    const { clause } = witness.mutant;
    if (isNeverAsked(clause)) continue;
    const known = byClause.get(clause);
    if (known === undefined) byClause.set(clause, [witness]);
    else known.push(witness);
  }
  return byClause;
}
