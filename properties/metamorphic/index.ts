import type { Property } from '../property.ts';
import { canonicalBlocksMeanTheSame } from './addresses/canonical-blocks-mean-the-same.ts';
import { exceptsExpandIntoPrefixes } from './addresses/excepts-expand-into-prefixes.ts';
import { halvesOfABlockMeanTheBlock } from './addresses/halves-of-a-block-mean-the-block.ts';
import { mirroringIntoIPv6ChangesNothing } from './addresses/mirroring-into-ipv6-changes-nothing.ts';
import { labelsMeanNothing } from './names/labels-mean-nothing.ts';
import { namesMeanNothing } from './names/names-mean-nothing.ts';
import { portNamesMeanNothing } from './names/port-names-mean-nothing.ts';
import { aSynthesisedPolicyAdmitsItsFlow } from './policies/a-synthesised-policy-admits-its-flow.ts';
import { anUnrelatedNamespaceChangesNothing } from './policies/an-unrelated-namespace-changes-nothing.ts';
import { mergingPoliciesChangesNothing } from './policies/merging-policies-changes-nothing.ts';
import { splittingAPolicyChangesNothing } from './policies/splitting-a-policy-changes-nothing.ts';
import { absentListsAreEmptyLists } from './rules/absent-lists-are-empty-lists.ts';
import { addingARuleOnlyAllows } from './rules/adding-a-rule-only-allows.ts';
import { anIgnoredDirectionMeansNothing } from './rules/an-ignored-direction-means-nothing.ts';
import { duplicatingChangesNothing } from './rules/duplicating-changes-nothing.ts';
import { mergingRulesChangesNothing } from './rules/merging-rules-changes-nothing.ts';
import { orderChangesNothing } from './rules/order-changes-nothing.ts';
import { portsCutInTwoCoverTheSame } from './rules/ports-cut-in-two-cover-the-same.ts';
import { splittingARuleChangesNothing } from './rules/splitting-a-rule-changes-nothing.ts';
import { selectorsSaidOtherwiseMeanTheSame } from './selectors/selectors-said-otherwise-mean-the-same.ts';
import { splittingASelectorChangesNothing } from './selectors/splitting-a-selector-changes-nothing.ts';

/** Properties that compare an engine with itself on a changed cluster, and so run on any engine. */
export const METAMORPHIC: readonly Property[] = [
  orderChangesNothing,
  duplicatingChangesNothing,
  splittingARuleChangesNothing,
  mergingRulesChangesNothing,
  splittingAPolicyChangesNothing,
  mergingPoliciesChangesNothing,
  addingARuleOnlyAllows,
  anIgnoredDirectionMeansNothing,
  absentListsAreEmptyLists,
  splittingASelectorChangesNothing,
  selectorsSaidOtherwiseMeanTheSame,
  portsCutInTwoCoverTheSame,
  canonicalBlocksMeanTheSame,
  halvesOfABlockMeanTheBlock,
  exceptsExpandIntoPrefixes,
  mirroringIntoIPv6ChangesNothing,
  namesMeanNothing,
  labelsMeanNothing,
  portNamesMeanNothing,
  anUnrelatedNamespaceChangesNothing,
  aSynthesisedPolicyAdmitsItsFlow,
];
