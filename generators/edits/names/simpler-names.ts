import type { LabelSelector, Labels, NetworkPolicy, Scenario } from '../../../model/index.ts';
import { DIRECTIONS, NAMESPACE_NAME_LABEL, peersOf, rulesOf } from '../../../model/index.ts';
import type { Edit } from '../edit.ts';
import { costOfText } from '../complexity.ts';
import { occurringObjects } from '../objects.ts';
import type { Renaming } from './rename.ts';
import { renamed } from './rename.ts';
import { SHORT_NAMES } from './short-names.ts';

type Kind = Renaming['what'];

/** The scenario with one name made short, everywhere at once. */
export function* simplerNames(scenario: Scenario): Generator<Edit> {
  for (const [what, names] of namesOf(scenario)) {
    for (const from of names) {
      if (from === NAMESPACE_NAME_LABEL) continue;
      const to = SHORT_NAMES[what].find((name) => !names.has(name));
      if (to === undefined || costOfText(to) >= costOfText(from)) continue;
      const renaming: Renaming = { what, from, to };
      yield {
        describe: `rename ${what} ${JSON.stringify(from)} to ${to}`,
        apply: () => renamed(scenario, renaming),
      };
    }
  }
}

/** Every name in use, by what it names, in the order of occurrence. */
export function namesOf(scenario: Scenario): ReadonlyMap<Kind, ReadonlySet<string>> {
  const names = new Map<Kind, Set<string>>();
  const add: AddName = (what, name) => {
    let known = names.get(what);
    if (known === undefined) names.set(what, (known = new Set()));
    known.add(name);
  };
  for (const object of occurringObjects(scenario)) {
    switch (object.kind) {
      case 'Node':
        add('node', object.name);
        addLabels(object.labels, add);
        break;
      case 'Namespace':
        add('namespace', object.name);
        addLabels(object.labels, add, 'namespace');
        break;
      case 'Pod':
        add('namespace', object.namespace);
        add('pod', object.name);
        addLabels(object.labels, add);
        for (const { name } of object.ports) if (name !== undefined) add('port', name);
        break;
      case 'Service':
        add('namespace', object.namespace);
        add('service', object.name);
        addLabels(object.selector ?? {}, add);
        for (const { targetPort } of object.ports)
          if (typeof targetPort === 'string') add('port', targetPort);
        break;
      case 'NetworkPolicy':
        add('namespace', object.namespace);
        add('policy', object.name);
        addPolicy(object, add);
        break;
      case 'EndpointSlice':
        break;
    }
  }
  return names;
}

type AddName = (what: Kind, name: string) => void;

/** What the value of `kubernetes.io/metadata.name` names: on a namespace it does (NS-2), elsewhere nothing. */
type NameLabel = 'namespace' | 'nothing';

function addValue(key: string, value: string, add: AddName, nameLabel: NameLabel): void {
  if (key !== NAMESPACE_NAME_LABEL) add('label value', value);
  else if (nameLabel === 'namespace') add('namespace', value);
}

function addLabels(labels: Labels, add: AddName, nameLabel: NameLabel = 'nothing'): void {
  for (const [key, value] of Object.entries(labels)) {
    add('label key', key);
    addValue(key, value, add, nameLabel);
  }
}

function addSelector(selector: LabelSelector | undefined, add: AddName, nameLabel: NameLabel): void {
  addLabels(selector?.matchLabels ?? {}, add, nameLabel);
  for (const { key, values = [] } of selector?.matchExpressions ?? []) {
    add('label key', key);
    for (const value of values) addValue(key, value, add, nameLabel);
  }
}

function addPolicy(policy: NetworkPolicy, add: AddName): void {
  addSelector(policy.spec.podSelector, add, 'nothing');
  for (const direction of DIRECTIONS) {
    for (const rule of rulesOf(policy, direction)) {
      for (const { port } of rule.ports ?? []) if (typeof port === 'string') add('port', port);
      for (const peer of peersOf(rule, direction) ?? []) {
        addSelector(peer.podSelector, add, 'nothing');
        addSelector(peer.namespaceSelector, add, 'namespace');
      }
    }
  }
}
