import { SPEC_DEFAULT } from '../../../model/index.ts';
import type { DatapathProfile } from '../common/index.ts';
import type { Datapath } from '../datapath.ts';
import { compileEbpf } from './compile.ts';
import type { EbpfCompiler } from './compiler.ts';
import { EBPF_COMPILER } from './compiler.ts';
import { judgeEbpf } from './judge.ts';
import type { EbpfOperation } from './operation.ts';
import { applyEbpf } from './operation.ts';
import { planEbpf } from './plan.ts';
import { printEbpf } from './print.ts';
import type { EbpfState } from './state.ts';

/**
 * Maps and a program for each isolated pod, direction and family, in the manner of plugins on eBPF: identities by
 * address, what identities may do, and what prefixes may do by longest match.
 */
export function ebpfDatapath(
  compiler: EbpfCompiler = EBPF_COMPILER,
  profile: DatapathProfile = SPEC_DEFAULT,
): Datapath<EbpfState, EbpfOperation> {
  return {
    name: 'ebpf',
    empty: () => ({ ipcache: { IPv4: {}, IPv6: {} }, policyMaps: {}, prefixMaps: {}, programs: {} }),
    compile: (intent) => compileEbpf(intent, compiler, profile),
    plan: planEbpf,
    apply: applyEbpf,
    judge: judgeEbpf,
    print: printEbpf,
  };
}
