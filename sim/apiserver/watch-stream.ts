import type { ClusterObjectKind } from '../../model/index.ts';
import { LIST_OF_KIND } from '../../model/index.ts';
import type { EventQueue } from '../clock/index.ts';
import type { Gate } from './gate.ts';
import { createGate } from './gate.ts';
import type { Lane, Transit } from './transit.ts';
import { createTransit } from './transit.ts';
import type {
  ObjectKind,
  StoredObject,
  WatchEvent,
  WatchFaults,
  WatchOptions,
  WatchStream,
} from './watch.ts';
import { referenceTo } from './watch.ts';
import type { ListedKind, WatcherView } from './watcher-view.ts';
import { createWatcherView } from './watcher-view.ts';

/** What a stream needs of the store that it watches. */
export interface StreamSource {
  readonly clock: EventQueue;
  readonly list: (kind: ObjectKind) => readonly StoredObject[];
  readonly hash: ((text: string) => void) | undefined;
}

/** A stream, and the end at which the store puts its changes in. */
export interface FedStream {
  readonly stream: WatchStream;
  accept(event: WatchEvent): void;
}

/** The watch of one kind. */
interface Channel extends Lane {
  /** False from a loss to the relist. */
  isOpen: boolean;
}

type Delivery =
  | { readonly kind: 'event'; readonly event: WatchEvent }
  | { readonly kind: 'repeat'; readonly event: WatchEvent }
  | { readonly kind: 'list'; readonly listed: ListedKind };

const ALL_KINDS = Object.keys(LIST_OF_KIND) as ClusterObjectKind[];

/** The way from a store to one watcher, with its faults. */
export function createWatchStream(source: StreamSource, options: WatchOptions): FedStream {
  const { random, kinds = ALL_KINDS } = options;
  let isCalm = false;
  const channels = new Map<ObjectKind, Channel>();
  const transit = createTransit(source.clock, random);
  const gate = createArrivals(source, options, transit);

  const faultsNow = (): WatchFaults => {
    const faults = typeof options.faults === 'function' ? options.faults() : options.faults;
    return isCalm ? { ...faults, reorderKinds: 0, duplicate: 0, lose: 0 } : faults;
  };

  const sendList = (kind: ObjectKind, channel: Channel, isFirst: boolean): void => {
    const listed: ListedKind = { kind, objects: source.list(kind), isFirst };
    transit.send(channel, faultsNow(), () => gate.push({ kind: 'list', listed }));
  };

  const lose = (kind: ObjectKind, channel: Channel): void => {
    channel.isOpen = false;
    transit.later(faultsNow().relistDelay, () => {
      channel.isOpen = true;
      sendList(kind, channel, false);
    });
  };

  const accept = (event: WatchEvent): void => {
    const { kind } = event.stored.object;
    const channel = channels.get(kind);
    if (channel?.isOpen !== true) return;
    const faults = faultsNow();
    if (random.chance(faults.lose)) {
      lose(kind, channel);
      return;
    }
    const delay = transit.send(channel, faults, () => gate.push({ kind: 'event', event }));
    if (!random.chance(faults.duplicate)) return;
    const more = random.between(Math.max(1, faults.minDelay), Math.max(1, faults.maxDelay));
    transit.later(delay + more, () => gate.push({ kind: 'repeat', event }));
  };

  const stop = (): void => {
    channels.clear();
    transit.drop();
    gate.clear();
  };

  const start = (): void => {
    stop();
    for (const kind of new Set(kinds)) {
      const channel: Channel = { isOpen: true, busyUntil: 0 };
      channels.set(kind, channel);
      sendList(kind, channel, true);
    }
  };

  const calm = (): void => {
    // A function says itself what goes wrong from now on.
    isCalm = typeof options.faults !== 'function';
    gate.open();
  };

  const stream = { hold: gate.close, release: gate.open, stop, start, calm, seen: () => gate.seen };
  return { stream, accept };
}

/** The watcher's door, behind which deliveries take effect. */
function createArrivals(
  source: StreamSource,
  options: WatchOptions,
  transit: Transit,
): Gate<Delivery> & Pick<WatcherView, 'seen'> {
  const view = createWatcherView(options, tracer(source, options.name));
  const gate = createGate<Delivery>(source.clock, (delivery) => {
    const drops = transit.drops();
    switch (delivery.kind) {
      case 'event':
        return view.pass(delivery.event);
      case 'repeat':
        return view.repeat(delivery.event);
      case 'list':
        // A watcher may die of one event of a list.
        return view.list(delivery.listed, () => transit.drops() === drops);
    }
  });
  return { ...gate, seen: view.seen };
}

function tracer({ clock, hash }: StreamSource, name: string): ((event: WatchEvent) => void) | undefined {
  if (hash === undefined) return undefined;
  return ({ type, stored, tombstone }) => {
    const what = tombstone === true ? 'TOMBSTONE' : type;
    hash(`${clock.now()} ${name} ${what} ${referenceTo(stored.object)} ${stored.uid} ${stored.revision}`);
  };
}
