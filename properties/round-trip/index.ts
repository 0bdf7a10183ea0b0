import type { Property } from '../property.ts';
import { admissionIsIdempotent } from './admission-is-idempotent.ts';
import { manifestsKeepTheCluster } from './manifests-keep-the-cluster.ts';
import { theCodecKeepsEverything } from './the-codec-keeps-everything.ts';

/** Properties of what Fencepost itself writes and reads. */
export const ROUND_TRIPS: readonly Property[] = [
  theCodecKeepsEverything,
  manifestsKeepTheCluster,
  admissionIsIdempotent,
];
