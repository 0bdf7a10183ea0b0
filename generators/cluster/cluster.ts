import type { Cluster, ExternalEndpoint, Namespace, Pod } from '../../model/index.ts';
import type { Draft } from '../draft.ts';
import { count } from '../draft.ts';
import { OUTSIDE } from '../pools/addresses.ts';
import { placeText } from '../pools/places.ts';
import type { AddressBook } from './address-book.ts';
import { drawNamespaces } from './namespaces.ts';
import { drawNodes } from './nodes.ts';
import type { PodRegistry } from './pods.ts';
import { beginPods, drawPods } from './pods.ts';
import { drawServices } from './services.ts';
import { slicesOf } from './slices.ts';

/** What policies are drawn against. */
export interface Scene {
  readonly draft: Draft;
  readonly namespaces: readonly Namespace[];
  readonly pods: readonly Pod[];
  readonly book: AddressBook;
  readonly registry: PodRegistry;
}

/** Draws a cluster without policies. */
export function drawCluster(draft: Draft): { readonly cluster: Cluster; readonly scene: Scene } {
  const book: AddressBook = { IPv4: [], IPv6: [] };
  const nodes = drawNodes(draft, book);
  const namespaces = drawNamespaces(draft);
  const registry = beginPods(draft, nodes, book);
  const pods = drawPods(draft, namespaces, registry);
  const services = drawServices(draft, namespaces, pods, book);
  const externals = drawExternals(draft, book);
  const endpointSlices = slicesOf(draft, services, pods);
  return {
    cluster: { nodes, namespaces, pods, services, endpointSlices, policies: [], externals },
    scene: { draft, namespaces, pods, book, registry },
  };
}

function drawExternals(draft: Draft, book: AddressBook): ExternalEndpoint[] {
  const { random, sizes, on, words } = draft;
  const externals: ExternalEndpoint[] = [];
  if (!on.externals) return externals;
  for (const family of words.families) {
    const places = OUTSIDE[family];
    const start = random.nextInt(0, places.length - 1);
    for (let index = 0, total = count(draft, sizes.externals); index < total; index++) {
      const place = places[(start + index) % places.length]!;
      book[family].push(place);
      externals.push({ name: `e${externals.length + 1}`, ip: placeText(place) });
    }
  }
  return externals;
}
