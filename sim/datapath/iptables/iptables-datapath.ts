import { SPEC_DEFAULT } from '../../../model/index.ts';
import type { DatapathProfile } from '../common/index.ts';
import type { Datapath } from '../datapath.ts';
import { compileIptables } from './compile.ts';
import type { IptablesCompiler } from './compiler.ts';
import { IPTABLES_COMPILER } from './compiler.ts';
import { judgeIptables } from './judge.ts';
import type { IptablesOperation } from './operation.ts';
import { applyIptables } from './operation.ts';
import { planIptables } from './plan.ts';
import { printIptables } from './print.ts';
import type { IptablesState } from './state.ts';
import { EMPTY_TABLE } from './state.ts';

/**
 * Chains and `hash:net` sets, in the manner of plugins that program iptables: a chain for each isolated pod and
 * direction, in it a jump to a chain for each policy, whose rules set a bit; without the bit the packet is denied.
 */
export function iptablesDatapath(
  compiler: IptablesCompiler = IPTABLES_COMPILER,
  profile: DatapathProfile = SPEC_DEFAULT,
): Datapath<IptablesState, IptablesOperation> {
  return {
    name: 'iptables',
    empty: () => ({ tables: { IPv4: EMPTY_TABLE, IPv6: EMPTY_TABLE } }),
    compile: (intent) => compileIptables(intent, compiler, profile),
    plan: planIptables,
    apply: applyIptables,
    judge: judgeIptables,
    print: printIptables,
  };
}
