import { expect, it } from 'vitest';
import { GENERATOR_ID } from '../../../generators/index.ts';
import type { Provenance } from '../../../model/index.ts';
import { EMPTY_CLUSTER, scenarioOf } from '../../../model/index.ts';
import type { DraftFinding } from './draft-finding.ts';
import { finishFinding } from './draft-finding.ts';

function draftOf(provenance: Provenance): DraftFinding {
  return {
    text: '',
    finding: {
      key: {
        property: 'p',
        engine: 'e',
        trait: 'isolation',
        direction: 'none',
        expected: 'deny',
        observed: 'allow',
        clause: 'none',
      },
      summary: '',
      scenario: scenarioOf('s', EMPTY_CLUSTER, { provenance }),
      origin: { kind: 'generated', seed: 7, run: 3 },
    },
  };
}

it.each<[provenance: Provenance, file: string | undefined, reproduce: string]>([
  [{}, 'findings/a.yaml', 'fencepost replay findings/a.yaml --engine e'],
  [{}, undefined, `fencepost replay --seed ${GENERATOR_ID}:7:3 --engine e`],
  [{ generator: 'g1', settings: 'default' }, undefined, 'fencepost replay --seed g1:7:3 --engine e'],
  [
    { generator: 'g1', settings: 'small' },
    undefined,
    'fencepost replay --seed g1:7:3 --settings small --engine e',
  ],
])('a finding with provenance %j and file %j is shown again by a command', (provenance, file, reproduce) => {
  expect(finishFinding(draftOf(provenance), 'e', file).reproduce).toBe(reproduce);
});
