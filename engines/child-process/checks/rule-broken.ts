import { excerpt } from '../protocol/index.ts';

/** An engine did not keep to a rule of the protocol. */
export class RuleBroken extends Error {
  /** What was sent, shortened. */
  readonly sent: string;
  /** What came back instead. */
  readonly received: string;

  constructor(sent: string, received: string) {
    super(received);
    this.sent = sent.length > 120 ? `${sent.slice(0, 117)}...` : sent;
    this.received = received;
  }
}

/** Fails unless two values are the same as JSON. */
export function mustEqual(sent: string, received: unknown, expected: unknown): void {
  if (JSON.stringify(received) === JSON.stringify(expected)) return;
  throw new RuleBroken(sent, `${excerpt(received)} instead of ${excerpt(expected)}`);
}
