import { afterEach, beforeEach, expect, test } from 'vitest';
import { occupancy } from '../../../../db/client/derived/occupancy.ts';
import { scheduleConflict } from '../../../../db/client/derived/schedule-conflict.ts';
import type { EventKind } from '../../../../src-shared/domain/calendar/tables.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../../src-shared/schema/tables.ts';
import { aDesk, BOOK, type Desk } from '../../../../tests/support/desk.ts';
import { aMeeting, slotAt } from '../../../../tests/support/drafts.ts';
import { calendarUseCases } from './handlers.ts';

let desk: Desk;
let customer: Id;
beforeEach(() => {
  desk = aDesk({
    useCases: calendarUseCases,
    derivations: [occupancy, scheduleConflict],
    grants: { 'book:other': 'read' },
  });
  customer = aCustomer(`book:${BOOK}`);
});
afterEach(() => desk.close());

const aCustomer = (scope: string): Id =>
  desk.given('customer', scope, {
    kind: 'company',
    name: '云岫',
    tier: 'key',
    lifecycle: 'active',
    stage: 'deal',
  });
const anEvent = (kind: EventKind, customers: Id[], rrule: string | null = null): Id =>
  desk.did('event.create', {
    fields: aMeeting({ kind, title: '授信面谈', customers }),
    slot: slotAt('2026-11-23T10:00', '2026-11-23T11:30', { rrule }),
  }).id;
const contacts = (): Row<'contact_log'>[] =>
  desk.engine.sqlite
    .prepare<[], Row<'contact_log'>>('SELECT * FROM contact_log WHERE deleted = 0 ORDER BY id')
    .all();

test('how it went is on the event and in the contact log of each customer who was there', () => {
  const id = anEvent('visit', [customer, aCustomer(`book:${BOOK}`)]);
  desk.did('event.note', { id, recurrence_id: null, outcome: 'done', note: '同意 6,000 万' });
  expect(desk.row('event', id)).toMatchObject({ outcome: 'done', outcome_note: '同意 6,000 万' });
  expect(contacts()).toHaveLength(2);
  expect(contacts().find((one) => one.customer_id === customer)).toMatchObject({
    scope: `book:${BOOK}`,
    channel: 'visit',
    summary: '同意 6,000 万',
    minutes: 90,
    outcome: 'done',
    event_id: id,
    at: Date.parse('2026-11-23T10:00+08:00'),
  });
});

test.each([
  ['visit', 'visit'],
  ['call', 'phone'],
  ['seminar', 'branch'],
] as const)('a %s is logged as contact by %s', (kind, channel) => {
  desk.did('event.note', { id: anEvent(kind, [customer]), recurrence_id: null, outcome: 'done', note: null });
  expect(contacts()).toMatchObject([{ channel, summary: '授信面谈' }]);
});

test('said again, or better, it is the same contact; taken back it is none', () => {
  const named = { id: anEvent('visit', [customer]), recurrence_id: null };
  desk.did('event.note', { ...named, outcome: 'done', note: null });
  desk.did('event.note', { ...named, outcome: 'partly', note: '下周再谈' });
  expect(contacts()).toMatchObject([{ outcome: 'partly', summary: '下周再谈' }]);
  desk.did('event.note', { ...named, outcome: null, note: null });
  expect(contacts()).toEqual([]);
});

test('of a series it is said of one meeting', () => {
  const id = anEvent('call', [customer], 'FREQ=WEEKLY');
  desk.did('event.note', { id, recurrence_id: '2026-11-30T10:00', outcome: 'missed', note: null });
  expect(desk.row('event', id)).toMatchObject({ outcome: null });
  expect(contacts()).toMatchObject([{ outcome: 'missed', at: Date.parse('2026-11-30T10:00+08:00') }]);
});

test('nothing is logged where nobody may write, for a hold, or where the outcome is taken back', () => {
  desk.did('event.note', {
    id: anEvent('visit', [aCustomer('book:other')]),
    recurrence_id: null,
    outcome: 'done',
    note: null,
  });
  desk.did('event.note', {
    id: anEvent('hold', [customer]),
    recurrence_id: null,
    outcome: 'done',
    note: null,
  });
  desk.did('event.note', {
    id: anEvent('visit', [customer]),
    recurrence_id: null,
    outcome: null,
    note: null,
  });
  expect(contacts()).toEqual([]);
});
