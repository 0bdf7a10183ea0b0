import { loadManifestSources, readCluster } from '../../admission/index.ts';
import type { Cluster } from '../../model/index.ts';
import { FencepostError, formatPosition } from '../../model/index.ts';
import { note } from '../terminal.ts';

/**
 * The cluster in the user's manifests. What was invented is said on standard error; an invalid object ends the
 * command, since an answer without it would be an answer to another question.
 *
 * @throws FencepostError `input` with every error there is
 */
export function readManifestCluster(paths: readonly string[], option = '-f'): Cluster {
  if (paths.length === 0) throw new FencepostError('usage', `${option} PATH is missing`);
  // What comes from a cluster may be older than today's rules; what a typo changes is said, and the rest answered.
  const read = readCluster(loadManifestSources(paths), {
    fieldValidation: 'Warn',
    strictCidrValidation: 'warn-only',
  });
  if (read.errors.length > 0) {
    const lines = read.errors.map(({ message, position }) =>
      position === undefined ? message : `${formatPosition(position)}: ${message}`,
    );
    throw new FencepostError('input', lines.join('\n'));
  }
  for (const { message, position } of read.warnings) {
    note(`warning: ${position === undefined ? '' : `${formatPosition(position)}: `}${message}`);
  }
  for (const line of read.notes) note(`note: ${line}`);
  if (read.objects === 0) throw new FencepostError('input', `no objects in ${paths.join(', ')}`);
  return read.cluster;
}
