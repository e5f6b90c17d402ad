import { expect, test } from 'vitest';
import { writeMeta } from '../../../db/client/local/meta.ts';
import { keepDraft } from '../../../db/client/local/drafts.ts';
import { forgetRow } from '../../../db/client/local/forget-row.ts';
import { forgetScope } from '../../../db/client/local/forget-scope.ts';
import { aDesk, BOOK, ME } from '../../../tests/support/desk.ts';

const DAY_MS = 86_400_000;

test('a database that was begun anew is told for a week, with what was brought over', () => {
  const desk = aDesk();
  expect(desk.seen('sync.state', {}).damage).toBeNull();
  const at = desk.now();
  writeMeta(desk.engine.sqlite, 'damagedAt', String(at));
  expect(desk.seen('sync.state', {}).damage).toEqual({ at, saved: null });
  writeMeta(desk.engine.sqlite, 'damagedSaved', '2');
  desk.pass(6 * DAY_MS);
  expect(desk.seen('sync.state', {}).damage).toEqual({ at, saved: 2 });
  desk.pass(2 * DAY_MS);
  expect(desk.seen('sync.state', {}).damage).toBeNull();
});

const place = (id: string | null, field = 'form') => ({ table: 'customer' as const, id, field });

test('what is half written is kept in its newest wording, until it is saved', () => {
  const desk = aDesk();
  const kept = (id: string | null) => desk.seen('draft.kept', place(id)).text;
  expect(kept(null)).toBeNull();
  desk.did('draft.keep', { ...place(null), text: '云' });
  desk.did('draft.keep', { ...place(null), text: '云岫' });
  desk.did('draft.keep', { ...place('c1'), text: '港务' });
  expect([kept(null), kept('c1'), kept('c2')]).toEqual(['云岫', '港务', null]);
  desk.did('draft.keep', { ...place(null), text: null });
  expect([kept(null), kept('c1')]).toEqual([null, '港务']);
});

test('all that was left about the records of one table is found, the newest first', () => {
  const desk = aDesk();
  const left = () => desk.seen('draft.left', { table: 'event' }).drafts;
  expect(left()).toEqual([]);
  const form = { table: 'event' as const, field: 'form' };
  desk.did('draft.keep', { ...form, id: null, text: '新会议' });
  desk.did('draft.keep', { ...form, id: 'e1', text: '周会' });
  desk.did('draft.keep', { ...place('c1'), text: '港务' });
  keepDraft(desk.engine.sqlite, 'somebody-else', { ...form, id: 'e2' }, '云岫');
  const [meeting, weekly] = ['新会议', '周会'].map((text, at) => ({
    id: at === 0 ? null : 'e1',
    field: 'form',
    text,
  }));
  expect(left()).toEqual([weekly, meeting]);
  desk.did('draft.keep', { ...form, id: null, text: '新会议室' });
  expect(left()).toEqual([{ ...meeting, text: '新会议室' }, weekly]);
});

test('what another person of the same laptop has half written is not shown', () => {
  const desk = aDesk();
  keepDraft(desk.engine.sqlite, 'somebody-else', place(null), '云岫');
  expect(desk.seen('draft.kept', place(null)).text).toBeNull();
});

test('whoever may not see a record any more keeps nothing that is half written about it', () => {
  const desk = aDesk();
  const { sqlite } = desk.engine;
  const [one, other] = ['甲', '乙'].map(
    (name) => desk.did('customer.create', { book_id: BOOK, fields: { kind: 'person', name } }).id,
  );
  for (const id of [null, one!, other!]) keepDraft(sqlite, ME, place(id), '云岫');
  const left = () => [null, one!, other!].map((id) => desk.seen('draft.kept', place(id)).text);
  forgetRow(sqlite, 'customer', one!);
  expect(left()).toEqual(['云岫', null, '云岫']);
  forgetScope(sqlite, `book:${BOOK}`);
  expect(left()).toEqual(['云岫', null, null]);
});
