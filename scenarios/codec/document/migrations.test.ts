import { isMap, parseDocument, Scalar } from 'yaml';
import { expect, it } from 'vitest';
import { SCENARIO_VERSION } from '../../../model/index.ts';
import { migrate, migrations, type Migration } from './migrations.ts';

it('takes a file through every version in turn, and leaves the places of its nodes alone', () => {
  const steps: Record<number, Migration> = {
    1: (root) => {
      root.items.find(({ key }) => String(key) === 'titel')!.key = new Scalar('title');
    },
    3: (root) => root.set('done', true),
  };
  const { contents } = parseDocument('fencepost: 1\ntitel: x\n');
  if (!isMap(contents)) throw new Error('not a map');
  const place = (contents.get('titel', true) as unknown as { range: unknown }).range;
  migrate(contents, 1, 4, steps);
  expect(contents.toJSON()).toEqual({ fencepost: 1, title: 'x', done: true });
  expect((contents.get('title', true) as unknown as { range: unknown }).range).toEqual(place);
});

it('has a step from every older version', () => {
  const older = Array.from({ length: SCENARIO_VERSION - 1 }, (_, index) => String(index + 1));
  expect(Object.keys(migrations)).toEqual(older);
});
