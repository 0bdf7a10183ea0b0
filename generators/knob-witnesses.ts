import type { Feature } from './settings.ts';

/**
 * For some features of the settings an engine that only they find: with the feature off it survives thousands of
 * cases, with it on it does not. By the name that `--engine` takes.
 */
export const KNOB_WITNESSES: Readonly<Partial<Record<Feature, string>>> = {
  ipBlocks: 'zoo:WEAVE-3653',
  excepts: 'zoo:ANTREA-71',
  zeroCidrs: 'zoo:AZURE-599',
  namedPorts: 'zoo:FELIX-1685',
  portRanges: 'zoo:CILIUM-28684',
  protocolItems: 'zoo:CALICO-4373',
  independentTypes: 'zoo:NPC-229',
  egress: 'zoo:OSDN-459',
  combinedPeers: 'zoo:CALICO-OR',
  namespacePeers: 'zoo:MULTINP-14',
};
