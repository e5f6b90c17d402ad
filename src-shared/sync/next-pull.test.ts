import { expect, it } from 'vitest';
import { nextPull, textOfPull, type PullFrom } from './next-pull.ts';
import type { PullResponse } from './protocol.ts';

const ASKED: PullFrom = { protocol: 2, epoch: 'e', cursors: { bank: 3, 'book:1': 7 }, decided: 4, made: 4 };
const ANSWER: PullResponse = {
  epoch: 'e',
  serverTime: 1,
  grants: { 'book:1': 'write', bank: 'read' },
  checkpoints: [{ scope: 'book:1', to: 9, entries: [] }],
  resnapshot: [],
  more: false,
};

it('asks on from where the answer ended, in which order ever its scopes are named', () => {
  const next = nextPull({ ...ASKED, cursors: { 'book:1': 7, bank: 3 } }, ANSWER)!;
  expect(textOfPull(next)).toBe(textOfPull({ ...ASKED, cursors: { bank: 3, 'book:1': 9 } }));
});

it.each([
  ['what was made here', { made: 5 }],
  ['what was decided', { decided: 5 }],
  ['the history', { epoch: 'f' }],
  ['a cursor', { cursors: { bank: 4, 'book:1': 7 } }],
])('is another question where %s differs', (_what, change) => {
  expect(textOfPull({ ...ASKED, ...change })).not.toBe(textOfPull(ASKED));
});

it.each([
  ['more is to be fetched', { more: true }],
  ['a scope is to be loaded anew', { resnapshot: ['bank'] }],
  ['the history began anew', { epoch: 'f' }],
  ['a scope has come', { grants: { ...ANSWER.grants, 'team:1': 'read' as const } }],
  ['a scope has gone', { grants: { bank: 'read' as const } }],
  ['one scope has come for another', { grants: { bank: 'read' as const, 'book:2': 'read' as const } }],
])('cannot be said where %s', (_what, change) => {
  expect(nextPull(ASKED, { ...ANSWER, ...change })).toBeNull();
});
