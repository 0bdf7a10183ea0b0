import process from 'node:process';
import { createEngine, serveEngine } from '../../engines/index.ts';
import { FencepostError } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { listOption } from '../arguments/values.ts';

export const command: Command = {
  usage: '--engine NAME',
  about:
    'Puts an engine of ours behind the engine protocol on standard input and output, until it is shut down.',
  options: { engine: { type: 'string', multiple: true, value: 'NAME', help: 'the engine to serve' } },
  async run(parsed) {
    const [name, ...others] = listOption(parsed, 'engine');
    if (name === undefined || others.length > 0)
      throw new FencepostError('usage', 'serve takes one --engine');
    const engine = await createEngine(name);
    await serveEngine(engine, process.stdin, process.stdout);
    await engine.close?.();
    return EXIT.ok;
  },
};
