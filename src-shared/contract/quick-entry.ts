import { z } from 'zod';
import { QUICK_ENTRY_MAX } from '../domain/quick-entry/limit.ts';
import type { Id } from '../kernel/ids.ts';
import { EVENT_KINDS } from '../domain/calendar/tables.ts';
import type { CalendarInstance } from './calendar.ts';
import { query } from './define.ts';
import { dateInput, wallInput, zoneInput } from './shapes.ts';

/** Somebody a name in a sentence may mean. */
export interface NameMatch {
  readonly table: 'customer' | 'person';
  readonly id: Id;
  readonly name: string;
  readonly name_en: string | null;
  /** The firm of a customer, the title of a colleague. */
  readonly detail: string | null;
  readonly detail_en: string | null;
  /** Where a customer is visited. */
  readonly address: string | null;
}

/** A room, or a car. */
export interface RoomMatch {
  readonly id: Id;
  readonly name: string;
  readonly name_en: string | null;
  readonly seats: number;
}

const nameText = z.string().min(1).max(QUICK_ENTRY_MAX);

/** Who and what the names in a sentence mean, and what it is about, from what is on this laptop. */
export const quickEntryQueries = {
  'quickEntry.match': query<{
    /** In the order asked; of each the likeliest first, none where nobody is called so. */
    who: { text: string; found: NameMatch[] }[];
    room: RoomMatch | null;
    car: RoomMatch | null;
    /** Of the words that may be somebody, those that are; `called`: the part of them that is the name. */
    maybe: { text: string; called: string; found: NameMatch[] }[];
  }>()(
    z.strictObject({
      who: z.array(nameText).max(10),
      maybe: z.array(nameText).max(5),
      room: nameText.nullable(),
      car: nameText.nullable(),
    }),
  ),
  /**
   * Which of one's own occurrences on the days `from` ≤ day < `to` a sentence is about that asks to cancel or move one; `exact` false:
   * these only come near. `at`: the hour that it says.
   */
  'quickEntry.meant': query<{ found: CalendarInstance[]; exact: boolean }>()(
    z.strictObject({
      sentence: nameText,
      from: dateInput,
      to: dateInput,
      zone: zoneInput,
      at: wallInput.nullable(),
      word: z.strictObject({ text: nameText, kind: z.enum(EVENT_KINDS) }).nullable(),
      who: z.array(nameText).max(10),
    }),
  ),
};
