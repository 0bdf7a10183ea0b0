import type { Direction, FlowProtocol } from '../../../model/index.ts';
import type { SideQuestion } from '../../semantics.ts';
import type { End } from '../../world.ts';
import type { Columns } from './columns.ts';
import { NO_PORT } from './columns.ts';
import type { Roster } from './places.ts';

/**
 * A question that notices what is read of it. A pure function that looked at neither end gives the same answer
 * for every pair, one that looked at the destination alone the same for every source: so any function can be
 * asked once per distinct argument without knowing what it does.
 */
export interface TrackedQuestion {
  readonly question: SideQuestion;
  /** What the question is about at the moment. */
  direction: Direction;
  column: number;
  source: number;
  destination: number;
  /** What was read since these were last cleared. */
  sawSource: boolean;
  sawDestination: boolean;
}

/** A question about any column and any pair of ends. Copying it by spreading reads everything. */
export function trackedQuestion(columns: Columns, sources: Roster, destinations: Roster): TrackedQuestion {
  const source = (): End => {
    tracked.sawSource = true;
    return sources.ends[tracked.source]!;
  };
  const destination = (): End => {
    tracked.sawDestination = true;
    return destinations.ends[tracked.destination]!;
  };
  const blockEnds = (): readonly End[] => {
    if (tracked.direction === 'ingress') return [source()];
    const end = destination();
    return destinations.blockEnds[tracked.destination] ?? [end];
  };
  const tracked: TrackedQuestion = {
    question: {
      get direction(): Direction {
        return tracked.direction;
      },
      get subject(): End {
        return tracked.direction === 'ingress' ? destination() : source();
      },
      get other(): End {
        return tracked.direction === 'ingress' ? source() : destination();
      },
      get blockEnds(): readonly End[] {
        return blockEnds();
      },
      get destination(): End {
        return destination();
      },
      get protocol(): FlowProtocol {
        return columns.protocols[tracked.column]!;
      },
      get port(): number | undefined {
        return present(columns.ports[tracked.column]!);
      },
      get blockPort(): number | undefined {
        return present(columns.blockPorts[tracked.column]!);
      },
    },
    direction: 'ingress',
    column: 0,
    source: 0,
    destination: 0,
    sawSource: false,
    sawDestination: false,
  };
  return tracked;
}

function present(port: number): number | undefined {
  return port === NO_PORT ? undefined : port;
}
