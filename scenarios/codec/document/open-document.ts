import { isMap, LineCounter, parseDocument } from 'yaml';
import { FencepostError, SCENARIO_VERSION } from '../../../model/index.ts';
import { fail, fieldOf, readInteger, type Field, type Source } from './field.ts';
import { migrate } from './migrations.ts';

const MAX_ALIASES = 1000;

/**
 * The root of a scenario file in the current version of the format.
 *
 * @throws FencepostError `input`, with file, line and column, for text that is not one YAML mapping or is
 * written for a version of the format that this code does not know.
 */
export function openDocument(text: string, file: string): Field {
  const lines = new LineCounter();
  const document = parse(text, file, lines);
  const source: Source = { file, document, lines, aliasBudget: MAX_ALIASES };
  const root = fieldOf(source, '', document.contents);
  if (!isMap(root.node))
    fail(root, 'not a scenario: the file must be a mapping that starts with "fencepost: 1"');

  const written = root.node.items.find(({ key }) => String(key) === 'fencepost');
  if (written === undefined) fail(root, `not a scenario: "fencepost: ${SCENARIO_VERSION}" is missing`);
  const at = fieldOf(source, 'fencepost', written.value, written.key);
  const version = readInteger(at, 1, Number.MAX_SAFE_INTEGER);
  if (version > SCENARIO_VERSION) {
    const known = `this Fencepost reads versions up to ${SCENARIO_VERSION}`;
    fail(
      at,
      `the file is written in version ${version} of the scenario format, ${known}: use a newer Fencepost`,
    );
  }
  migrate(root.node, version, SCENARIO_VERSION);
  return root;
}

function parse(text: string, file: string, lines: LineCounter): Source['document'] {
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' });
  const [error] = document.errors;
  if (error === undefined) return document;
  const { line, col } = lines.linePos(error.pos[0]);
  // The parser recurses and reports it when the stack ends.
  const reason = error.message.startsWith('Maximum call stack') ? 'nested too deeply' : error.message;
  throw new FencepostError('input', `not valid YAML: ${reason}`, { file, line, column: col });
}
