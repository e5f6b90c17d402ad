import { expect, test } from 'vitest';
import { writeMeta } from '../../../db/client/local/meta.ts';
import { aDesk } from '../../../tests/support/desk.ts';

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
