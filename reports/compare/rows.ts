import type {
  ClauseCell,
  ComparedClause,
  ComparedOption,
  Comparison,
  OptionCell,
  OptionEvidence,
} from '../../model/index.ts';
import { grouped } from '../terminal/table.ts';

/** The signs of a table of clauses, and what they mean; nothing needs a colour. */
export const LEGEND: readonly (readonly [sign: string, meaning: string])[] = [
  ['✓ n', 'so many answers, all as specified'],
  ['✗ n', 'so many answers or cases otherwise than specified, shown by #'],
  ['! n', 'so many questions refused, or met by a crash'],
  ['~', 'fails for the sake of another clause'],
  ['?', 'left to the plugin: see the options'],
  ['–', 'the engine says that it cannot judge this'],
];

/**
 * The clauses worth showing: those in which some engine deviates or fails. Of an engine that never answers this says
 * nothing about a clause.
 */
export function clausesToShow({ clauses, engines }: Comparison, all: boolean): readonly ComparedClause[] {
  if (all) return clauses;
  return clauses.filter(({ cells }) =>
    cells.some(
      ({ standing }, index) =>
        standing === 'deviates' || (standing === 'fails' && engines[index]!.corpus.held > 0),
    ),
  );
}

/** The options worth showing: those of which some engine shows something. */
export function optionsToShow({ options }: Comparison, all: boolean): readonly ComparedOption[] {
  return all
    ? options
    : options.filter(({ cells }) => cells.some(({ standing }) => standing !== 'not-shown'));
}

/** A cell in a few characters. */
export function clauseCellText(cell: ClauseCell): string {
  const { standing, held, deviated, departingCases, refused, crashed, deviation } = cell;
  const shown = deviation === undefined ? '' : ` #${deviation}`;
  switch (standing) {
    case 'holds':
      return `✓ ${grouped(held)}`;
    case 'deviates':
      return `✗ ${grouped(deviated + departingCases)}${shown}`;
    case 'fails':
      return `! ${grouped(refused + crashed)}${shown}`;
    case 'elsewhere':
      return '~';
    case 'open':
      return '?';
    case 'unsupported':
      return '–';
    case 'unasked':
      return '';
  }
}

/** What an engine shows of an option, in words: `no`, `drop or reject`, `mixed, mostly yes`. */
export function optionCellText({ standing, values, answers, fitting }: OptionCell): string {
  switch (standing) {
    case 'not-shown':
      return 'not shown';
    case 'shown':
      return values.join(' or ');
    case 'mixed':
      return `mixed: ${values.join(' or ')} in ${fitting} of ${answers}`;
  }
}

/** What is remarkable about it, if anything. */
export function optionRemark({ contradictsDeclared, breaksApi, declared }: OptionCell): string | undefined {
  if (contradictsDeclared) return `declares ${declared ?? ''}`;
  return breaksApi ? 'breaks the API' : undefined;
}

/** An answer that shows what an engine makes of an option. */
export interface EvidenceLine extends OptionEvidence {
  readonly engine: string;
  /** What it shows, as {@link optionCellText} says it. */
  readonly text: string;
}

/** For each value that is observed of an option, answers that show it; of engines that agree, the first one's. */
export function evidenceLines({ cells }: ComparedOption, { engines }: Comparison): EvidenceLine[] {
  const told = new Set<string>();
  return cells.flatMap((cell, index) => {
    const text = optionCellText(cell);
    if (cell.standing === 'not-shown' || told.has(text)) return [];
    told.add(text);
    return cell.evidence.map((evidence) => ({ ...evidence, engine: engines[index]!.name, text }));
  });
}
