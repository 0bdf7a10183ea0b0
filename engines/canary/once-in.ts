import type { ProbeSet } from '../../model/index.ts';
import { objectKey } from '../../model/index.ts';
import type { Verdicts } from '../engine.ts';
import { ALLOW, DENY } from '../engine.ts';
import type { InProcessEngine } from '../evaluator-engine.ts';
import { matrixEngine } from '../matrix.ts';

/**
 * The specification, but for one verdict in one cluster out of so many: what any harness must notice that claims to
 * compare verdicts. Which cluster it is depends on the cluster alone, so that it fails alike wherever it is asked.
 */
export function onceIn(every: number): InProcessEngine {
  return lying(matrixEngine(undefined, {}, `canary:once-in-${every}`), every);
}

function lying(right: InProcessEngine, every: number): InProcessEngine {
  return {
    ...right,
    judge(probes) {
      const verdicts = right.judge(probes);
      const draw = drawOf(probes);
      return draw % every === 0 ? withOneTurned(verdicts, Math.floor(draw / every)) : verdicts;
    },
    withProfile: (told) => lying(right.withProfile(told), every),
  };
}

function withOneTurned(verdicts: Verdicts, draw: number): Verdicts {
  const turned = Uint8Array.from(verdicts);
  const index = draw % Math.max(1, turned.length);
  if (index < turned.length) turned[index] = turned[index] === ALLOW ? DENY : ALLOW;
  return turned;
}

/** A number of the cluster's own (FNV-1a over the names in it), stirred so that its low bits are as good as any. */
function drawOf({ cluster: { pods, policies }, cells }: ProbeSet): number {
  const text = [...pods, ...policies].map(objectKey).join(' ') + cells.length;
  let hash = 0x811c_9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x21f0_aaad);
  return (hash ^ (hash >>> 15)) >>> 0;
}
