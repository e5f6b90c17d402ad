import { expect, test } from 'vitest';
import { forgetOldFlags } from '../../../db/client/local/flags.ts';
import { addHistory } from '../../../db/client/local/history.ts';
import { stampAt } from '../../../src-shared/sync/clock.ts';
import { aDesk, aPerson, ME } from '../../../tests/support/desk.ts';

test('what others changed is marked in a calendar that is open, until the event was looked at', () => {
  const desk = aDesk();
  desk.given('person', 'bank', aPerson({ name: 'B', login: 'b' }), 'B');
  const id = desk.given('invitation', `calendar:${ME}`, {
    all_day: 0,
    start: '2026-11-26T10:00',
    end: '2026-11-26T11:00',
    zone: 'Asia/Shanghai',
    kind: 'meeting',
    title: '周会',
    status: 'confirmed',
    transparency: 'busy',
    event_id: 'e1',
    person_id: ME,
    organiser_id: 'B',
    role: 'required',
    sent_at: desk.now(),
    answer: 'accepted',
    seen_at: desk.now(),
  });
  const marks: boolean[] = [];
  const window = { from: '2026-11-23', to: '2026-11-30', zone: 'Asia/Shanghai', people: [ME] };
  desk.queries.watch('calendar.window', window, (result) => {
    const { instances } = (result as { value: { instances: { changed: boolean }[] } }).value;
    marks.push(...instances.map(({ changed }) => changed));
  });
  expect(marks).toEqual([false]);
  desk.pass(60_000);
  addHistory(desk.engine.sqlite, {
    table: 'invitation',
    id,
    scope: `calendar:${ME}`,
    mark: [stampAt(desk.now()), 1],
    personId: 'B',
    before: { start: '2026-11-26T10:00', end: '2026-11-26T11:00' },
    cells: { start: '2026-11-26T14:00', end: '2026-11-26T15:00' },
    arrivedAt: desk.now(),
  });
  desk.changedByOther('invitation', id, { start: '2026-11-26T14:00', end: '2026-11-26T15:00' });
  desk.queries.refreshAll();
  expect(marks).toEqual([false, true]);
  desk.pass(60_000);
  desk.did('event.see', { id: 'e1' });
  desk.queries.refreshAll();
  expect(marks).toEqual([false, true, false]);
  // The flag goes with age; what it covered does not come back as news.
  forgetOldFlags(desk.engine.sqlite, desk.now() + 60_000);
  desk.queries.refreshAll();
  expect(marks).toEqual([false, true, false]);
  desk.close();
});
