import type { Backend, Cluster, Endpoint, Flow, FlowProtocol, HostEndpoint } from '../../../model/index.ts';
import { familyOf, parseAddress } from '../../../model/index.ts';
import { sameData } from '../document/same-data.ts';
import type { EndCandidate, Refuse } from './end-text.ts';
import { endAt, resolveEnds, resolveSingleEnd, sharedFamily } from './end-text.ts';

const FLOW = /^\s*(\S+)\s+->\s+(\S+)\s+(\S+?)(?:\/([0-9]{1,5}))?(?:\s+=>\s+(\S+):([0-9]{1,5}))?\s*$/;
const SHAPE = 'a flow reads like "y/a -> x/a TCP/80" or "x/a -> service:x/web TCP/8080 => x/b:80"';

/**
 * The flows that a text stands for: one, or one for each pair of pods where an end is `*` or `namespace/*`.
 * A wildcard leaves out hostNetwork pods, finished pods, pods without an address, and a pod's way to itself.
 *
 * @param refuse is called, and must throw, with what is wrong with the text.
 */
export function parseFlows(text: string, cluster: Cluster, refuse: Refuse): Flow[] {
  const match = FLOW.exec(text);
  if (match === null) return refuse(`${JSON.stringify(text)} is not a flow: ${SHAPE}`);
  const [, from, to, word, portText, backendText, backendPort] = match;
  const service = parseService(word!, portText, refuse);
  const sources = resolveEnds(from!, cluster, refuse);
  const destinations = resolveEnds(to!, cluster, refuse);
  const wild = sources.length > 1 || destinations.length > 1 || from!.includes('*') || to!.includes('*');
  const backend =
    backendText === undefined
      ? undefined
      : { end: resolveBackend(backendText, cluster, refuse), port: portNumber(backendPort!, refuse) };

  const flows: Flow[] = [];
  for (const source of sources) {
    for (const destination of destinations) {
      // A pod's way to itself is a question of its own (SELF-2, SELF-3).
      if (wild && (source.name === destination.name || source.name === backend?.end.name)) continue;
      const ends = joinEnds(source, destination, wild, refuse);
      if (ends === undefined) continue;
      flows.push({
        ...ends,
        ...service,
        ...(backend === undefined ? {} : chooseBackend(backend, ends, refuse)),
      });
    }
  }
  return flows.length > 0 ? flows : refuse(`${text} matches no pair of pods`);
}

/** {@link parseFlows} where exactly one flow makes sense. */
export function parseFlow(text: string, cluster: Cluster, refuse: Refuse): Flow {
  const [flow, ...more] = parseFlows(text, cluster, refuse);
  return more.length === 0 ? flow! : refuse(`${text} is more than one flow; wildcards have no place here`);
}

/**
 * The shortest text that {@link parseFlow} reads as the flow (its source port aside), or `undefined` where the
 * cluster has no name for an end, as when a flow outlives its pod.
 */
export function formatFlowText(flow: Flow, cluster: Cluster): string | undefined {
  const { sourcePort: _, ...wanted } = flow;
  const family = familyOf(flow.destination.ip);
  const service = flow.protocol + (flow.port === undefined ? '' : `/${flow.port}`);
  const from = endNames(flow.source, cluster);
  const to = endNames(flow.destination, cluster);
  const backends = flow.backend === undefined ? [''] : backendTexts(flow.backend, cluster);
  for (const backend of backends) {
    for (const [source, destination] of [
      [from.plain, to.plain],
      [from.plain, `${to.plain}@${family}`],
      [from.plain, to.exact],
      [from.exact, to.plain],
      [from.exact, to.exact],
    ]) {
      const text = `${source} -> ${destination} ${service}${backend}`;
      if (sameData(tryParse(text, cluster), wanted)) return text;
    }
  }
  return undefined;
}

function parseService(
  word: string,
  portText: string | undefined,
  refuse: Refuse,
): Pick<Flow, 'protocol' | 'port'> {
  if (word === 'TCP' || word === 'UDP' || word === 'SCTP') {
    if (portText === undefined) return refuse(`${word} needs a port, as in ${word}/80`);
    return { protocol: word, port: portNumber(portText, refuse) };
  }
  const known = word === 'ICMP' || (/^(?:0|[1-9][0-9]{0,2})$/.test(word) && Number(word) <= 255);
  if (!known)
    return refuse(`${JSON.stringify(word)} is none of TCP, UDP, SCTP, ICMP or an IP protocol number`);
  if (portText !== undefined) return refuse(`${word} has no ports`);
  return { protocol: word as FlowProtocol };
}

function portNumber(text: string, refuse: Refuse): number {
  const port = Number(text);
  return port >= 1 && port <= 65_535 ? port : refuse(`${text} is not a port: 1 to 65535`);
}

function resolveBackend(text: string, cluster: Cluster, refuse: Refuse): EndCandidate {
  const address = parseAddress(text.slice(text.indexOf('@') + 1));
  return address?.family === 'IPv6'
    ? refuse(`=> ${text}: put an IPv6 address in brackets, its port would read as a part of it`)
    : resolveSingleEnd(text, cluster, refuse);
}

function joinEnds(
  source: EndCandidate,
  destination: EndCandidate,
  wild: boolean,
  refuse: Refuse,
): Pick<Flow, 'source' | 'destination'> | undefined {
  const family = sharedFamily(source, destination);
  if (family === undefined) {
    return wild ? undefined : refuse(`${source.name} and ${destination.name} share no address family`);
  }
  const from = endAt(source, family, refuse);
  if (from.kind === 'service') return refuse(`${source.name} cannot open a connection`);
  return { source: from, destination: endAt(destination, family, refuse) };
}

function chooseBackend(
  backend: { readonly end: EndCandidate; readonly port: number },
  ends: Pick<Flow, 'destination'>,
  refuse: Refuse,
): { backend: Backend } {
  const endpoint = endAt(backend.end, familyOf(ends.destination.ip), refuse);
  if (endpoint.kind === 'service')
    return refuse(`${backend.end.name} cannot be the backend of another service`);
  return { backend: { endpoint, port: backend.port } };
}

function endNames(endpoint: Endpoint, cluster: Cluster): { plain: string; exact: string } {
  const named = (plain: string): { plain: string; exact: string } => ({
    plain,
    exact: `${plain}@${endpoint.ip}`,
  });
  switch (endpoint.kind) {
    case 'pod':
    case 'hostNetwork':
      return named(endpoint.pod);
    case 'node':
      return named(`node:${endpoint.node}`);
    case 'service':
      return named(`service:${endpoint.service}`);
    case 'external': {
      const external = cluster.externals.find(({ ip }) => ip === endpoint.ip);
      return { plain: external?.name ?? endpoint.ip, exact: endpoint.ip };
    }
  }
}

function backendTexts({ endpoint, port }: Backend, cluster: Cluster): string[] {
  const { plain, exact } = endNames(endpoint satisfies HostEndpoint, cluster);
  const bracketed = endpoint.kind === 'external' ? `[${endpoint.ip}]` : exact.replace(/@(.*)$/, '@[$1]');
  return [plain, bracketed].map((end) => ` => ${end}:${port}`);
}

function tryParse(text: string, cluster: Cluster): Flow | undefined {
  try {
    return parseFlow(text, cluster, (message): never => {
      throw new SyntaxError(message);
    });
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
