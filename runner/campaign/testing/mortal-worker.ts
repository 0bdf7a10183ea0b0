// A worker that dies over some cases, in every way in which a thread can: for tests of what follows.
import type { Property } from '../../../properties/index.ts';
import type { CampaignPlan, Equipment } from '../campaign-plan.ts';
import { equip } from '../campaign-plan.ts';
import { createWorker } from '../crew/worker-task.ts';

/** Case → how the worker dies over it. */
export const DEADLY: Readonly<Record<number, () => unknown>> = {
  70: () => process.exit(7),
  131: () => {
    // Outside of the task: nobody could catch it.
    setImmediate(() => {
      throw new Error('a stray error');
    });
    return new Promise(() => {});
  },
};

function mortal(property: Property): Property {
  return {
    ...property,
    check(scenario, engine, options) {
      const deadly = DEADLY[scenario.provenance?.run ?? -1]?.();
      if (deadly instanceof Promise) return deadly;
      return property.check(scenario, engine, options);
    },
  };
}

async function equipMortally(plan: CampaignPlan): Promise<Equipment> {
  const equipment = await equip(plan);
  return { ...equipment, properties: equipment.properties.map(mortal) };
}

export const perform = createWorker(equipMortally);
