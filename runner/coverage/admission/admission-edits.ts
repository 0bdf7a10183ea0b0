import type { AdmissionEdit } from './admission-edit.ts';
import { ITEM_EDITS } from './item-edits.ts';
import { NO_EDITS, OBJECT_EDITS } from './object-edits.ts';
import { SHAPE_EDITS } from './shape-edits.ts';

/** What is submitted to admission besides what generators make: an edit or more for each of its clauses. */
export const ADMISSION_EDITS: readonly AdmissionEdit[] = [
  ...ITEM_EDITS,
  ...OBJECT_EDITS,
  ...NO_EDITS,
  ...SHAPE_EDITS,
];
