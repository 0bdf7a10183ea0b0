import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** A Chromium of this machine, or `undefined`: `CHROMIUM` names one, else the usual names on the path. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const { CHROMIUM: named, PATH: path = '' } = environment;
  if (named !== undefined && named !== '') return named;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return names
    .flatMap((name) => path.split(delimiter).map((folder) => join(folder, name)))
    .find((file) => existsSync(file));
}

/** A page in a browser without a window. */
export interface BrowserPage {
  /** The value of an expression in the page, promises awaited. */
  evaluate<T>(expression: string): Promise<T>;
  /** What the media queries of the page see. */
  emulate(features: Readonly<Record<string, string>>): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  press(key: string): Promise<void>;
  /** A PNG of what is seen, or of a part of the page. */
  screenshot(clip?: Clip): Promise<Buffer>;
  /** The page as PDF. */
  pdf(): Promise<Buffer>;
  /** Names and roles as a screen reader gets them. */
  accessibleNames(): Promise<readonly AccessibleNode[]>;
  /** Errors and warnings of the page so far, broken content policy included. */
  complaints(): readonly string[];
  /** Addresses that the page asked for. */
  requests(): readonly string[];
}

export interface AccessibleNode {
  readonly role: string;
  readonly name: string;
  readonly description: string;
}

export interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Browser {
  /** Opens an address in a page of its own and waits for its load, with the page's scripts or without. */
  open(address: string, options?: { readonly script?: boolean }): Promise<BrowserPage>;
  close(): Promise<void>;
}

type Parameters = Readonly<Record<string, unknown>>;
type Send = (method: string, parameters?: Parameters, session?: string) => Promise<Answer>;
// Answers of the DevTools protocol are as many as its methods; only tests read them.
type Answer = Readonly<Record<string, unknown>>;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Answer;
  readonly result?: Answer;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

/** Starts a browser and speaks the DevTools protocol with it over pipes; no port is opened. */
export async function startBrowser(program: string): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'fencepost-browser-'));
  const child = spawn(
    program,
    [
      '--headless=new',
      '--remote-debugging-pipe',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--hide-scrollbars',
      '--no-first-run',
      `--user-data-dir=${profile}`,
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const listeners = new Set<(message: Message) => void>();
  const send = connect(child.stdio[3] as Writable, child.stdio[4] as Readable, listeners);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    async open(address, { script = true } = {}) {
      const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
      const speak: Send = (method, parameters) => send(method, parameters, String(sessionId));
      if (!script) await speak('Emulation.setScriptExecutionDisabled', { value: true });
      return openPage(address, speak, listeners);
    },
    async close() {
      await send('Browser.close').catch(() => undefined);
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** Messages end with a zero byte; answers carry the number of their question. */
function connect(input: Writable, output: Readable, listeners: Set<(message: Message) => void>): Send {
  const waiting = new Map<number, { resolve: (value: Answer) => void; reject: (error: Error) => void }>();
  let last = 0;
  let rest = '';
  output.setEncoding('utf8');
  output.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\0');
    rest = parts.pop()!;
    for (const part of parts) {
      const message = JSON.parse(part) as Message;
      const asked = message.id === undefined ? undefined : waiting.get(message.id);
      if (asked === undefined) for (const listener of listeners) listener(message);
      else if (message.error === undefined) asked.resolve(message.result ?? {});
      else asked.reject(new Error(message.error.message));
    }
  });
  output.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the browser is gone'));
  });
  return (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
}

async function openPage(
  address: string,
  send: (method: string, parameters?: Parameters) => Promise<Answer>,
  listeners: Set<(message: Message) => void>,
): Promise<BrowserPage> {
  const complaints: string[] = [];
  const requests: string[] = [];
  const loaded = new Promise<void>((resolve) => {
    listeners.add(({ method, params }) => {
      if (method === 'Page.loadEventFired') resolve();
      if (method === 'Network.requestWillBeSent') requests.push((params as unknown as Requested).request.url);
      if (
        method === 'Log.entryAdded' ||
        method === 'Runtime.exceptionThrown' ||
        method === 'Runtime.consoleAPICalled'
      ) {
        complaints.push(JSON.stringify(params));
      }
    });
  });
  for (const domain of ['Page', 'Runtime', 'Log', 'Network', 'Accessibility']) await send(`${domain}.enable`);
  await send('Page.navigate', { url: address });
  await loaded;
  return {
    async evaluate<T>(expression: string): Promise<T> {
      const answer = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      const { result, exceptionDetails } = answer as unknown as Evaluated;
      if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
      return result.value as T;
    },
    async emulate(features) {
      const list = Object.entries(features).map(([name, value]) => ({ name, value }));
      await send('Emulation.setEmulatedMedia', { features: list });
    },
    async resize(width, height) {
      await send('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: 1,
        mobile: width < 600,
      });
    },
    async press(key) {
      const text = key.length === 1 ? { text: key } : {};
      await send('Input.dispatchKeyEvent', { type: 'keyDown', key, ...text });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', key });
    },
    async screenshot(clip) {
      const part = clip === undefined ? {} : { clip: { ...clip, scale: 1 }, captureBeyondViewport: true };
      const { data } = await send('Page.captureScreenshot', { format: 'png', ...part });
      return Buffer.from(String(data), 'base64');
    },
    async pdf() {
      const { data } = await send('Page.printToPDF', { printBackground: true, preferCSSPageSize: true });
      return Buffer.from(String(data), 'base64');
    },
    async accessibleNames() {
      const { nodes } = (await send('Accessibility.getFullAXTree')) as unknown as AccessibilityTree;
      return nodes
        .filter(({ ignored }) => !ignored)
        .map(({ role, name, description }) => ({
          role: role?.value ?? '',
          name: name?.value ?? '',
          description: description?.value ?? '',
        }));
    },
    complaints: () => complaints,
    requests: () => requests,
  };
}

interface Requested {
  readonly request: { readonly url: string };
}

interface Evaluated {
  readonly result: { readonly value: unknown };
  readonly exceptionDetails?: unknown;
}

interface AccessibilityTree {
  readonly nodes: readonly {
    readonly ignored: boolean;
    readonly role?: { readonly value: string };
    readonly name?: { readonly value: string };
    readonly description?: { readonly value: string };
  }[];
}
