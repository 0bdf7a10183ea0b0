import { serveEngine } from '../index.ts';
import { trivialEngine } from './trivial-engine.ts';

await serveEngine(trivialEngine, process.stdin, process.stdout);
