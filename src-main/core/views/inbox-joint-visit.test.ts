import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { inboxBed } from '../../../tests/support/inbox-bed.ts';
import { aPerson, BOOK, ME, type Desk } from '../../../tests/support/desk.ts';
import { slotAt } from '../../../tests/support/drafts.ts';

let desk: Desk;
const { open, list } = inboxBed();

describe('two managers at one customer', () => {
  const visit = (calendar: string, start: string, customer: Id): Id => {
    const id = desk.given('event', `calendar:${calendar}`, {
      ...slotAt(`${start}T10:00`, `${start}T11:00`),
      kind: 'visit',
      title: '拜访',
      organiser_id: calendar,
      status: 'confirmed',
      transparency: 'busy',
      privacy: 'normal',
      place: '云岫路',
    });
    desk.given('event_customer', `calendar:${calendar}`, { event_id: id, customer_id: customer });
    return id;
  };
  const aCompany = (name: string): Id =>
    desk.given('customer', `book:${BOOK}`, {
      kind: 'company',
      name,
      tier: 'key',
      lifecycle: 'active',
      stage: 'deal',
    });
  beforeEach(() => {
    ({ desk } = open({ me: { role: 'lead' }, grants: { 'calendar:member': 'read' } }));
    desk.given('person', 'bank', aPerson({ name: '丙', login: 'c' }), 'member');
  });
  afterEach(() => desk.close());

  test('within three days are told, for information, as a matter of both', () => {
    const customer = aCompany('云岫精密');
    visit(ME, '2026-12-01', customer);
    visit('member', '2026-12-03', customer);
    visit('member', '2026-12-09', customer);
    expect(list().schedule).toMatchObject([
      {
        kind: 'customer',
        severity: 'info',
        minutes: 2 * 24 * 60,
        subject: { id: ME },
        subjects: [{ id: ME }, { id: 'member' }],
      },
    ]);
  });

  test('count companies of one group as one customer', () => {
    const [group, one, other] = [aCompany('云岫集团'), aCompany('云岫精密'), aCompany('云岫物流')];
    for (const from_id of [one, other])
      desk.given('relation', `book:${BOOK}`, { from_id, to_id: group, kind: 'subsidiary' });
    visit(ME, '2026-12-01', one);
    const second = visit('member', '2026-12-02', other);
    expect(list().schedule).toMatchObject([{ kind: 'customer' }]);
    desk.changedByOther('event', second, { deleted: 1 });
    expect(list().schedule).toEqual([]);
  });

  test('are told before the second visit is saved', () => {
    const customer = aCompany('云岫精密');
    visit('member', '2026-12-03', customer);
    const { conflicts } = desk.seen('calendar.check', {
      id: null,
      recurrence_id: null,
      slot: slotAt('2026-12-02T15:00', '2026-12-02T16:00'),
      kind: 'visit',
      status: 'confirmed',
      transparency: 'busy',
      travel_min: null,
      buffer_min: null,
      place: null,
      attendees: [],
      resources: [],
      customers: [customer],
    });
    expect(conflicts).toMatchObject([
      { kind: 'customer', severity: 'info', subjects: [{ id: ME }, { id: 'member' }] },
    ]);
  });
});
