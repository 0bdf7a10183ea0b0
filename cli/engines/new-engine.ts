import { FencepostError } from '../../model/index.ts';
import { findSkeleton, SKELETONS, writeSkeleton } from '../../runner/index.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { outStyle, print } from '../terminal.ts';

export const command: Command = {
  usage: `${SKELETONS.map(({ language }) => language).join('|')} DIR`,
  about: [
    'Writes the skeleton of an engine that speaks the engine protocol into a new directory: a small honest evaluator, to',
    'be replaced by your own, that passes check-engine as it is. DIR must not exist, or be empty.',
  ].join('\n'),
  positionals: true,
  options: {},
  run(parsed) {
    const [language, directory, ...more] = parsed.positionals;
    if (language === undefined || directory === undefined || more.length > 0) {
      throw new FencepostError('usage', 'new-engine takes a language and a directory');
    }
    const skeleton = findSkeleton(language);
    const files = writeSkeleton(skeleton, directory);
    const style = outStyle();
    print([
      ...files.map((file) => `${style.dim('wrote')}  ${file}`),
      '',
      'next:',
      ...skeleton.next(directory).map((line) => `  ${style.accent(line)}`),
    ]);
    return Promise.resolve(EXIT.ok);
  },
};
