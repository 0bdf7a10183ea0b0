import { FencepostError } from '../../../model/index.ts';
import { splitCommandLine } from '../process/index.ts';
import type { RawEngine } from './raw-engine.ts';
import { openRaw } from './raw-engine.ts';
import type { ProtocolRule, StartedEngine } from './rule.ts';
import { introduce } from './rule.ts';
import { RuleBroken } from './rule-broken.ts';
import { MESSAGE_RULES } from './rules-of-messages.ts';
import { STATE_RULES } from './rules-of-state.ts';

/** Every rule of the engine protocol that can be put to the test, in the order in which engines come to it. */
export const PROTOCOL_RULES: readonly ProtocolRule[] = [...MESSAGE_RULES, ...STATE_RULES];

/** What became of one rule. */
export interface RuleResult {
  readonly rule: string;
  readonly sentence: string;
  readonly status: 'kept' | 'broken' | 'skipped';
  /** For a broken rule: what was sent, shortened. */
  readonly sent?: string;
  /** For a broken rule what came back, for a skipped one the reason. */
  readonly detail?: string;
  /** The end of what the engine wrote to standard error, where a rule is broken. */
  readonly log?: string;
}

/** How to check. */
export interface CheckEngineOptions {
  /** Longest wait for an answer. Default: 10,000 ms. */
  readonly requestTimeoutMs?: number;
  /** Names of rules; absent: all of them. */
  readonly rules?: readonly string[];
  readonly onResult?: (result: RuleResult) => void;
}

/** An engine, rule by rule. */
export interface EngineCheck {
  /** As the engine calls itself; its command where it does not say. */
  readonly engine: string;
  readonly version: string;
  readonly results: readonly RuleResult[];
}

/**
 * Tests an engine's side of the protocol, each rule in a fresh process, before any semantics.
 *
 * @throws FencepostError `usage` for an unreadable command line or an unknown command
 */
export async function checkEngine(
  commandLine: string,
  { requestTimeoutMs = 10_000, rules, onResult }: CheckEngineOptions = {},
): Promise<EngineCheck> {
  const words = splitCommandLine(commandLine);
  const results: RuleResult[] = [];
  let identity = { name: commandLine, version: '' };
  for (const rule of PROTOCOL_RULES) {
    if (rules?.includes(rule.name) === false) continue;
    const result = await checkRule(rule, words, requestTimeoutMs, (engine) => {
      identity = engine.identity;
    });
    results.push(result);
    onResult?.(result);
  }
  return { engine: identity.name, version: identity.version, results };
}

async function checkRule(
  rule: ProtocolRule,
  words: readonly [string, ...string[]],
  timeoutMs: number,
  onStarted: (engine: StartedEngine) => void,
): Promise<RuleResult> {
  const base = { rule: rule.name, sentence: rule.sentence };
  const opened: RawEngine[] = [];
  const start = async (): Promise<StartedEngine> => {
    const raw = await openRaw(words, timeoutMs);
    opened.push(raw);
    return introduce(raw, start);
  };
  try {
    const engine = await start();
    onStarted(engine);
    const reason = rule.skip?.(engine.capabilities);
    if (reason !== undefined) return { ...base, status: 'skipped', detail: reason };
    await rule.check(engine);
    return { ...base, status: 'kept' };
  } catch (error) {
    if (error instanceof FencepostError || !(error instanceof RuleBroken)) throw error;
    const log = opened
      .map((raw) => raw.log())
      .join('')
      .trimEnd()
      .split('\n')
      .slice(-5)
      .join('\n');
    const { sent, received: detail } = error;
    return { ...base, status: 'broken', sent, detail, ...(log === '' ? {} : { log }) };
  } finally {
    for (const raw of opened) await raw.kill();
  }
}
