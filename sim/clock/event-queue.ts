import { FencepostError } from '../../model/index.ts';

/** Virtual time, and what is to happen in it. Nothing else in the simulator knows a clock. */
export interface EventQueue {
  /** Virtual milliseconds. */
  now(): number;
  /**
   * Runs `task` after `delay` milliseconds. Ties run in the order in which they were scheduled.
   *
   * @param delay an integer, not negative
   * @returns a ticket for `cancel`
   * @throws FencepostError `internal`: the delay is no such number
   */
  schedule(delay: number, task: () => void): number;
  /** The task will not run. Without effect where it has run already. */
  cancel(ticket: number): void;
  /**
   * Runs all that is due up to now + `ms`, and leaves the clock there. Returns how many tasks ran.
   *
   * @param ms an integer, not negative
   */
  advance(ms: number): number;
  /**
   * Runs until nothing is scheduled, and leaves the clock at the last task. Returns how many tasks ran.
   *
   * @param limit default: 1,000,000 tasks
   * @throws FencepostError `internal` when there are more than `limit`: something reschedules itself for ever
   */
  drain(limit?: number): number;
  /** Tasks that are yet to run. */
  readonly pending: number;
}

/**
 * A ticket is a task's number in the order of scheduling, times this, plus the slot that holds the task. So one
 * number settles ties, finds the slot, and is never given out twice.
 */
const SLOTS = 2 ** 22;

const FIRST_CAPACITY = 64;

const NO_TICKET = -1;

/** A queue at time 0 with nothing in it. */
export function createEventQueue(): EventQueue {
  const heap = createHeap();
  const slots = createSlots();
  let now = 0;
  let scheduled = 0;
  let isRunning = false;

  const run = (until: number, limit: number): number => {
    if (isRunning) throw new FencepostError('internal', 'a task of the event queue may not run the queue');
    isRunning = true;
    try {
      let ran = 0;
      while (heap.size() > 0 && heap.firstTime() <= until) {
        const time = heap.firstTime();
        const task = slots.take(heap.pop());
        if (task === undefined) continue;
        if (ran === limit) throw new FencepostError('internal', `more than ${limit} tasks: no end in sight`);
        now = time;
        task();
        ran++;
      }
      return ran;
    } finally {
      isRunning = false;
    }
  };

  return {
    now: () => now,
    schedule: (delay, task) => {
      requireDuration(delay);
      const ticket = scheduled++ * SLOTS + slots.free();
      slots.put(ticket, task);
      heap.push(now + delay, ticket);
      return ticket;
    },
    cancel: slots.cancel,
    advance: (ms) => {
      requireDuration(ms);
      const until = now + ms;
      const ran = run(until, Infinity);
      now = until;
      return ran;
    },
    drain: (limit = 1_000_000) => run(Infinity, limit),
    get pending() {
      return slots.used();
    },
  };
}

function requireDuration(ms: number): void {
  if (Number.isSafeInteger(ms) && ms >= 0) return;
  throw new FencepostError('internal', `a duration must be a whole number of milliseconds, not ${ms}`);
}

function slotOf(ticket: number): number {
  return ticket - Math.floor(ticket / SLOTS) * SLOTS;
}

/** Where tasks wait. A cancelled task leaves its slot when its time comes. */
interface Slots {
  /** A slot for `put`. */
  free(): number;
  put(ticket: number, task: () => void): void;
  /** Frees the slot. Returns its task unless that was cancelled. */
  take(ticket: number): (() => void) | undefined;
  readonly cancel: (ticket: number) => void;
  /** Tasks that wait. */
  used(): number;
}

function createSlots(): Slots {
  const tasks: ((() => void) | undefined)[] = [];
  const freed: number[] = [];
  let owners = new Float64Array(FIRST_CAPACITY);
  let used = 0;
  return {
    free: () => {
      const slot = freed.pop() ?? tasks.length;
      if (slot >= SLOTS) throw new FencepostError('internal', `more than ${SLOTS} tasks wait at once`);
      return slot;
    },
    put: (ticket, task) => {
      const slot = slotOf(ticket);
      if (slot >= owners.length) owners = grown(owners);
      tasks[slot] = task;
      owners[slot] = ticket;
      used++;
    },
    take: (ticket) => {
      const slot = slotOf(ticket);
      const task = tasks[slot];
      tasks[slot] = undefined;
      owners[slot] = NO_TICKET;
      freed.push(slot);
      if (task !== undefined) used--;
      return task;
    },
    cancel: (ticket) => {
      const slot = slotOf(ticket);
      if (owners[slot] !== ticket || tasks[slot] === undefined) return;
      tasks[slot] = undefined;
      used--;
    },
    used: () => used,
  };
}

/** A binary heap of tickets, the earliest first, and of those of one time the smallest. */
interface Heap {
  push(time: number, ticket: number): void;
  /** Removes the first. There must be one. */
  pop(): number;
  firstTime(): number;
  size(): number;
}

function createHeap(): Heap {
  let times = new Float64Array(FIRST_CAPACITY);
  let tickets = new Float64Array(FIRST_CAPACITY);
  let size = 0;

  /** Moves what lies above `at` down until an entry of this time and ticket fits there. */
  const rise = (from: number, time: number, ticket: number): void => {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      // A new ticket is greater than all others: on a tie it stays below.
      if (times[parent]! <= time) break;
      times[at] = times[parent]!;
      tickets[at] = tickets[parent]!;
      at = parent;
    }
    times[at] = time;
    tickets[at] = ticket;
  };

  /** Moves what lies below the top up until an entry of this time and ticket fits there. */
  const sink = (time: number, ticket: number): void => {
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      const right = child + 1;
      if (right < size && isBefore(times[right]!, tickets[right]!, times[child]!, tickets[child]!))
        child = right;
      if (isBefore(time, ticket, times[child]!, tickets[child]!)) break;
      times[at] = times[child]!;
      tickets[at] = tickets[child]!;
      at = child;
    }
    times[at] = time;
    tickets[at] = ticket;
  };

  return {
    push: (time, ticket) => {
      if (size === times.length) {
        times = grown(times);
        tickets = grown(tickets);
      }
      rise(size++, time, ticket);
    },
    pop: () => {
      const first = tickets[0]!;
      size--;
      if (size > 0) sink(times[size]!, tickets[size]!);
      return first;
    },
    firstTime: () => times[0]!,
    size: () => size,
  };
}

function isBefore(time: number, ticket: number, otherTime: number, otherTicket: number): boolean {
  return time < otherTime || (time === otherTime && ticket < otherTicket);
}

function grown(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}
