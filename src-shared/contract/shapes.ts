import { z } from 'zod';
import { ANSWERS, EVENT_KINDS } from '../domain/calendar/tables.ts';

/** Pieces that several inputs share. Lengths agree with the columns of `domain/*​/tables.ts`. */
export const idInput = z.string().min(1).max(64);
export const nameInput = z.string().trim().min(1).max(200);
export const dateInput = z.string().regex(/^\d{4}-\d\d-\d\d$/);
export const wallInput = z.string().regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/);
export const zoneInput = z.string().min(1).max(60);
export const limitInput = z.number().int().min(1).max(500);

export const slotInput = z.strictObject({
  all_day: z.union([z.literal(0), z.literal(1)]),
  start: wallInput,
  end: wallInput,
  zone: zoneInput,
  rrule: z.string().max(500).nullable(),
  rdate: z.string().max(40_000).nullable(),
  exdate: z.string().max(40_000).nullable(),
});
export type SlotInput = z.infer<typeof slotInput>;

export const attendeeInput = z.strictObject({
  person_id: idInput.nullable(),
  customer_id: idInput.nullable(),
  role: z.enum(['required', 'optional']),
});

/** Everything of an event that a form can set. */
export const eventFieldsInput = z.strictObject({
  kind: z.enum(EVENT_KINDS),
  title: nameInput,
  description: z.string().max(8000).nullable(),
  place: z.string().max(300).nullable(),
  status: z.enum(['confirmed', 'tentative', 'cancelled']),
  transparency: z.enum(['busy', 'free', 'out_of_office']),
  privacy: z.enum(['normal', 'private']),
  travel_min: z.number().int().min(0).max(1440).nullable(),
  buffer_min: z.number().int().min(0).max(1440).nullable(),
  reminders: z.string().max(80).nullable(),
  /** A form that does not know it leaves it alone. */
  contract: z.string().trim().max(120).nullable().optional(),
  holding_id: idInput.nullable().optional(),
  attendees: z.array(attendeeInput).max(200),
  resources: z.array(idInput).max(20),
  customers: z.array(idInput).max(50),
});

/** Which instances of a series an edit means. */
export const whichInput = z.enum(['this', 'following', 'all']);
export type Which = z.infer<typeof whichInput>;

/** One instance: the event, and its original wall start where it belongs to a series. */
export const instanceInput = z.strictObject({ id: idInput, recurrence_id: wallInput.nullable() });

export const answerInput = z.enum(ANSWERS);
