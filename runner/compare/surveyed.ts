import type { ComparedSpec } from './compare-options.ts';
import type { CorpusSurvey } from './corpus/survey-corpus.ts';
import type { ToldBucket } from './departures/tell-bucket.ts';
import type { CasesSurvey } from './generated-cases.ts';
import type { InferredOption } from './options/infer-options.ts';

/** Everything that one engine was asked, and what it said. */
export interface Surveyed extends ComparedSpec {
  readonly corpus: CorpusSurvey;
  readonly generated: CasesSurvey;
  readonly options: readonly InferredOption[];
  readonly told: readonly ToldBucket[];
  readonly gaveUp?: string;
}
