import { expect, test } from 'vitest';
import type { DeclinableMeetings } from '../../../src-shared/contract/inbox.ts';
import { declineChoices } from './decline-choices.ts';

const meeting = (id: string, here: boolean): DeclinableMeetings['meetings'][number] => ({
  ...{ id, recurrence_id: null, title: id, title_en: null, start: 0, end: 1, all_day: 0, organiser: null },
  here,
});
const chosen = (leave: boolean, meetings: DeclinableMeetings['meetings']) => {
  const { one, each, all } = declineChoices({ leave, meetings });
  return [one?.id ?? null, each.map(({ id }) => id), all.map(({ id }) => id)];
};

test('of two meetings that one was asked to, each is declined by itself and never both at once', () => {
  expect(chosen(false, [meeting('a', true), meeting('b', true)])).toEqual([null, ['a', 'b'], []]);
});

test('the one that one was asked to is declined by one key, and with it all that lies in one’s leave', () => {
  expect(chosen(false, [meeting('a', true)])).toEqual(['a', [], []]);
  expect(chosen(true, [meeting('a', true), meeting('b', false)])).toEqual(['a', [], ['a', 'b']]);
  expect(chosen(true, [meeting('a', true)])).toEqual(['a', [], []]);
});
