import { describe, expect, it } from 'vitest';
import { FencepostError } from '../../../model/index.ts';
import { didYouMean } from './did-you-mean.ts';
import { openDocument } from './open-document.ts';

function errorOf(run: () => unknown): FencepostError {
  try {
    run();
  } catch (error) {
    if (error instanceof FencepostError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('opening a file', () => {
  it.each([
    ['', 'not a scenario'],
    ['just text', 'not a scenario'],
    ['- a\n- b', 'not a scenario'],
    ['name: x', '"fencepost: 1" is missing'],
    ['fencepost: one', 'must be a whole number'],
    ['fencepost: 0', 'must be a whole number'],
    ['fencepost: 2\nfuture: true', 'written in version 2 of the scenario format'],
    ['fencepost: 1\nname: [', 'not valid YAML'],
    ['fencepost: 1\nname: x\nname: y', 'not valid YAML: Map keys must be unique'],
    ['fencepost: 1\n---\nfencepost: 1', 'not valid YAML'],
    [`fencepost: 1\nname: ${'['.repeat(50_000)}`, 'nested too deeply'],
  ])('refuses %j', (text, message) => {
    const error = errorOf(() => openDocument(text, 'file.yaml'));
    expect(error.code).toBe('input');
    expect(error.message).toContain(message);
    expect(error.position?.file).toBe('file.yaml');
  });
});

it.each([
  ['labals', ' (did you mean "labels"?)'],
  ['lables', ' (did you mean "labels"?)'],
  ['Labels', ' (did you mean "labels"?)'],
  ['label', ' (did you mean "labels"?)'],
  ['prots', ' (did you mean "ports"?)'],
  ['x', ''],
  ['something', ''],
  ['', ''],
])('%s%s', (word, hint) => {
  expect(didYouMean(word, ['labels', 'ports', 'node'])).toBe(hint);
});
