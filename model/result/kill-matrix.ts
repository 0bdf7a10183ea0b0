/** Cases that bugs are hunted with. */
export interface HuntingSuite {
  /** `random`, the name of a suite that comes with Fencepost, or a path as it was given. */
  readonly name: string;
  readonly kind: 'random' | 'fixed';
  /** How many scenarios a fixed suite has. */
  readonly scenarios?: number;
}

/** How a bug was found. */
export interface Kill {
  readonly property: string;
  /** One sentence for a person: what the engine said that must not be. */
  readonly summary: string;
  /** The command that shows it again; of a generated case. */
  readonly reproduce?: string;
  /** The scenario of a fixed suite that shows it. */
  readonly scenario?: string;
  /** The case cut down to what it needs; only where that was asked for. */
  readonly size?: ReducedSize;
}

/** How much a reduced scenario holds. */
export interface ReducedSize {
  readonly policies: number;
  readonly pods: number;
  /** Actions of its history. */
  readonly events: number;
  /** Whether a fixpoint was reached in the time that there was. */
  readonly complete: boolean;
}

/** What came of hunting one bug with one suite; with the random one, from one seed. */
export interface Hunt {
  readonly suite: string;
  readonly seed?: number;
  /** Cases asked, the one that found it included. Where time ran out: as many as there was time for. */
  readonly cases: number;
  /** Absent: it survived. */
  readonly kill?: Kill;
  /** Cases that count for nothing, because the plugin without the bug fails them too. */
  readonly falseAlarms: number;
  /** What ended the hunt too early, where something did: a defect of ours. */
  readonly trouble?: string;
}

/** A real bug, and what came of hunting it. */
export interface HuntedBug {
  readonly id: string;
  readonly plugin: string;
  readonly link: string;
  readonly symptom: string;
  readonly class: string;
  /** Where it sits: `semantics`, `datapath`, `agent` or `limit`. */
  readonly kind: string;
  /** The first bug with the same implementation. They are hunted once, together. */
  readonly mutation: string;
  /** Dimensions of generators and simulator without which it cannot be found. */
  readonly needs: readonly string[];
  /** In the order of the suites, then of the seeds. */
  readonly hunts: readonly Hunt[];
}

/** How a suite did. */
export interface SuiteTotal {
  readonly suite: string;
  /** Bugs found: by the random suite, from every seed. */
  readonly found: number;
  /** Bugs that it found from some seeds and missed from others. */
  readonly sometimes: number;
  /** Implementations found, which several bugs may share. */
  readonly implementations: number;
  /** The middle of all hunts that found something, in cases; absent where none did. */
  readonly medianCases?: number;
}

/** A known bug that nobody can hunt, and why. */
export interface UnhuntableBug {
  readonly id: string;
  readonly symptom: string;
  readonly reason: string;
}

/** Which suites find which real bugs. Everything outside `timing` is the same for the same seeds and cases. */
export interface KillMatrix {
  readonly schema: 'fencepost-zoo/1';
  readonly fencepost: string;
  /** What makes it again. */
  readonly command: string;
  readonly generator: string;
  /** Names of what the generated cases took turns in. */
  readonly settings: readonly string[];
  readonly seeds: readonly number[];
  readonly suites: readonly HuntingSuite[];
  readonly ended: 'done' | 'interrupted';
  readonly bugs: readonly HuntedBug[];
  /** In the order of the suites. */
  readonly totals: readonly SuiteTotal[];
  /** Bugs that the random suite missed from some seed; where it was not asked, that no suite found. */
  readonly survivors: readonly string[];
  /** Known bugs that are not in the zoo. */
  readonly unhuntable: readonly UnhuntableBug[];
  readonly notes: readonly string[];
  readonly timing: {
    readonly startedAt: string;
    readonly elapsedMs: number;
    readonly workers: number;
    /** By suite: the middle of all hunts that found something. */
    readonly medianMs: Readonly<Record<string, number>>;
    /** Time to find, or to give up, as if each hunt had been alone; in the order of `bugs` and their `hunts`. */
    readonly huntMs: readonly (readonly number[])[];
  };
}
