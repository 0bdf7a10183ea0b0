import type { NetworkPolicyPort } from '../../../model/index.ts';
import type { Cut } from '../edit.ts';
import { withoutField } from '../edit.ts';

/** The ports that simplify to, simplest first. Nothing else becomes simpler than these. */
export const SIMPLE_PORTS: readonly number[] = [80, 1];

/** Simpler port items: a number instead of a name or range, 80 instead of another number, TCP. */
export function* simplerPorts(item: NetworkPolicyPort): Generator<Cut<NetworkPolicyPort>> {
  const { protocol, port, endPort } = item;
  if (port !== undefined) {
    yield { describe: 'drop port', to: withoutField(withoutField(item, 'endPort'), 'port') };
  }
  if (endPort !== undefined) yield { describe: 'drop endPort', to: withoutField(item, 'endPort') };
  if (protocol !== undefined && protocol !== 'TCP') {
    yield { describe: `${protocol} → TCP`, to: { ...item, protocol: 'TCP' } };
  }
  if (typeof port === 'string') yield { describe: `port ${port} → 80`, to: { ...item, port: 80 } };
  if (typeof port === 'number') {
    for (const simple of simplerNumbers(port)) {
      // VAL-7: endPort is never below port.
      if (endPort === undefined || simple <= endPort) {
        yield { describe: `port ${port} → ${simple}`, to: { ...item, port: simple } };
      }
    }
  }
}

/** The simple ports that are simpler than the number. */
export function simplerNumbers(port: number): readonly number[] {
  const at = SIMPLE_PORTS.indexOf(port);
  return at < 0 ? SIMPLE_PORTS : SIMPLE_PORTS.slice(0, at);
}
