import type { ScalarTag } from 'yaml';

const GO_INTEGER = /^[-+]?0(?:[0-7_]+|o[0-7_]+|x[0-9a-fA-F_]+|b[01_]+)$|^[-+]?[1-9][0-9]*(?:_[0-9_]+)$/;

/**
 * Integers beyond the YAML 1.2 core schema, as sigs.k8s.io/yaml reads them: by Go's `ParseInt` with base 0, after
 * dropping underscores. So `014` and `0o14` are 12, `0b11` is 3 and `1_000` is 1000. Its other YAML 1.1 habit,
 * reading `yes`, `on` and `y` as booleans, is not followed: they stay strings here, as in YAML 1.2.
 */
export const goInteger: ScalarTag = {
  identify: () => false,
  default: true,
  tag: 'tag:yaml.org,2002:int',
  test: GO_INTEGER,
  resolve: (text) => readGoInteger(text) ?? text,
};

function readGoInteger(text: string): number | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[-+]/, '').replaceAll('_', '').toLowerCase();
  const value = Number(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return Number.isNaN(value) ? undefined : sign * value;
}
