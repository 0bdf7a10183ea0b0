import { describe, expect, it } from 'vitest';
import type { Action } from '../model/index.ts';
import { SPEC_DEFAULT } from '../model/index.ts';
import { basisOf, conformingProfile } from './basis.ts';
import type { Context } from './semantics.ts';

type Judge = (option: Context['option']) => Action;

const allowIf = (condition: boolean): Action => (condition ? 'allow' : 'deny');

describe('basisOf', () => {
  it('is mandated where no option is asked for', () => {
    expect(basisOf(() => 'deny')).toEqual({ kind: 'mandated' });
  });

  it('names the option that decides', () => {
    const judge: Judge = (option) => allowIf(option('ownNodeEgress') === 'always-allow');
    expect(basisOf(judge)).toEqual({ kind: 'profile', options: ['ownNodeEgress'] });
  });

  it('is mandated where an option is asked for in vain', () => {
    const judge: Judge = (option) => (option('ipBlockMatchesPodIPs') === 'yes' ? 'deny' : 'deny');
    expect(basisOf(judge)).toEqual({ kind: 'mandated' });
  });

  it('is mandated where another side denies whatever the option says', () => {
    const judge: Judge = (option) => allowIf(option('ownNodeEgress') === 'always-allow' && false);
    expect(basisOf(judge)).toEqual({ kind: 'mandated' });
  });

  it('leaves out an option that only seems to decide, and keeps one that decides behind another', () => {
    const judge: Judge = (option) => {
      const first = option('endPort') === 'supported';
      // Both branches ask the same second question, so the first one decides nothing.
      return allowIf(option('sctp') === 'supported' && (first || true));
    };
    expect(basisOf(judge)).toEqual({ kind: 'profile', options: ['sctp'] });
  });

  it('names two options that decide together', () => {
    const judge: Judge = (option) =>
      allowIf(option('endPort') === 'supported' && option('sctp') === 'supported');
    expect(basisOf(judge)).toEqual({ kind: 'profile', options: ['endPort', 'sctp'] });
  });

  it('never seeks a basis among values that break the API', () => {
    const judge: Judge = (option) => allowIf(option('selfDirect') === 'allow');
    expect(basisOf(judge)).toEqual({ kind: 'mandated' });
  });

  it('does not vary what is declared', () => {
    const judge: Judge = (option) => allowIf(option('hostNetworkPods') === 'as-pod');
    expect(basisOf(judge, { hostNetworkPods: 'as-pod' })).toEqual({ kind: 'mandated' });
  });

  it('lets defects through', () => {
    expect(() =>
      basisOf(() => {
        throw new RangeError('defect');
      }),
    ).toThrow(RangeError);
  });
});

describe('conformingProfile', () => {
  it('fills in defaults and takes declared choices', () => {
    expect(
      conformingProfile({ ownNodeEgress: 'always-allow', existingConnections: 'flush-after(30)' }),
    ).toEqual({
      ...SPEC_DEFAULT,
      ownNodeEgress: 'always-allow',
      existingConnections: 'flush-after(30)',
    });
  });

  it('replaces answers that break the API, so that deviations stay findings', () => {
    expect(conformingProfile({ remoteNodeMatch: 'never', selfDirect: 'policed' })).toEqual(SPEC_DEFAULT);
  });
});
