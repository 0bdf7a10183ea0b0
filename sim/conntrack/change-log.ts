import type { ExistingConnections, Profile } from '../../model/index.ts';

/** What changed under a connection: policies, or the labels of its ends (CONN-4, PEER-13). */
export type ChangeKind = 'policy' | 'label';

/** What profiles say about connections that outlive a change. */
export type ExistingProfile = Pick<Profile, 'existingConnections' | 'labelChangeOnExisting'>;

/** The changes that a node has put into effect, in order. */
export interface ChangeLog {
  /** How many there were: a connection judged at this count has seen them all. */
  count(): number;
  note(kind: ChangeKind, now: number): void;
  /** Whether a connection last judged at the count must be judged again before its next packet passes. */
  isStale(judgedAt: number, now: number): boolean;
}

interface Change {
  readonly kind: ChangeKind;
  readonly at: number;
}

/** An empty log that reads the profile's answers to CONN-4. */
export function createChangeLog(profile: ExistingProfile): ChangeLog {
  const changes: Change[] = [];
  const staleAfter: Readonly<Record<ChangeKind, number>> = {
    policy: staleDelay(profile.existingConnections),
    label: staleDelay(profile.labelChangeOnExisting),
  };
  // Per packet means just that: nobody needs to say that something changed.
  const always = profile.existingConnections === 'per-packet';
  return {
    count: () => changes.length,
    note: (kind, at) => {
      if (staleAfter[kind] !== Number.POSITIVE_INFINITY) changes.push({ kind, at });
    },
    isStale: (judgedAt, now) => {
      if (always) return true;
      for (let i = judgedAt; i < changes.length; i++) {
        const { kind, at } = changes[i]!;
        if (now >= at + staleAfter[kind]) return true;
      }
      return false;
    },
  };
}

const FLUSH_AFTER = /^flush-after\((\d+)\)$/;

/** Milliseconds from a change until connections older than it are judged again. */
function staleDelay(choice: ExistingConnections): number {
  switch (choice) {
    case 'keep-until-close':
      return Number.POSITIVE_INFINITY;
    case 'per-packet':
    case 'reevaluate-on-change':
      return 0;
    default:
      return Number(FLUSH_AFTER.exec(choice)?.[1] ?? 0);
  }
}
