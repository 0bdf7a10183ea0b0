/** A function with a name. */
export interface FunctionSource {
  readonly name: string;
  /** From its first line to its closing brace. */
  readonly lines: number;
  readonly exported: boolean;
  /** Whether a `/** ... *\/` stands right before it. */
  readonly documented: boolean;
}

const START =
  /^(?<indent>\s*)(?<exported>export )?(?:(?:async )?function\*? ?(?<declared>\w+)|const (?<bound>\w+)(?:: [^=]+)? = (?:async )?(?:\(|<|\w+ =>))/;

/**
 * The functions of a source, in order: declarations, and arrows bound to a name. It goes by the layout that
 * prettier gives every file, where what belongs to a statement stands deeper than the statement.
 */
export function functionsOf(text: string): FunctionSource[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const found = START.exec(line)?.groups;
    if (found === undefined) return [];
    const end = endOf(lines, index);
    if (found['bound'] !== undefined && !lines.slice(index, end + 1).some((part) => part.includes('=>')))
      return [];
    return {
      name: found['declared'] ?? found['bound'] ?? '',
      lines: end - index + 1,
      exported: found['exported'] !== undefined,
      documented: lines[index - 1]?.trim().endsWith('*/') === true,
    };
  });
}

/** The last line of the statement that starts here: its closing brackets stand as deep as its first line. */
function endOf(lines: readonly string[], start: number): number {
  const depth = depthOf(lines[start]!);
  const isBeyond = (line: string): boolean =>
    depthOf(line) < depth || (depthOf(line) === depth && !/^\s*[)}\]>]/.test(line));
  const next = lines.findIndex((line, index) => index > start && line.trim() !== '' && isBeyond(line));
  let end = (next < 0 ? lines.length : next) - 1;
  while (end > start && !/[;}]$/.test(lines[end]!)) end--;
  return end;
}

function depthOf(line: string): number {
  return line.search(/\S/);
}
