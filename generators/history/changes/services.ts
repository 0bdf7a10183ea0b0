import type { ScenarioAction, Service, ServicePort } from '../../../model/index.ts';
import { objectKey } from '../../../model/index.ts';
import { drawService, drawServiceSelector } from '../../cluster/services.ts';
import type { Draft } from '../../draft.ts';
import { podOf } from '../../policies/peers.ts';
import { oneIn, pick } from '../../random.ts';
import { happen, type World } from '../world.ts';

/** A Service comes, now and then under the name and the addresses of one that went. */
export function createService(world: World): readonly ScenarioAction[] {
  const { draft, namespaces, pods, book } = world.scene;
  const back = oneIn(draft.random, 2) ? world.goneServices.pop() : undefined;
  // Numbers are never taken by two: those of the ones that are gone lie apart.
  const number = back ?? world.services.size + world.goneServices.length;
  const object = drawService(draft, number, namespaces, pods, book);
  world.services.set(objectKey(object), number);
  return happen(world, [{ type: 'ADDED', object }]);
}

/** A Service goes. */
export function deleteService(world: World): readonly ScenarioAction[] {
  const { services } = world.cluster;
  if (services.length === 0) return [];
  const object = pick(world.scene.draft.random, services);
  forgetService(world, object);
  return happen(world, [{ type: 'DELETED', object }]);
}

/** The number of the Service is free. */
export function forgetService(world: World, service: Service): void {
  const key = objectKey(service);
  world.goneServices.push(world.services.get(key)!);
  world.services.delete(key);
}

/** Whom a Service chooses, where its ports lead or how it treats its traffic changes. */
export function editService(world: World): readonly ScenarioAction[] {
  const { services } = world.cluster;
  if (services.length === 0) return [];
  const service = pick(world.scene.draft.random, services);
  return happen(world, [{ type: 'MODIFIED', object: editedService(world, service) }]);
}

function editedService(world: World, service: Service): Service {
  const { draft } = world.scene;
  const { random, on } = draft;
  if (service.selector !== undefined && oneIn(random, 2)) {
    const backend = podOf(world.scene, service.namespace) ?? pick(random, world.scene.pods);
    return { ...service, selector: drawServiceSelector(draft, backend) };
  }
  if (on.localTrafficPolicies && oneIn(random, 3)) {
    const internalTrafficPolicy = service.internalTrafficPolicy === 'Local' ? 'Cluster' : 'Local';
    return { ...service, internalTrafficPolicy };
  }
  const at = random.nextInt(0, service.ports.length - 1);
  if (service.ports.length > 1 && oneIn(random, 3)) {
    return { ...service, ports: service.ports.toSpliced(at, 1) };
  }
  return { ...service, ports: service.ports.with(at, otherTarget(draft, service.ports[at]!)) };
}

function otherTarget({ random, words }: Draft, port: ServicePort): ServicePort {
  return { ...port, targetPort: pick(random, words.portNumbers) };
}
