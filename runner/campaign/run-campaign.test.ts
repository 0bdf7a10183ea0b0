import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../engines/index.ts';
import { createEngine } from '../../engines/index.ts';
import { GENERATOR_PRESETS } from '../../generators/index.ts';
import type { CampaignResult } from '../../model/index.ts';
import { PROPERTIES, scenarioHolds } from '../../properties/index.ts';
import { decodeScenario, decodeScenarioDocument } from '../../scenarios/index.ts';
import type { DocumentPath, DocumentValue } from '../reduce/reduce-document.ts';
import { deletablePaths, without } from '../reduce/reduce-document.ts';
import { isRemark, stillViolates } from '../reduce/reduce-violation.ts';
import { openResults } from '../results/results-store.ts';
import type { CampaignOptions } from './campaign-options.ts';
import { runCampaign } from './run-campaign.ts';
import { parse } from 'yaml';

const directory = mkdtempSync(join(tmpdir(), 'fencepost-campaign-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The broken engines that the first campaigns must find: one for each way of being wrong. */
const BROKEN = ['OVN-845B', 'KUBEOVN-854', 'CILIUM-28684', 'AZURE-904', 'CILIUM-46996', 'CALICO-1360'];

async function campaign(engine: Engine, options: Partial<CampaignOptions> = {}): Promise<CampaignResult> {
  return runCampaign({
    seed: 1,
    cases: 30,
    engines: [engine],
    properties: PROPERTIES,
    settings: GENERATOR_PRESETS.default,
    corpus: [],
    ...options,
  });
}

const untimed = ({ timing: _timing, ...rest }: CampaignResult): string => JSON.stringify(rest);

describe('a campaign', () => {
  it('finds nothing in the matrix', async () => {
    const result = await campaign(await createEngine('matrix'), { cases: 20 });
    expect(result.findings).toEqual([]);
    expect(result.tallies.every(({ cells }) => cells > 0)).toBe(true);
  });

  it('is the same for the same seed and cases', async () => {
    const run = async (): Promise<string> => untimed(await campaign(await createEngine(`zoo:${BROKEN[0]}`)));
    expect(await run()).toBe(await run());
  });

  it('differs for another seed', async () => {
    const engine = await createEngine('matrix');
    const [one, two] = [
      await campaign(engine, { cases: 20 }),
      await campaign(engine, { cases: 20, seed: 2 }),
    ];
    expect(one.tallies[0]!.cells).not.toBe(two.tallies[0]!.cells);
  });

  it('ends at once, with a valid result, when it is interrupted', async () => {
    const controller = new AbortController();
    controller.abort();
    const result = await campaign(await createEngine('matrix'), { signal: controller.signal });
    expect(result).toMatchObject({ ended: 'interrupted', cases: 0, findings: [] });
  });
});

describe.each(BROKEN)('zoo:%s', (id) => {
  it('is found, with a scenario from which nothing can be deleted', async () => {
    const engine = await createEngine(`zoo:${id}`);
    const results = join(directory, id);
    const agree = PROPERTIES.filter(({ name }) => name === 'engine-agrees-with-reference');
    const enough = new AbortController();
    const { findings } = await campaign(engine, {
      cases: 2_000,
      properties: agree,
      store: openResults(results),
      signal: enough.signal,
      onFinding: () => enough.abort(),
    });
    expect(findings).toHaveLength(1);
    const [finding] = findings;
    expect(finding!.scenario.cluster.policies.length).toBeLessThanOrEqual(2);
    expect(finding!.scenario.cluster.pods.length).toBeLessThanOrEqual(3);
    expect(readdirSync(join(results, 'findings'))).toHaveLength(1);

    const text = readFileSync(finding!.file!, 'utf8');
    const again = await scenarioHolds.check(decodeScenario(text, finding!.file!), engine);
    expect(again.violation?.observed).toBe(finding!.key.observed);
    const document = parse(text) as DocumentValue;
    const kept: DocumentPath[] = [];
    for (const path of deletablePaths(document, isRemark)) {
      if (await keeps(engine, without(document, path), again.violation!)) kept.push(path);
    }
    expect(kept).toEqual([]);
  });
});

async function keeps(
  engine: Engine,
  document: DocumentValue,
  like: Parameters<typeof stillViolates>[3],
): Promise<boolean> {
  try {
    const scenario = decodeScenarioDocument(document);
    return (await stillViolates(scenarioHolds, engine, scenario, like)) !== undefined;
  } catch {
    return false;
  }
}
