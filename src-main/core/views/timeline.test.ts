import { beforeEach, expect, test } from 'vitest';
import { scopeOf } from '../../../src-shared/sync/scope.ts';
import { aDesk, BOOK, ME, type Desk } from '../../../tests/support/desk.ts';

const SCOPE = scopeOf('book', BOOK);
const HOUR = 3_600_000;
let desk: Desk;
let id: string;
beforeEach(() => {
  desk = aDesk({ now: '2026-11-23T06:00:00Z', grants: { 'calendar:b': 'read' } });
  id = desk.did('customer.create', { book_id: BOOK, fields: { kind: 'company', name: '云岫' } }).id;
});

const timeline = (channel: 'visit' | 'phone' | null = null, limit = 50) =>
  desk.seen('customer.timeline', { id, channel, limit });
const types = (...args: Parameters<typeof timeline>): string[] =>
  timeline(...args).items.map((item) => item.type);
const contact = (channel: 'visit' | 'phone', at: number): void => {
  desk.did('customer.logContact', {
    customer_id: id,
    channel,
    at,
    summary: 's',
    minutes: null,
    outcome: null,
  });
};
function anEvent(
  kind: 'visit' | 'call',
  start: string,
  end: string,
  of = ME,
  privacy: 'normal' | 'private' = 'normal',
): string {
  const event = desk.given('event', scopeOf('calendar', of), {
    kind, title: 'visit', organiser_id: of, all_day: 0, start, end, zone: 'Asia/Shanghai', status: 'confirmed',
    transparency: 'busy', privacy,
  }); // prettier-ignore
  desk.given('event_customer', scopeOf('calendar', of), { event_id: event, customer_id: id });
  return event;
}
function movement(day: number, amount: number): void {
  const booked_on = `2026-11-${String(day).padStart(2, '0')}`;
  desk.given('movement', SCOPE, { customer_id: id, booked_on, direction: 'out', amount, currency: 'CNY' });
}

test('everything that happened stands on one line of time, the newest first', () => {
  contact('phone', desk.now() - 5 * HOUR);
  anEvent('visit', '2026-11-23T12:00', '2026-11-23T13:00');
  desk.did('note.create', { title: 'n', text: '', link: { customer_id: id, event_id: null } });
  for (let day = 1; day <= 10; day += 1) movement(day, 100);
  movement(15, 9000);
  expect(timeline().items).toMatchObject([
    { type: 'note', person: { id: ME } },
    { type: 'event', title: 'visit', at: Date.parse('2026-11-23T04:00:00Z') },
    { type: 'contact', person: { name: '甲' } },
    { type: 'movement', amount: 9000, at: Date.parse('2026-11-14T16:00:00Z') },
  ]);
});

test('what is still to come is not on the timeline but the next thing on the page', () => {
  const event = anEvent('visit', '2026-11-24T10:00', '2026-11-24T11:00');
  expect(types()).toEqual([]);
  expect(desk.seen('customer.page', { id })?.nextEvent).toMatchObject({
    event_id: event,
    start: Date.parse('2026-11-24T02:00:00Z'),
  });
});

test('a visit that was reported is one line, not two', () => {
  const event = anEvent('visit', '2026-11-23T12:00', '2026-11-23T13:00');
  desk.given('contact_log', SCOPE, {
    customer_id: id,
    channel: 'visit',
    at: desk.now(),
    summary: 's',
    event_id: event,
  });
  expect(types()).toEqual(['contact']);
});

test('a channel shows its contacts and the appointments of its kind alone', () => {
  contact('phone', desk.now() - HOUR);
  contact('visit', desk.now() - 2 * HOUR);
  anEvent('visit', '2026-11-23T09:00', '2026-11-23T10:00');
  anEvent('call', '2026-11-23T08:00', '2026-11-23T08:10');
  desk.did('note.create', { title: 'n', text: '', link: { customer_id: id, event_id: null } });
  expect(types('visit')).toEqual(['contact', 'event']);
  expect(types('phone')).toEqual(['contact', 'event']);
});

test('a long timeline says that there is more', () => {
  for (let at = 1; at <= 5; at += 1) contact('phone', desk.now() - at * HOUR);
  expect(timeline(null, 4)).toMatchObject({ more: true, items: { length: 4 } });
  expect(timeline(null, 5).more).toBe(false);
});

test('movements come newest first, and say whether there are more', () => {
  movement(1, 10);
  movement(2, 20);
  const page = desk.seen('customer.movements', { id, limit: 1 });
  expect(page).toMatchObject({ more: true, rows: [{ booked_on: '2026-11-02', amount: 20 }] });
});

test('the next thing says how hard it clashes, until somebody accepts the clash', () => {
  const event = anEvent('visit', '2026-11-24T10:00', '2026-11-24T11:00');
  anEvent('visit', '2026-11-24T10:30', '2026-11-24T11:30');
  const next = () => desk.seen('customer.page', { id })?.nextEvent;
  expect(next()).toMatchObject({ event_id: event, severity: 'hard' });
  for (const conflict of desk.seen('inbox.list', { zone: 'Asia/Shanghai' }).schedule)
    desk.did('conflict.decide', { conflict_ids: [conflict.id], decision: 'accepted', reason: null });
  expect(next()?.severity).toBeNull();
});

test('what a colleague keeps private is told neither as past nor as next', () => {
  anEvent('visit', '2026-11-24T10:00', '2026-11-24T11:00', 'b', 'private');
  anEvent('visit', '2026-11-20T10:00', '2026-11-20T11:00', 'b', 'private');
  expect([types(), desk.seen('customer.page', { id })?.nextEvent]).toEqual([[], null]);
  anEvent('visit', '2026-11-20T10:00', '2026-11-20T11:00', 'b');
  expect(types()).toEqual(['event']);
});

test('a visit of last year is still on the timeline', () => {
  anEvent('visit', '2025-03-01T10:00', '2025-03-01T11:00');
  expect(timeline().items).toMatchObject([{ type: 'event', at: Date.parse('2025-03-01T02:00:00Z') }]);
});
