import type { ComparedOption } from '../../../model/index.ts';
import type { Surveyed } from '../surveyed.ts';
import { OPEN_OPTIONS } from '../options/option-values.ts';

/** Every option, with what each engine shows of it. */
export function comparedOptions(surveyed: readonly Surveyed[]): ComparedOption[] {
  return OPEN_OPTIONS.map(({ option, values, nonConforming, clauses }, index) => ({
    option,
    values,
    nonConforming,
    clauses,
    cells: surveyed.map(({ options }) => options[index]!.cell),
  }));
}
