import type { ClusterEvent, Endpoint, Finding, Flow, ScenarioStep } from '../../model/index.ts';
import { familyOf, formatFlow } from '../../model/index.ts';
import { shellWord } from './shell-word.ts';
import { manifestsText, trialManifest, TRIAL_IMAGE } from './trial-manifests.ts';

/** How long a probe waits before it counts as denied. */
const TIMEOUT = '3s';

/**
 * Commands that show a finding on a real cluster whose plugin is under suspicion: apply, wait, whatever happens, and
 * the probe with what it must say.
 *
 * @param file the name under which the manifests were saved
 */
export function trialCommands({ scenario, flow, key }: Finding, file: string): string[] {
  const namespaces = [...new Set(scenario.cluster.pods.map(({ namespace }) => namespace))];
  return [
    `kubectl apply -f ${shellWord(file)}`,
    ...namespaces.map(
      (namespace) => `kubectl wait -n ${shellWord(namespace)} --for=condition=Ready pod --all --timeout=120s`,
    ),
    ...scenario.steps.flatMap((step, index) => stepCommands(step, index, flow)),
    ...(flow === undefined
      ? []
      : [
          `# ${commented(formatFlow(flow))}: ${mustSay(key.expected)}; observed was ${commented(key.observed)}`,
          probeCommand(flow),
        ]),
  ];
}

function mustSay(expected: string): string {
  if (expected === 'allow') return 'must connect';
  if (expected === 'deny') return 'must fail, with TIMEOUT or REFUSED';
  return `expected is ${commented(expected)}`;
}

/** What follows would be a command if a comment could end. */
function commented(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

function stepCommands({ actions }: ScenarioStep, index: number, flow: Flow | undefined): string[] {
  return [
    `# step ${index + 1}`,
    ...actions.map((action) => {
      if (action.kind === 'apply') return eventCommand(action.event, flow);
      if (action.kind === 'wait') return `sleep ${Math.ceil(action.ticks / 1000)}`;
      return `# by hand: ${commented(JSON.stringify(action))}`;
    }),
  ];
}

function eventCommand({ type, object }: ClusterEvent, flow: Flow | undefined): string {
  if (object.kind === 'Node' || object.kind === 'EndpointSlice') {
    return `# by hand: ${object.kind} ${commented(object.name)} ${type}`;
  }
  if (type === 'DELETED') {
    const where = 'namespace' in object ? `-n ${shellWord(object.namespace)} ` : '';
    return `kubectl delete ${object.kind.toLowerCase()} ${where}${shellWord(object.name)}`;
  }
  return `kubectl apply -f - <<'EOF'\n${manifestsText([trialManifest(object, flow)])}EOF`;
}

/** The command that opens a flow as a new connection. */
export function probeCommand(flow: Flow): string {
  const { source, protocol, port } = flow;
  const target = targetOf(flow);
  const at = port === undefined ? target : `${bracketed(target, flow)}:${port}`;
  const probe =
    port === undefined
      ? `ping -c 1 -W 3 "${target}"`
      : `/agnhost connect "${at}" --protocol=${protocol.toLowerCase()} --timeout=${TIMEOUT}`;
  switch (source.kind) {
    case 'pod':
    case 'hostNetwork':
      return `kubectl exec ${podArguments(source.pod)} -- ${probe}`;
    case 'node':
      return `kubectl debug node/${shellWord(source.node)} -it --image=${TRIAL_IMAGE} -- ${probe}`;
    case 'external':
      return [
        `# on a host outside of the cluster with the address ${source.ip}:`,
        port === undefined ? probe : `nc -zv${protocol === 'UDP' ? 'u' : ''} -w 3 "${target}" ${port}`,
      ].join('\n');
  }
}

function podArguments(key: string): string {
  const slash = key.indexOf('/');
  return `-n ${shellWord(key.slice(0, slash))} ${shellWord(key.slice(slash + 1))}`;
}

/** An address, or the command that finds it on the real cluster; it stands between double quotes. */
function targetOf({ destination }: Flow): string {
  const path = (list: string): string =>
    `-o jsonpath='{${list}}' | tr ' ' '\\n' | grep ${familyOf(destination.ip) === 'IPv6' ? '' : '-v '}:`;
  switch (destination.kind) {
    case 'pod':
    case 'hostNetwork':
      return `$(kubectl get pod ${podArguments(destination.pod)} ${path('.status.podIPs[*].ip')})`;
    case 'node':
      return `$(kubectl get node ${shellWord(destination.node)} ${path('.status.addresses[?(@.type=="InternalIP")].address')})`;
    case 'service':
      return `$(kubectl get service ${podArguments(destination.service)} ${path('.spec.clusterIPs[*]')})`;
    case 'external':
      return destination.ip;
  }
}

function bracketed(target: string, { destination }: Flow): string {
  return familyOf(destination.ip) === 'IPv6' ? `[${target}]` : target;
}

/** What a real cluster does otherwise than the scenario, and a person has to see to. */
export function trialRemarks({ scenario, flow }: Finding): string[] {
  const { pods, policies } = scenario.cluster;
  const ends = [flow?.source, flow?.destination, flow?.backend?.endpoint].filter((end) => end !== undefined);
  const placed = pods.filter(
    (pod) => pod.nodeName !== undefined && isEnd(`${pod.namespace}/${pod.name}`, ends),
  );
  const nodes = new Set(placed.map(({ nodeName }) => nodeName));
  const hasBlocks = JSON.stringify(policies).includes('"ipBlock"');
  const unusual = pods.filter(({ phase, terminating }) => phase !== 'Running' || terminating);
  return [
    ...(hasBlocks
      ? [
          'The blocks name addresses of the scenario; where the cluster gives others, change the blocks to match.',
        ]
      : []),
    ...(placed.length > 1
      ? [
          `Both pods must run on ${nodes.size === 1 ? 'one node' : 'different nodes'}; set \`nodeName\` accordingly.`,
        ]
      : []),
    ...(ends.some(({ kind }) => kind === 'external')
      ? ['The outside address needs a host that has it, or another of the same block.']
      : []),
    ...unusual.map(
      ({ namespace, name, phase, terminating }) =>
        `${namespace}/${name} was ${terminating ? 'terminating' : phase}, which a manifest cannot say.`,
    ),
  ];
}

function isEnd(key: string, ends: readonly Endpoint[]): boolean {
  return ends.some((end) => (end.kind === 'pod' || end.kind === 'hostNetwork') && end.pod === key);
}
