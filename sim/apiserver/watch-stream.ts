import type { ClusterObjectKind } from '../../model/index.ts';
import { LIST_OF_KIND } from '../../model/index.ts';
import type { EventQueue } from '../clock/index.ts';
import { createGate } from './gate.ts';
import type {
  ObjectKind,
  StoredObject,
  WatchEvent,
  WatchFaults,
  WatchOptions,
  WatchStream,
} from './watch.ts';
import { referenceTo } from './watch.ts';
import type { ListedKind } from './watcher-view.ts';
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
interface Channel {
  /** False from a loss to the relist. */
  isOpen: boolean;
  /** When the last that is under way arrives. */
  busyUntil: number;
}

type Delivery =
  | { readonly kind: 'event'; readonly event: WatchEvent }
  | { readonly kind: 'repeat'; readonly event: WatchEvent }
  | { readonly kind: 'list'; readonly listed: ListedKind };

const ALL_KINDS = Object.keys(LIST_OF_KIND) as ClusterObjectKind[];

/** The way from a store to one watcher, with its faults. */
export function createWatchStream(source: StreamSource, options: WatchOptions): FedStream {
  const { clock } = source;
  const { random } = options;
  const kinds = new Set(options.kinds ?? ALL_KINDS);
  const channels = new Map<ObjectKind, Channel>();
  const view = createWatcherView(options, tracer(source, options.name));
  const gate = createGate<Delivery>(clock, deliver);
  let isCalm = false;
  const faultsNow = (): WatchFaults => {
    const faults = typeof options.faults === 'function' ? options.faults() : options.faults;
    return isCalm ? { ...faults, reorderKinds: 0, duplicate: 0, lose: 0 } : faults;
  };
  let latest = 0;
  /** Counts starts and stops: what was sent in an earlier life never arrives. */
  let life = 0;

  function deliver(delivery: Delivery): void {
    const sentIn = life;
    if (delivery.kind === 'event') view.pass(delivery.event);
    else if (delivery.kind === 'repeat') view.repeat(delivery.event);
    else view.list(delivery.listed, () => life === sentIn);
  }

  function later(delay: number, task: () => void): void {
    const sentIn = life;
    clock.schedule(delay, () => {
      if (life === sentIn) task();
    });
  }

  /** Sends in order: behind all of its kind, and, unless it may overtake, behind all others. Returns the delay. */
  function send(channel: Channel, delivery: Delivery): number {
    const faults = faultsNow();
    const arrival = clock.now() + random.between(faults.minDelay, faults.maxDelay);
    const notBefore = random.chance(faults.reorderKinds) ? channel.busyUntil : latest;
    channel.busyUntil = Math.max(arrival, notBefore);
    latest = Math.max(latest, channel.busyUntil);
    const delay = channel.busyUntil - clock.now();
    later(delay, () => gate.push(delivery));
    return delay;
  }

  function sendList(kind: ObjectKind, channel: Channel, isFirst: boolean): void {
    send(channel, { kind: 'list', listed: { kind, objects: source.list(kind), isFirst } });
  }

  function lose(kind: ObjectKind, channel: Channel): void {
    channel.isOpen = false;
    later(faultsNow().relistDelay, () => {
      channel.isOpen = true;
      sendList(kind, channel, false);
    });
  }

  function accept(event: WatchEvent): void {
    const { kind } = event.stored.object;
    const channel = channels.get(kind);
    if (channel?.isOpen !== true) return;
    const faults = faultsNow();
    if (random.chance(faults.lose)) {
      lose(kind, channel);
      return;
    }
    const delay = send(channel, { kind: 'event', event });
    if (!random.chance(faults.duplicate)) return;
    const more = random.between(Math.max(1, faults.minDelay), Math.max(1, faults.maxDelay));
    later(delay + more, () => gate.push({ kind: 'repeat', event }));
  }

  function stop(): void {
    life++;
    channels.clear();
    gate.clear();
  }

  function start(): void {
    stop();
    latest = 0;
    for (const kind of kinds) {
      const channel: Channel = { isOpen: true, busyUntil: 0 };
      channels.set(kind, channel);
      sendList(kind, channel, true);
    }
  }

  function calm(): void {
    // Faults that come and go are their owner's to stop.
    isCalm = typeof options.faults !== 'function';
    gate.open();
  }

  const stream: WatchStream = {
    hold: gate.close,
    release: gate.open,
    stop,
    start,
    calm,
    seen: () => view.seen,
  };
  return { stream, accept };
}

function tracer({ clock, hash }: StreamSource, name: string): ((event: WatchEvent) => void) | undefined {
  if (hash === undefined) return undefined;
  return ({ type, stored, tombstone }) => {
    const what = tombstone === true ? 'TOMBSTONE' : type;
    hash(`${clock.now()} ${name} ${what} ${referenceTo(stored.object)} ${stored.uid} ${stored.revision}`);
  };
}
