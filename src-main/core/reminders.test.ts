import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setFlags } from '../../db/client/local/flags.ts';
import { writeMeta } from '../../db/client/local/meta.ts';
import { aDesk, ME, type Desk } from '../../tests/support/desk.ts';
import { FakeTimers } from '../../tests/support/laptop.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { Reminders } from './reminders.ts';

const MINUTE = 60_000;
let desk: Desk;
let timers: FakeTimers;
let reminders: Reminders;
let told: string[][];
beforeEach(() => {
  desk = aDesk({ now: '2026-11-23T01:00:00Z' });
  timers = new FakeTimers();
  told = [];
  reminders = new Reminders(desk.engine, timers, (items) => told.push(items.map(({ title }) => title)));
  reminders.start();
  reminders.hear(true);
});
afterEach(() => {
  reminders.stop();
  desk.close();
});

/** Both clocks go on: what the desk shows, and what its timers wait for. */
function pass(minutes: number): void {
  desk.pass(minutes * MINUTE);
  timers.pass(minutes * MINUTE);
}

/** An appointment of the signed-in person at a Shanghai wall time, with a reminder so many minutes before. */
const anEvent = (title: string, start: string, end: string, before: string): string =>
  desk.given('event', `calendar:${ME}`, {
    all_day: 0,
    start: `2026-11-23T${start}`,
    end: `2026-11-23T${end}`,
    zone: 'Asia/Shanghai',
    kind: 'meeting',
    title,
    organiser_id: ME,
    status: 'confirmed',
    transparency: 'busy',
    privacy: 'normal',
    reminders: before,
  });

test('a reminder is told when it is due, once', () => {
  anEvent('例会', '10:00', '11:00', '30');
  pass(29);
  expect(told).toEqual([]);
  pass(1);
  expect(told).toEqual([['例会']]);
  reminders.look();
  pass(5);
  expect(told).toEqual([['例会']]);
});

test('what was missed while the machine slept comes in one go', () => {
  anEvent('例会', '10:00', '11:00', '30');
  anEvent('拜访', '10:30', '11:30', '30');
  desk.pass(3 * 60 * MINUTE);
  reminders.look();
  expect(told).toHaveLength(1);
  expect(told[0]).toHaveLength(2);
});

test('a reminder that was told is not told again after a restart', () => {
  anEvent('例会', '10:00', '11:00', '30');
  pass(30);
  reminders.stop();
  const again = new Reminders(desk.engine, timers, (items) => told.push(items.map(({ title }) => title)));
  again.start();
  again.hear(true);
  again.stop();
  expect(told).toEqual([['例会']]);
});

test('what falls due while nobody is there, or the desk is locked, is told as one when somebody is, and once', () => {
  anEvent('例会', '10:00', '11:00', '30');
  anEvent('拜访', '10:30', '11:30', '30');
  reminders.hear(false);
  pass(30);
  aNotice('周会');
  pass(30);
  reminders.look();
  expect(told).toEqual([]);
  reminders.hear(true);
  reminders.hear(false);
  reminders.hear(true);
  expect(told.map((titles) => titles.sort())).toEqual([['例会', '周会', '拜访'].sort()]);
});

test('a desk about to be locked knows when the reminders of the coming day fall due, put off or not', () => {
  const at = desk.now();
  anEvent('例会', '10:00', '11:00', '30');
  anEvent('拜访', '10:30', '11:30', '30');
  expect(reminders.coming()).toEqual([at + 30 * MINUTE, at + 60 * MINUTE]);
  pass(30);
  desk.did('reminder.snooze', { ids: [desk.seen('reminder.due', {})[0]!.id], minutes: 10 });
  expect(reminders.coming()).toEqual([at + 40 * MINUTE, at + 60 * MINUTE]);
  desk.did('settings.set', { notifications: false });
  expect(reminders.coming()).toEqual([]);
});

describe('flags older than half a year go when the desk starts, and nothing is told a second time', () => {
  const DAY = 24 * 60 * MINUTE;
  const flags = (): unknown[] =>
    desk.engine.sqlite.prepare('SELECT kind FROM _flag ORDER BY kind').pluck().all();
  const startedAgain = (): void => {
    reminders.stop();
    const again = new Reminders(desk.engine, timers, (items) => told.push(items.map(({ title }) => title)));
    again.start();
    again.hear(true);
    again.stop();
  };
  beforeEach(() => {
    const id = anEvent('例会', '10:00', '11:00', '30');
    aNotice('周会');
    pass(30);
    desk.did('event.see', { id });
    desk.did('reminder.dismiss', { ids: desk.seen('reminder.due', {}).map((one) => one.id) });
    told = [];
  });

  test('by the server’s clock', () => {
    writeMeta(desk.engine.sqlite, 'contactAt', String(desk.now() + 200 * DAY));
    setFlags(desk.engine.sqlite, 'customer_files_kept', ['customer-1'], desk.now());
    desk.pass(200 * DAY);
    startedAgain();
    expect(flags()).toEqual(['customer_files_kept']);
    // A clock that is put back cannot bring them back either: what they were about is over.
    desk.pass(-200 * DAY);
    startedAgain();
    expect([told, desk.seen('reminder.due', {})]).toEqual([[], []]);
  });

  test('and not by a clock of this machine that runs ahead, nor where no server ever answered', () => {
    const before = flags();
    expect(before).toHaveLength(4);
    for (const contact of [null, String(desk.now())]) {
      writeMeta(desk.engine.sqlite, 'contactAt', contact);
      desk.pass(400 * DAY);
      startedAgain();
      desk.pass(-400 * DAY);
      startedAgain();
      expect([flags(), told]).toEqual([before, []]);
    }
  });
});

test('one that was put off comes again', () => {
  anEvent('例会', '10:00', '11:00', '30');
  pass(30);
  const [due] = desk.seen('reminder.due', {});
  desk.did('reminder.snooze', { ids: [due!.id], minutes: 10 });
  pass(9);
  expect(told).toHaveLength(1);
  pass(1);
  expect(told).toHaveLength(2);
});

test('an event that moves takes its reminder along', () => {
  const id = anEvent('例会', '10:00', '11:00', '30');
  desk.did('event.move', {
    id,
    recurrence_id: null,
    which: 'all',
    start: '2026-11-23T12:00',
    end: '2026-11-23T13:00',
    zone: 'Asia/Shanghai',
  });
  pass(60);
  expect(told).toEqual([]);
  pass(90);
  expect(told).toEqual([['例会']]);
});

test('what fell due while the desk was closed comes in one go at the start, what was told before does not', () => {
  anEvent('例会', '10:00', '11:00', '60');
  anEvent('拜访', '10:30', '11:30', '30');
  anEvent('评审', '11:00', '12:00', '30');
  reminders.look();
  expect(told).toEqual([['例会']]);
  reminders.stop();
  desk.pass(3 * 60 * MINUTE);
  const again = new Reminders(desk.engine, timers, (items) => told.push(items.map(({ title }) => title)));
  again.start();
  again.hear(true);
  again.stop();
  expect(told).toEqual([['例会'], ['拜访', '评审']]);
});

test('a clock that is put back a little tells nothing twice', () => {
  anEvent('例会', '10:00', '11:00', '30');
  pass(30);
  desk.pass(-2 * MINUTE);
  reminders.look();
  desk.pass(4 * MINUTE);
  reminders.look();
  expect(told).toEqual([['例会']]);
});

test('what a clock that ran a day ahead has told is told again at its time', () => {
  anEvent('例会', '10:00', '11:00', '30');
  desk.pass(24 * 60 * MINUTE);
  reminders.look();
  expect(told).toEqual([['例会']]);
  desk.pass(-24 * 60 * MINUTE);
  reminders.look();
  expect(told).toHaveLength(1);
  pass(30);
  expect(told).toEqual([['例会'], ['例会']]);
});

test('what a clock that ran a day ahead has told, and somebody put away or off, comes at its time all the same', () => {
  anEvent('例会', '10:00', '11:00', '30');
  anEvent('评审', '10:00', '11:00', '30');
  desk.pass(24 * 60 * MINUTE);
  reminders.look();
  const [first, second] = desk.seen('reminder.due', {});
  desk.did('reminder.dismiss', { ids: [first!.id] });
  desk.did('reminder.snooze', { ids: [second!.id], minutes: 10 });
  desk.pass(-24 * 60 * MINUTE);
  reminders.look();
  pass(30);
  expect(told).toEqual([
    ['例会', '评审'],
    ['例会', '评审'],
  ]);
  expect(desk.seen('reminder.due', {})).toHaveLength(2);
  desk.did('reminder.dismiss', { ids: [first!.id] });
  expect(desk.seen('reminder.due', {})).toHaveLength(1);
});

test('a clock that ran a year ahead takes no reminder and no conflict along when it is put right', () => {
  anEvent('例会', '10:00', '11:00', '30');
  anEvent('评审', '10:30', '11:30', '30');
  const clashes = (): number => desk.seen('inbox.list', { zone: 'Asia/Shanghai' }).schedule.length;
  expect(clashes()).toBe(1);
  desk.pass(365 * 24 * 60 * MINUTE);
  // Whatever comes moves the lists on to that day.
  anEvent('面谈', '10:15', '10:45', '30');
  desk.pass(-365 * 24 * 60 * MINUTE);
  desk.engine.roll();
  reminders.look();
  expect(clashes()).toBe(3);
  pass(60);
  expect(told.flat().toSorted()).toEqual(['例会', '评审', '面谈'].toSorted());
});

test('a clock that jumps over a reminder tells it at the next look, and one of before is still to come', () => {
  anEvent('例会', '10:00', '11:00', '30');
  anEvent('评审', '15:00', '16:00', '30');
  desk.pass(90 * MINUTE);
  reminders.look();
  expect(told).toEqual([['例会']]);
});

test('a day’s reminder is reckoned anew in the zone that its person is in now', () => {
  desk.changedByOther('person', ME, { zone: 'Asia/Shanghai' });
  desk.given('event', `calendar:${ME}`, {
    all_day: 1,
    start: '2026-11-24',
    end: '2026-11-25',
    zone: 'Asia/Shanghai',
    kind: 'leave',
    title: '休假',
    organiser_id: ME,
    status: 'confirmed',
    transparency: 'out_of_office',
    privacy: 'normal',
    reminders: '60',
  });
  desk.changedByOther('person', ME, { zone: 'Europe/Berlin' });
  // Midnight in Shanghai was 16:00 UTC, in Berlin it is 23:00.
  pass(14 * 60);
  expect(told).toEqual([]);
  pass(7 * 60);
  expect(told).toEqual([['休假']]);
});

/** A day that is only marked, such as a birthday: an all-day event takes no time unless somebody says so. */
const aDay = (changes: Partial<Row<'event'>> = {}): string =>
  desk.given('event', `calendar:${ME}`, {
    all_day: 1,
    start: '2026-11-24',
    end: '2026-11-25',
    zone: 'Asia/Shanghai',
    kind: 'internal',
    title: '王总生日',
    organiser_id: ME,
    status: 'confirmed',
    transparency: 'free',
    privacy: 'normal',
    reminders: '60',
    ...changes,
  });

test('a day that takes nobody’s time is told all the same, what was called off is not', () => {
  aDay();
  aDay({ title: '取消了', status: 'cancelled' });
  pass(24 * 60);
  expect(told).toEqual([['王总生日']]);
});

test('of an invitation that takes no time only what is not declined is told', () => {
  const asked = (title: string, answer: Row<'invitation'>['answer']): void => {
    desk.given('invitation', `calendar:${ME}`, {
      all_day: 1,
      start: '2026-11-24',
      end: '2026-11-25',
      zone: 'Asia/Shanghai',
      event_id: `event-${answer}`,
      person_id: ME,
      organiser_id: 'p9',
      kind: 'internal',
      title,
      status: 'confirmed',
      transparency: 'free',
      reminders: '60',
      role: 'required',
      sent_at: 1,
      answer,
    });
  };
  asked('去的', 'accepted');
  asked('不去的', 'declined');
  pass(24 * 60);
  expect(told).toEqual([['去的']]);
});

test('what a file says its reader has declined is not told, though it is kept as free', () => {
  desk.changedByOther('person', ME, { email: 'me@bank.example' });
  aDay({ ics: 'ATTENDEE;PARTSTAT=DECLINED:mailto:me@bank.example' });
  pass(24 * 60);
  expect(told).toEqual([]);
});

const aNotice = (title: string, more: { kind?: 'invited' | 'bulletin'; at?: number } = {}): string =>
  desk.given('notice', `person:${ME}`, {
    person_id: ME,
    kind: 'invited',
    at: desk.now(),
    params: JSON.stringify({ title }),
    ...more,
  });

test('a notice that concerns the person is told once, together with what is due', () => {
  anEvent('例会', '10:00', '11:00', '30');
  aNotice('周会');
  aNotice('公告', { kind: 'bulletin' });
  pass(30);
  expect(told).toEqual([['例会', '周会']]);
  desk.pass(60 * MINUTE);
  anEvent('拜访', '11:00', '12:00', '30');
  aNotice('季度会');
  reminders.look();
  reminders.look();
  expect(told.at(-1)!.sort()).toEqual(['季度会', '拜访'].sort());
  expect(told).toHaveLength(2);
});

test('who takes over customers is told of which, and of a whole book, of whose it was', () => {
  const came = (params: object): string =>
    desk.given('notice', `person:${ME}`, {
      person_id: ME,
      kind: 'customer_moved',
      at: desk.now(),
      params: JSON.stringify(params),
    });
  came({ name: '李娜', customer: '云岫精密' });
  came({ name: '李娜', other: '陈静', count: 31, customer: '对公二部' });
  pass(1);
  expect(told.flat().sort()).toEqual(['云岫精密', '陈静'].sort());
});

test('notices of last week, and those that were read, are not told', () => {
  aNotice('上周', { at: desk.now() - 7 * 24 * 60 * MINUTE });
  desk.did('notice.read', { ids: [aNotice('读过')] });
  pass(1);
  reminders.look();
  expect(told).toEqual([]);
});

test('who wants no notices of the system gets none, and they do not pile up', () => {
  desk.did('settings.set', { notifications: false });
  aNotice('周会');
  pass(1);
  desk.did('settings.set', { notifications: true });
  aNotice('季度会');
  pass(1);
  expect(told).toEqual([['季度会']]);
});
