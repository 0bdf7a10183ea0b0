import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWatchdog } from './watchdog.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('calls out once nothing was fed for the whole time', () => {
  const onHang = vi.fn<() => void>();
  const watchdog = createWatchdog(1_000, onHang);
  watchdog.feed();
  vi.advanceTimersByTime(999);
  watchdog.feed();
  vi.advanceTimersByTime(999);
  expect(onHang).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onHang).toHaveBeenCalledOnce();
});

test('a timer that fires late is no reason yet: the answer may wait to be read', () => {
  const onHang = vi.fn<() => void>();
  const watchdog = createWatchdog(1_000, onHang);
  watchdog.feed();
  vi.advanceTimersToNextTimer();
  expect(onHang).not.toHaveBeenCalled();
  watchdog.feed();
  vi.advanceTimersByTime(999);
  expect(onHang).not.toHaveBeenCalled();
});

test('leaves no timer behind at rest', () => {
  const watchdog = createWatchdog(1_000, () => expect.unreachable());
  watchdog.feed();
  vi.advanceTimersByTime(600);
  watchdog.rest();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(10_000);
});
