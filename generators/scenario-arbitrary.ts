import type { Random, Stream } from 'fast-check';
import { Arbitrary, stream, Value } from 'fast-check';
import type { Scenario } from '../model/index.ts';
import { buildScenario } from './build-scenario.ts';
import { simplifications } from './edits/index.ts';
import { GENERATOR_PRESETS } from './presets.ts';
import type { GeneratorSettings } from './settings.ts';

/**
 * Scenarios for fast-check. Drawn without combinators, which are ten times slower, and shrunk by the same edits
 * as findings are, so that shrinking needs no memory of how a value was drawn.
 */
export function scenarioArbitrary(
  settings: GeneratorSettings = GENERATOR_PRESETS.default,
): Arbitrary<Scenario> {
  return new ScenarioArbitrary(settings);
}

/** fast-check knows arbitraries as classes. */
class ScenarioArbitrary extends Arbitrary<Scenario> {
  readonly #settings: GeneratorSettings;

  constructor(settings: GeneratorSettings) {
    super();
    this.#settings = settings;
  }

  override generate(random: Random, biasFactor: number | undefined): Value<Scenario> {
    const tiny = biasFactor !== undefined && random.nextInt(1, biasFactor) === 1;
    return new Value(buildScenario(random, this.#settings, tiny), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Scenario {
    return typeof value === 'object' && value !== null && 'cluster' in value && 'steps' in value;
  }

  override shrink(value: Scenario): Stream<Value<Scenario>> {
    return stream(shrunk(value));
  }
}

function* shrunk(scenario: Scenario): Generator<Value<Scenario>, void> {
  for (const edit of simplifications(scenario)) yield new Value(edit.apply(), undefined);
}
