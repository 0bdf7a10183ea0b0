import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** What one run of the command line came to. */
export interface CliRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line from source, without a terminal. */
export function runCli(args: readonly string[], input = ''): CliRun {
  const run = spawnSync(process.execPath, ['--import', 'tsx', main, ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** A command line that is running. */
export interface StartedCli {
  readonly child: ChildProcess;
  readonly ended: Promise<CliRun>;
  /** Resolves when it has printed the text; to either stream. */
  readonly printed: (text: string) => Promise<void>;
}

/** Starts the command line from source, without a terminal. */
export function startCli(args: readonly string[]): StartedCli {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  const ended = new Promise<CliRun>((resolve) =>
    child.on('close', (code: number | null) => resolve({ code, out, err })),
  );
  const printed = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if ((out + err).includes(text)) resolve();
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      child.on('close', () => reject(new Error(`it ended without having printed '${text}':\n${out}${err}`)));
      look();
    });
  return { child, ended, printed };
}

/** Starts the command line from source and interrupts it, as Ctrl-C does, once it has printed something. */
export async function interruptCli(args: readonly string[]): Promise<CliRun> {
  const { child, ended, printed } = startCli(args);
  await printed('\n');
  setTimeout(() => child.kill('SIGINT'), 500);
  return ended;
}

/** A directory of one test's own, with files in it. */
export function folderWith(files: Readonly<Record<string, string>>): {
  readonly path: (name: string) => string;
  readonly remove: () => void;
} {
  const directory = mkdtempSync(join(tmpdir(), 'fencepost-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return {
    path: (name) => join(directory, name),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** The policy that the Kubernetes documentation explains NetworkPolicy with, as facts: its values, our text. */
export const DOCUMENTATION_EXAMPLE = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: test-network-policy, namespace: default}
spec:
  podSelector: {matchLabels: {role: db}}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - ipBlock: {cidr: 172.17.0.0/16, except: [172.17.1.0/24]}
        - namespaceSelector: {matchLabels: {project: myproject}}
        - podSelector: {matchLabels: {role: frontend}}
      ports: [{protocol: TCP, port: 6379}]
  egress:
    - to:
        - ipBlock: {cidr: 10.0.0.0/24}
      ports: [{protocol: TCP, port: 5978}]
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: default, labels: {role: db}}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: default, labels: {role: frontend}}
`;
