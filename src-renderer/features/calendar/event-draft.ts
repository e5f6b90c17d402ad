import type { CommandInput } from '../../../src-shared/contract/contract.ts';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import type { EventKind } from '../../../src-shared/domain/calendar/tables.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { usualTransparency } from '../../../src-shared/domain/calendar/occupancy.ts';
import { endAfter, slotMinutes } from '../../../src-shared/domain/calendar/slot.ts';
import { ringsByDay } from '../../../src-shared/domain/calendar/whole-days.ts';
import { endsBeforeStart } from '../../../src-shared/domain/calendar/rule-end.ts';
import { instantToWall, wallToInstant } from '../../../src-shared/domain/calendar/zone.ts';
import { wallAt } from './geometry.ts';
import type { PickedCustomer } from '../../app/pickers/customer-picker.tsx';

export interface PickedPerson {
  readonly id: string;
  readonly name: string;
  readonly role: 'required' | 'optional';
}

export interface PickedResource {
  readonly id: string;
  readonly name: string;
  readonly kind: 'room' | 'car';
  readonly seats: number;
}

/** A product of a customer's. `name` is empty where this laptop does not hold it. */
export interface PickedHolding {
  readonly id: string;
  readonly customer: string | null;
  readonly name: string;
}

/** An event as the form holds it: plain values that a person types, nothing derived. */
export interface EventDraft {
  readonly title: string;
  readonly kind: EventKind;
  readonly allDay: boolean;
  readonly startDay: string;
  readonly startTime: string | null;
  /** The last day; for all-day events included, as people say it. */
  readonly endDay: string;
  readonly endTime: string | null;
  readonly zone: string;
  readonly rrule: string | null;
  readonly place: string;
  readonly description: string;
  readonly people: readonly PickedPerson[];
  readonly resources: readonly PickedResource[];
  readonly customers: readonly PickedCustomer[];
  /** Customers who are asked to come, as the event has them: the form neither shows nor changes that. */
  readonly guests: readonly { readonly customer_id: string; readonly role: 'required' | 'optional' }[];
  readonly isPrivate: boolean;
  readonly tentative: boolean;
  readonly transparency: 'busy' | 'free' | 'out_of_office';
  readonly travelMin: number | null;
  readonly bufferMin: number | null;
  /** Number of a contract or opportunity. */
  readonly contract: string;
  /** What of its customers' it is about. */
  readonly holding: PickedHolding | null;
  /** Minutes before the start, each once, the nearest first. */
  readonly reminders: readonly number[];
}

export function newDraft(
  start: { date: string; from: number | null; to: number | null },
  zone: string,
  reminder: number | null,
  title = '',
): EventDraft {
  const time = (minutes: number): string =>
    `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return {
    title,
    kind: 'visit',
    allDay: start.from === null,
    startDay: start.date,
    startTime: start.from === null ? null : time(start.from),
    endDay: start.to !== null && start.to >= 1440 ? addDays(start.date, 1) : start.date,
    endTime: start.to === null ? null : time(start.to),
    zone,
    rrule: null,
    place: '',
    description: '',
    people: [],
    resources: [],
    customers: [],
    guests: [],
    isPrivate: false,
    tentative: false,
    transparency: usualTransparency('visit', start.from === null ? 1 : 0),
    travelMin: null,
    bufferMin: null,
    contract: '',
    holding: null,
    // A quarter of an hour before midnight nobody wants to hear of the next day.
    reminders: reminder === null || start.from === null ? [] : [reminder],
  };
}

/** The draft at another time, given in minutes of a day on the reader's wall. */
export function timed(
  draft: EventDraft,
  at: { date: string; from: number; to: number },
  zone: string,
): EventDraft {
  const wall = (minutes: number): string =>
    instantToWall(wallToInstant(wallAt(at.date, minutes), zone), draft.zone);
  return { ...draft, ...timesOf(wall(at.from), wall(at.to)) };
}

/** Two walls as the fields of a draft. */
export const timesOf = (
  start: string,
  end: string,
): Pick<EventDraft, 'startDay' | 'startTime' | 'endDay' | 'endTime'> => ({
  startDay: start.slice(0, 10),
  startTime: start.slice(11),
  endDay: end.slice(0, 10),
  endTime: end.slice(11),
});

/** The draft at another start, as long as before in real minutes. */
export const startedAt = (draft: EventDraft, start: string): EventDraft => ({
  ...draft,
  ...timesOf(start, endAfter(start, slotMinutes(slotOf(draft)), draft.zone)),
});

/** The draft as one of whole days, or of hours again, with the reminders that it had. */
export const ofWholeDays = (
  draft: EventDraft,
  allDay: boolean,
  reminders: EventDraft['reminders'],
): EventDraft =>
  allDay
    ? {
        ...draft,
        allDay,
        transparency: usualTransparency(draft.kind, 1),
        reminders: draft.reminders.filter(ringsByDay),
      }
    : {
        ...draft,
        allDay,
        startTime: draft.startTime ?? '09:00',
        endTime: draft.endTime ?? '10:00',
        transparency: usualTransparency(draft.kind, 0),
        reminders: draft.reminders.length > 0 ? draft.reminders : reminders,
      };

/** A day of leave: all of it, and colleagues see that one is away. */
export const leaveDraft = (date: string, zone: string, title: string): EventDraft => ({
  ...newDraft({ date, from: null, to: null }, zone, null, title),
  kind: 'leave',
  transparency: usualTransparency('leave', 1),
});

/** The draft of an event that exists; of a series, at the instance that was opened. */
export function draftOf(
  detail: EventDetail,
  names: { name: (of: { name: string; name_en: string | null }) => string },
): EventDraft {
  const { event, instance } = detail;
  const allDay = event.all_day === 1;
  // The instance's own times, on the wall of the event's zone: those of the series are of its first day, and the walls of
  // the instance are the reader's.
  const [start, end] = allDay
    ? [instance.startWall, instance.endWall]
    : [instantToWall(instance.start, event.zone), instantToWall(instance.end, event.zone)];
  return {
    title: event.title,
    kind: event.kind,
    allDay,
    startDay: start.slice(0, 10),
    startTime: allDay ? null : start.slice(11),
    endDay: allDay ? addDays(end.slice(0, 10), end > start ? -1 : 0) : end.slice(0, 10),
    endTime: allDay ? null : end.slice(11),
    zone: event.zone,
    rrule: event.rrule,
    place: event.place ?? '',
    description: event.description ?? '',
    people: detail.attendees.flatMap((one) =>
      one.person_id === null ? [] : [{ id: one.person_id, name: names.name(one), role: one.role }],
    ),
    resources: detail.resources.map((one) => ({
      id: one.id,
      name: names.name(one),
      kind: one.kind,
      seats: one.seats,
    })),
    customers: detail.customers.map((one) => ({ id: one.id, name: names.name(one) })),
    guests: detail.attendees.flatMap(({ customer_id, role }) =>
      customer_id === null ? [] : [{ customer_id, role }],
    ),
    isPrivate: event.privacy === 'private',
    tentative: event.status === 'tentative',
    transparency: event.transparency,
    travelMin: event.travel_min,
    bufferMin: event.buffer_min,
    contract: event.contract ?? '',
    holding:
      event.holding_id === null
        ? null
        : {
            id: event.holding_id,
            customer: detail.holding?.customer_id ?? null,
            name: detail.holding === null ? '' : names.name(detail.holding.product),
          },
    reminders: remindersOf(event.reminders),
  };
}

/** Minutes before the start, out of their column. */
export const remindersOf = (text: string | null): number[] =>
  (text ?? '')
    .split(',')
    .filter((one) => one !== '')
    .map(Number)
    .sort((a, b) => a - b);

/** Seats that a room or car lacks for those who come; 0 where all find one. */
export const seatsMissing = (draft: EventDraft, resource: PickedResource): number =>
  Math.max(0, draft.people.length + draft.customers.length + 1 - resource.seats);

/** How many characters the fields that are written hold. */
const MOST = { title: 200, place: 300, contract: 120, description: 8000 } as const;

/** The length that a field may have where it is longer; null where it fits. */
export const overLimit = (draft: EventDraft, field: keyof typeof MOST): number | null =>
  draft[field].trim().length > MOST[field] ? MOST[field] : null;

export type DraftProblem = 'title' | 'time' | 'order' | 'rule' | 'length';

/** What keeps a draft from being saved. `rule`: as it was before; that goes along with its series. */
export function problemsOf(draft: EventDraft, rule: string | null = null): DraftProblem[] {
  const problems: DraftProblem[] = [];
  if (draft.title.trim() === '') problems.push('title');
  if (!draft.allDay && (draft.startTime === null || draft.endTime === null)) problems.push('time');
  else if (slotOf(draft).end < slotOf(draft).start || (draft.allDay && draft.endDay < draft.startDay))
    problems.push('order');
  if (draft.rrule !== rule && !problems.includes('time') && endsBeforeStart(slotOf(draft)))
    problems.push('rule');
  if ((Object.keys(MOST) as (keyof typeof MOST)[]).some((field) => overLimit(draft, field) !== null))
    problems.push('length');
  return problems;
}

export function slotOf(draft: EventDraft): CommandInput<'event.create'>['slot'] {
  return {
    all_day: draft.allDay ? 1 : 0,
    start: draft.allDay ? draft.startDay : `${draft.startDay}T${draft.startTime ?? '00:00'}`,
    end: draft.allDay
      ? addDays(draft.endDay, 1)
      : `${draft.endDay}T${draft.endTime ?? draft.startTime ?? '00:00'}`,
    zone: draft.zone,
    rrule: draft.rrule,
    rdate: null,
    exdate: null,
  };
}

export function fieldsOf(draft: EventDraft): CommandInput<'event.create'>['fields'] {
  const text = (value: string): string | null => (value.trim() === '' ? null : value.trim());
  return {
    kind: draft.kind,
    title: draft.title.trim(),
    description: text(draft.description),
    place: text(draft.place),
    status: draft.tentative ? 'tentative' : 'confirmed',
    transparency: draft.kind === 'leave' ? 'out_of_office' : draft.transparency,
    privacy: draft.isPrivate ? 'private' : 'normal',
    travel_min: draft.travelMin,
    buffer_min: draft.bufferMin,
    contract: text(draft.contract),
    holding_id: draft.holding?.id ?? null,
    reminders: draft.reminders.length === 0 ? null : draft.reminders.join(','),
    attendees: [
      ...draft.people.map((one) => ({ person_id: one.id, customer_id: null, role: one.role })),
      ...draft.guests.map((one) => ({ person_id: null, ...one })),
    ],
    resources: draft.resources.map((one) => one.id),
    customers: draft.customers.map((one) => one.id),
  };
}

/** The draft without a customer: who has nothing to do with the event is not asked to come, and it is not about what they have. */
export const withoutCustomer = (draft: EventDraft, id: string): EventDraft => ({
  ...draft,
  customers: draft.customers.filter((one) => one.id !== id),
  guests: draft.guests.filter((one) => one.customer_id !== id),
  holding: draft.holding?.customer === id ? null : draft.holding,
});

/** The slot of a draft of this event: what was added to its series and taken out of it stays. */
export const slotOfEdited = (
  draft: EventDraft,
  event: Pick<EventDetail['event'], 'rdate' | 'exdate'> | undefined,
): ReturnType<typeof slotOf> => ({
  ...slotOf(draft),
  rdate: event?.rdate ?? null,
  exdate: event?.exdate ?? null,
});

/** Only what differs, so that a colleague's edit of another field stays. */
export function changedOf(
  before: EventDraft,
  after: EventDraft,
): Partial<CommandInput<'event.create'>['fields']> {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  return Object.fromEntries(
    Object.entries(now).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(old[key as keyof typeof old]),
    ),
  );
}

/** Whether anything that was typed or chosen would be lost with the draft. */
export const isChanged = (before: EventDraft, after: EventDraft): boolean =>
  Object.keys(changedOf(before, after)).length > 0 ||
  JSON.stringify(slotOf(before)) !== JSON.stringify(slotOf(after));
