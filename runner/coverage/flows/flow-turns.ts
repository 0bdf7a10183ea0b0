import type { FlowWitness } from '../../../engines/index.ts';
import { FLOW_WITNESSES } from '../../../engines/index.ts';
import type { ClauseId } from '../../../model/index.ts';
import type { Turns } from '../turns.ts';
import { createTurns } from '../turns.ts';

/** One of the rounds in which a case's witnesses are chosen. */
interface Round {
  /** Witnesses asked. There are hundreds, and each takes about half a millisecond. */
  readonly asks: number;
  /** Witnesses looked at. Most of those passed over cannot matter in the case, which is quickly seen. */
  readonly looks: number;
}

const RARE_ROUND: Round = { asks: 2, looks: 12 };
const LACKING_ROUND: Round = { asks: 2, looks: 10 };
const LAST_ROUND: Round = { asks: 1, looks: 4 };

/** Clauses that fewer than one generated case in twenty decides. */
const RARE = clauses(
  'ISO-14 ISO-16 TYPE-2 TYPE-4 TYPE-5 TYPE-6 PEER-6 SEL-1 SEL-10 SEL-11 IPB-5 IPB-8 IPB-14 PORT-9 PORT-13 ' +
    'HOST-4 HOST-6 SVC-8',
);

/** Clauses that fewer than one in eight decides. */
const UNCOMMON = clauses(
  'ISO-15 RULE-3 PEER-7 PEER-8 PEER-14 SEL-4 SEL-7 SEL-8 SEL-9 NS-7 IPB-11 PORT-5 PORT-8 PORT-10 PORT-14 ' +
    'PORT-22 HOST-5 SELF-4 PROTO-4 SVC-1',
);

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
 * Who is asked in which case of a lane: first a rare clause, so that a short campaign meets it; then one that the
 * lane has not decided, by turns an uncommon one or any; then whoever comes next. A clause's witnesses have its
 * turns by turns.
 */
export function createFlowTurns(start: number): FlowTurns {
  const byClause = [...witnessesByClause().values()];
  const all = [...byClause.keys()];
  const among = (some: ReadonlySet<ClauseId>): Turns =>
    createTurns(
      all.filter((index) => some.has(byClause[index]![0]!.mutant.clause)),
      start,
    );
  const anybody = createTurns(all, start);
  const rare = among(RARE);
  const lacking = [among(UNCOMMON), createTurns(all, start)] as const;
  const turnOf = all.map(() => start);
  const decided = new Set<number>();
  let cases = 0;
  return {
    takeTurns(ask) {
      const seen = new Set<number>();
      const play = (turns: Turns, { asks, looks }: Round, isWanted: (index: number) => boolean): void => {
        for (let looked = 0, asked = 0; looked < looks && asked < asks; looked++) {
          const index = turns.next((each) => !seen.has(each) && isWanted(each));
          if (index === undefined) return;
          seen.add(index);
          const witnesses = byClause[index]!;
          const came = ask(witnesses[turnOf[index]!++ % witnesses.length]!);
          if (came !== 'passed-over') asked++;
          if (came === 'decided') decided.add(index);
        }
      };
      const isLacking = (index: number): boolean => !decided.has(index);
      play(rare, RARE_ROUND, isLacking);
      play(lacking[cases++ % 2]!, LACKING_ROUND, isLacking);
      play(anybody, LAST_ROUND, () => true);
    },
  };
}

function witnessesByClause(): ReadonlyMap<ClauseId, readonly FlowWitness[]> {
  const byClause = new Map<ClauseId, FlowWitness[]>();
  for (const witness of FLOW_WITNESSES) {
    const { clause } = witness.mutant;
    const known = byClause.get(clause);
    if (known === undefined) byClause.set(clause, [witness]);
    else known.push(witness);
  }
  return byClause;
}
