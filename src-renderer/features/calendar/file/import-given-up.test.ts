import { beforeEach, expect, test } from 'vitest';
import { planImport } from '../../../../src-shared/domain/calendar/ics-import.ts';
import { readIcs } from '../../../../src-shared/domain/calendar/ics.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import { aDesk, type Desk } from '../../../../tests/support/desk.ts';
import { writeAll } from './import-run.ts';

/** A file of a year: each tenth event is a series, one instance of which was moved. */
const FILE = Array.from({ length: 900 }, (_, i) => {
  const day = new Date(Date.UTC(2026, 0, 1 + (i % 360))).toISOString().slice(0, 10).replaceAll('-', '');
  const one = ['BEGIN:VEVENT', `UID:${i}@other`, `DTSTART:${day}T010000Z`, 'DURATION:PT30M', `SUMMARY:${i}`];
  if (i % 10 > 0) return [...one, 'END:VEVENT'];
  const moved = ['BEGIN:VEVENT', `UID:${i}@other`, `RECURRENCE-ID:${day}T010000Z`, `DTSTART:${day}T030000Z`];
  return [...one, 'RRULE:FREQ=WEEKLY;COUNT=5', 'END:VEVENT', ...moved, 'SUMMARY:moved', 'END:VEVENT'];
})
  .flat()
  .join('\r\n');
const { items } = planImport(readIcs(FILE, 'Asia/Shanghai'));

let desk: Desk;
beforeEach(() => {
  desk = aDesk({ now: '2026-11-23T01:00:00Z' });
});

const rows = (): number =>
  desk.engine.sqlite.prepare('SELECT count(*) FROM event WHERE deleted = 0').pluck().get() as number;
/** The dialog's part, over the desk as it is. */
const write = (stop: (sent: number) => void, given: AbortSignal, fails: () => boolean = () => false) =>
  writeAll(
    items,
    {
      send: (piece) =>
        Promise.resolve(
          fails()
            ? err({ type: 'DiskFull' as const })
            : desk.run('event.import', { batch: BATCH, items: [...piece], dryRun: false }),
        ),
      takeBack: (step) => Promise.resolve(desk.run('undo.undo', { step })),
      progress: stop,
    },
    given,
  );
const BATCH = '0190f3a0-0000-7000-8000-000000000001';

test('an import that is given up in its middle leaves nothing behind, and what was there as it was', async () => {
  desk.did('event.import', { batch: 'before'.padEnd(36, '0'), items: items.slice(0, 5), dryRun: false });
  const before = desk.engine.sqlite
    .prepare('SELECT id, title, start FROM event WHERE deleted = 0 ORDER BY id')
    .all();
  const given = new AbortController();
  const seen: number[] = [];
  const done = await write((sent) => {
    seen.push(rows());
    if (sent >= 400) given.abort();
  }, given.signal);
  expect(done).toEqual(ok(null));
  expect(seen).toEqual([200, 400]);
  expect(
    desk.engine.sqlite.prepare('SELECT id, title, start FROM event WHERE deleted = 0 ORDER BY id').all(),
  ).toEqual(before);
});

test('one that is given up after another window did something keeps what that did, and says so', async () => {
  const given = new AbortController();
  const done = await write((sent) => {
    if (sent !== 400) return;
    desk.did('task.create', { fields: { title: '回电话', zone: 'Asia/Shanghai' } });
    given.abort();
  }, given.signal);
  expect(done).toEqual(err({ type: 'NotNewest' }));
  expect(desk.engine.sqlite.prepare('SELECT count(*) FROM task WHERE deleted = 0').pluck().get()).toBe(1);
});

test('one that fails in its middle leaves nothing behind either, and the next try brings all of it', async () => {
  let pieces = 0;
  const failed = await write(
    () => {},
    new AbortController().signal,
    () => (pieces += 1) > 3,
  );
  expect([failed, rows()]).toEqual([err({ type: 'DiskFull' }), 0]);
  const whole = await write(() => {}, new AbortController().signal);
  expect(whole).toMatchObject({ ok: true, value: { created: items.length, refused: [] } });
  expect(rows()).toBe(items.length);
  desk.did('undo.undo', {});
  expect(rows()).toBe(0);
});
