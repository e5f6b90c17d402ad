import { describe, expect, it } from 'vitest';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import {
  changedOf,
  draftOf,
  isChanged,
  newDraft,
  ofWholeDays,
  overLimit,
  problemsOf,
  slotOf,
  slotOfEdited,
  startedAt,
  timed,
  withoutCustomer,
} from './event-draft.ts';

const draft = {
  ...newDraft({ date: '2026-03-19', from: 600, to: 690 }, 'Asia/Shanghai', 30),
  title: '云岫 授信面谈',
};

describe('the draft of an event', () => {
  it('is reminded of as usual, but not in the middle of the night where it is of a whole day', () => {
    const at = (from: number | null, to: number | null) =>
      newDraft({ date: '2026-03-19', from, to }, 'Asia/Shanghai', 15).reminders;
    expect([at(600, 660), at(null, null)]).toEqual([[15], []]);
  });

  it('made one of whole days rings no more at night, and one of hours again as before', () => {
    const days = ofWholeDays({ ...draft, reminders: [0, 30, 1440] }, true, [30]);
    expect([days.allDay, days.transparency, days.reminders]).toEqual([true, 'free', [1440]]);
    const hours = ofWholeDays({ ...days, reminders: [] }, false, [30]);
    expect([hours.allDay, hours.transparency, hours.reminders]).toEqual([false, 'busy', [30]]);
  });

  it('says which field is too long, and cuts nothing off', () => {
    const long = { ...draft, title: `${'云'.repeat(199)}😀`, place: '地'.repeat(300) };
    expect([overLimit(long, 'title'), overLimit(long, 'place'), problemsOf(long)]).toEqual([
      200,
      null,
      ['length'],
    ]);
  });

  it('is worth keeping once anything of it was typed or chosen', () => {
    const later = { ...draft, startTime: '11:00', endTime: '12:00' };
    expect(
      [draft, { ...draft, title: '云岫' }, later, { ...draft, rrule: 'FREQ=DAILY' }].map((one) =>
        isChanged(draft, one),
      ),
    ).toEqual([false, true, true, true]);
  });

  it('keeps its real length where its start moves to a time that the clock skips, and away from it', () => {
    const night = newDraft({ date: '2027-03-14', from: 60, to: 120 }, 'America/New_York', null);
    const skipped = startedAt({ ...night, startTime: '00:30', endTime: '01:30' }, '2027-03-14T02:30');
    expect(slotOf(skipped)).toMatchObject({ start: '2027-03-14T02:30', end: '2027-03-14T03:30' });
    expect(slotOf(startedAt(skipped, '2027-03-15T09:00')).end).toBe('2027-03-15T10:00');
  });

  it('says its slot as wall times; an all-day one ends the day after its last', () => {
    expect(slotOf(draft)).toMatchObject({ all_day: 0, start: '2026-03-19T10:00', end: '2026-03-19T11:30' });
    expect(slotOf({ ...draft, allDay: true, endDay: '2026-03-20' })).toMatchObject({
      all_day: 1,
      start: '2026-03-19',
      end: '2026-03-21',
    });
  });

  it('of a series keeps what was taken out of the series and added to it', () => {
    const series = { rdate: '2026-03-21T10:00', exdate: '2026-03-26T10:00' };
    expect(slotOfEdited({ ...draft, rrule: 'FREQ=WEEKLY' }, series)).toMatchObject(series);
    expect(slotOfEdited(draft, undefined)).toEqual(slotOf(draft));
  });

  it('ends on the next day where it was drawn to midnight', () => {
    expect(slotOf(newDraft({ date: '2026-03-19', from: 1380, to: 1440 }, 'UTC', null)).end).toBe(
      '2026-03-20T00:00',
    );
  });

  it('is not saved without a title, without times, or backwards', () => {
    expect(problemsOf(draft)).toEqual([]);
    expect(problemsOf({ ...draft, title: ' ' })).toEqual(['title']);
    expect(problemsOf({ ...draft, endTime: null })).toEqual(['time']);
    expect(problemsOf({ ...draft, endTime: '09:00' })).toEqual(['order']);
    const over = { ...draft, rrule: 'FREQ=WEEKLY;UNTIL=20000101T235900' };
    expect(problemsOf(over)).toEqual(['rule']);
    // As it was before: it goes along with the series.
    expect(problemsOf(over, over.rrule)).toEqual([]);
  });

  it('writes only what was changed', () => {
    expect(changedOf(draft, { ...draft, place: '302' })).toEqual({ place: '302' });
    expect(changedOf(draft, { ...draft, startTime: '11:00' })).toEqual({});
  });
});

describe('an event with a customer who comes', () => {
  const detail = {
    event: {
      title: '云岫授信面谈',
      zone: 'Asia/Shanghai',
      all_day: 0,
      reminders: null,
      contract: null,
      holding_id: 'loan',
    },
    holding: { id: 'loan', customer_id: 'yunxiu', product: { name: '流动资金贷款' } },
    instance: { start: Date.parse('2027-03-15T01:00:00Z'), end: Date.parse('2027-03-15T02:00:00Z') },
    attendees: [
      { person_id: 'liu', customer_id: null, role: 'required', name: '刘洋' },
      { person_id: null, customer_id: 'wang', role: 'optional', name: '王建国' },
    ],
    resources: [],
    customers: [
      { id: 'yunxiu', name: '云岫' },
      { id: 'wang', name: '王建国' },
    ],
  } as unknown as EventDetail;
  const initial = draftOf(detail, { name: ({ name }) => name ?? '' } as Parameters<typeof draftOf>[1]);

  it('keeps the customer when a colleague is added', () => {
    const more = {
      ...initial,
      people: [...initial.people, { id: 'he', name: '何', role: 'required' as const }],
    };
    expect(changedOf(initial, more)).toEqual({
      attendees: [
        { person_id: 'liu', customer_id: null, role: 'required' },
        { person_id: 'he', customer_id: null, role: 'required' },
        { person_id: null, customer_id: 'wang', role: 'optional' },
      ],
    });
  });

  it('asks nobody to come who was taken off it, and still asks the others', () => {
    expect(changedOf(initial, withoutCustomer(initial, 'yunxiu'))).toMatchObject({ customers: ['wang'] });
    expect(changedOf(initial, withoutCustomer(initial, 'wang'))).toEqual({
      customers: ['yunxiu'],
      attendees: [{ person_id: 'liu', customer_id: null, role: 'required' }],
    });
  });
});

describe('an event about a contract of one of its customers', () => {
  const about = { ...draft, customers: [{ id: 'yunxiu', name: '云岫' }] };
  const holding = { id: 'loan', customer: 'yunxiu', name: '流动资金贷款' };

  it('is about it no more once that customer has nothing to do with it, and only then', () => {
    expect(withoutCustomer({ ...about, holding }, 'yunxiu').holding).toBeNull();
    expect(withoutCustomer({ ...about, holding }, 'wang').holding).toBe(holding);
  });

  it('writes which one, and that it is none any more', () => {
    expect(changedOf(about, { ...about, holding })).toEqual({ holding_id: 'loan' });
    expect(changedOf({ ...about, holding }, about)).toEqual({ holding_id: null });
  });

  it('keeps one that this laptop does not hold', () => {
    const elsewhere = { ...about, holding: { id: 'loan', customer: null, name: '' } };
    expect(changedOf(elsewhere, { ...elsewhere, place: '302' })).toEqual({ place: '302' });
  });
});

describe('an event on the clock of another place', () => {
  it('is edited on that clock, wherever the reader is', () => {
    const detail = {
      event: { title: '周会', holding_id: null, zone: 'America/New_York', all_day: 0, reminders: null },
      // Read in Shanghai, in a week in which New York has summer time already.
      instance: {
        startWall: '2027-03-15T21:00',
        endWall: '2027-03-15T22:00',
        start: Date.parse('2027-03-15T13:00:00Z'),
        end: Date.parse('2027-03-15T14:00:00Z'),
      },
      attendees: [],
      resources: [],
      customers: [],
    } as unknown as EventDetail;
    const initial = draftOf(detail, { name: ({ name }) => name ?? '' } as Parameters<typeof draftOf>[1]);
    expect(slotOf(initial)).toMatchObject({ start: '2027-03-15T09:00', zone: 'America/New_York' });
    // Dragged by the reader to 22:00.
    expect(
      slotOf(timed(initial, { date: '2027-03-15', from: 1320, to: 1380 }, 'Asia/Shanghai')),
    ).toMatchObject({ start: '2027-03-15T10:00', end: '2027-03-15T11:00' });
  });
});
