import type { ProbeAxes, ProbeEndpoint, ProfileOption } from '../../../model/index.ts';
import { translate } from '../../clauses/translation.ts';
import type { Context } from '../../semantics.ts';
import type { End, World } from '../../world.ts';
import { endOf } from '../../world.ts';
import type { Columns, ColumnSet } from './columns.ts';
import { columnsOf, columnsWithPorts } from './columns.ts';
import type { Detour } from './detours.ts';
import { translationOf, UNTRANSLATABLE } from './detours.ts';
import type { LabelGroup } from './label-groups.ts';
import { labelGroups } from './label-groups.ts';
import type { Pods, Roster } from './places.ts';
import { loopbacksAmong, ownEnd, rosterOf } from './places.ts';
import type { Words } from './words.ts';
import { wordsOf } from './words.ts';

/** The ends and ports of some questions, made ready: all that does not depend on what policies mean. */
export interface Layout {
  readonly axes: ProbeAxes;
  readonly columns: Columns;
  readonly withPorts: ColumnSet;
  readonly withoutPorts: ColumnSet;
  /** Where nothing is translated, sources and destinations are one roster. */
  readonly sources: Roster;
  readonly destinations: Roster;
  /** By destination; `undefined` where nothing is translated. */
  readonly detours: readonly (Detour | undefined)[];
  readonly pods: Pods;
  readonly groups: readonly LabelGroup[];
  /** The ends outside the cluster, one byte a source. */
  readonly outside: Words;
  readonly loopbackSources: Words | undefined;
  readonly loopbackDestinations: Words | undefined;
}

/** What a layout depends on besides its axes. */
interface Remembered {
  readonly world: World;
  readonly ports: ProbeAxes['ports'];
  readonly answers: string;
  readonly layout: Layout;
}

const remembered = new WeakMap<ProbeAxes['endpoints'], Remembered>();

/** The layout of some ends and ports. Remembered: several evaluators mostly judge the same ones. */
export function layoutOf(context: Context, axes: ProbeAxes): Layout {
  const { world, semantics } = context;
  const answers = semantics.translate === translate ? translationAnswers(context, axes) : 'replaced';
  const last = remembered.get(axes.endpoints);
  if (last?.world === world && last.ports === axes.ports && last.answers === answers) return last.layout;
  const layout = makeLayout(context, axes);
  remembered.set(axes.endpoints, { world, ports: axes.ports, answers, layout });
  return layout;
}

/** The options that `translate` and its caller ask for. */
const TRANSLATION_OPTIONS = [
  'serviceEgressEvaluation',
  'serviceIpInIpBlock',
  'externalBackendIpBlock',
  'ingressSourceSeen',
  'hostPortMatch',
  'selfViaService',
] as const satisfies readonly ProfileOption[];

function translationAnswers({ option }: Context, { endpoints }: ProbeAxes): string {
  if (!endpoints.some(({ backend }) => backend !== undefined)) return '';
  return TRANSLATION_OPTIONS.map((name) => option(name)).join();
}

function makeLayout(context: Context, axes: ProbeAxes): Layout {
  const { world } = context;
  const columns = columnsOf(axes.ports);
  const { sourceEnds, destinationEnds, blockEnds, detours } = endsOf(context, axes, columns);
  const pods: Pods = { list: [], indices: new Map() };
  const sources = rosterOf(world, pods, sourceEnds);
  const isSame = sourceEnds === destinationEnds;
  const loopbackSources = loopbacksAmong(sourceEnds);
  return {
    axes,
    columns,
    withPorts: columnsWithPorts(columns, true),
    withoutPorts: columnsWithPorts(columns, false),
    sources,
    destinations: isSame ? sources : rosterOf(world, pods, destinationEnds, blockEnds),
    detours,
    pods,
    groups: labelGroups(pods.list),
    outside: outsideAmong(axes),
    loopbackSources,
    loopbackDestinations: isSame ? loopbackSources : loopbacksAmong(destinationEnds),
  };
}

function outsideAmong({ endpoints }: ProbeAxes): Words {
  const outside = wordsOf(endpoints.length);
  for (let index = 0; index < endpoints.length; index++) {
    if (endpoints[index]!.endpoint.kind === 'external') outside[index] = 1;
  }
  return outside;
}

interface Ends {
  readonly sourceEnds: End[];
  readonly destinationEnds: End[];
  readonly blockEnds: (readonly End[] | undefined)[];
  readonly detours: (Detour | undefined)[];
}

function endsOf(context: Context, { endpoints, ports }: ProbeAxes, columns: Columns): Ends {
  const { world, semantics } = context;
  const isReplaced = semantics.translate !== translate;
  // A replaced `translate` makes its ends with `endOf`; to recognise them, ours must be the same objects.
  const own = (probe: ProbeEndpoint): End =>
    isReplaced && probe.endpoint.kind !== 'service' ? endOf(world, probe.endpoint) : ownEnd(world, probe);
  const sourceEnds = endpoints.map(own);
  if (!endpoints.some(isTranslated)) {
    return { sourceEnds, destinationEnds: sourceEnds, blockEnds: [], detours: [] };
  }
  const ends: Ends = { sourceEnds, destinationEnds: [...sourceEnds], blockEnds: [], detours: [] };
  for (const [index, probe] of endpoints.entries()) {
    if (!isTranslated(probe)) continue;
    const { backend, only } = probe;
    if (isReplaced || backend === undefined || only === undefined) {
      ends.detours[index] = UNTRANSLATABLE;
      continue;
    }
    const translation = translationOf(context, { ...probe, only, backend }, ports, sourceEnds, columns);
    ends.detours[index] = translation.detour;
    ends.destinationEnds[index] = translation.destination;
    ends.blockEnds[index] = translation.blockEnds;
  }
  return ends;
}

function isTranslated({ backend, endpoint }: ProbeEndpoint): boolean {
  return backend !== undefined || endpoint.kind === 'service';
}
