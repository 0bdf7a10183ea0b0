import { SPEC_DEFAULT } from '../../../model/index.ts';
import type { DatapathProfile } from '../common/index.ts';
import type { Datapath } from '../datapath.ts';
import { compileAcl } from './compile.ts';
import type { AclCompiler } from './compiler.ts';
import { ACL_COMPILER } from './compiler.ts';
import { judgeAcl } from './judge.ts';
import type { AclOperation } from './operation.ts';
import { applyAcl } from './operation.ts';
import { planAcl } from './plan.ts';
import { printAcl } from './print.ts';
import type { AclState } from './state.ts';

/**
 * Flows by priority and address sets, in the manner of plugins on OVN and Open vSwitch: exemptions above allows
 * above one flow for each isolated pod and direction that denies the rest.
 */
export function aclDatapath(
  compiler: AclCompiler = ACL_COMPILER,
  profile: DatapathProfile = SPEC_DEFAULT,
): Datapath<AclState, AclOperation> {
  return {
    name: 'acl',
    empty: () => ({ addressSets: {}, flows: {} }),
    compile: (intent) => compileAcl(intent, compiler, profile),
    plan: planAcl,
    apply: applyAcl,
    judge: judgeAcl,
    print: printAcl,
  };
}
