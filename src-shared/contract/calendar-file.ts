import { z } from 'zod';
import { ITEM_LIMITS } from '../domain/calendar/ics-item.ts';
import { EVENT_KINDS } from '../domain/calendar/tables.ts';
import { command, query } from './define.ts';
import { dateInput, idInput, nameInput, slotInput, wallInput } from './shapes.ts';

/** How many events one command takes: a long file is told in pieces, so that nothing else waits for it. */
export const IMPORT_PIECE = 200;

const itemInput = z.strictObject({
  uid: z.string().min(1).max(ITEM_LIMITS.uid),
  recurrence_id: wallInput.nullable(),
  slot: slotInput,
  kind: z.enum(EVENT_KINDS),
  title: nameInput,
  description: z.string().max(ITEM_LIMITS.description).nullable(),
  place: z.string().max(ITEM_LIMITS.place).nullable(),
  status: z.enum(['confirmed', 'tentative', 'cancelled']),
  transparency: z.enum(['busy', 'free', 'out_of_office']),
  privacy: z.enum(['normal', 'private']),
  reminders: z.string().max(80).nullable(),
  travel_min: z.number().int().min(0).max(1440).optional(),
  buffer_min: z.number().int().min(0).max(1440).optional(),
  contract: z.string().trim().min(1).max(120).optional(),
  ics: z.string().max(ITEM_LIMITS.ics).nullable(),
});

export interface ImportOutcome {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Events that no calendar of this desk could keep, each with why; with a series go the changes of its instances. */
  readonly refused: readonly { readonly uid: string; readonly title: string; readonly problem: string }[];
}

export const calendarFileCommands = {
  /**
   * A piece of a calendar file into the own calendar; masters come before the events that replace their instances.
   * Found again by UID and RECURRENCE-ID, so the same file a second time changes nothing. All pieces of one `batch`
   * are one step of undo. `dryRun` counts and writes nothing.
   */
  'event.import': command<ImportOutcome>()(
    z.strictObject({
      batch: idInput,
      items: z.array(itemInput).min(1).max(IMPORT_PIECE),
      dryRun: z.boolean(),
    }),
  ),
};

export const calendarFileQueries = {
  /** The own calendar as an iCalendar file; of a span of days (`to` exclusive), or all of it. */
  'event.export': query<{ text: string; events: number }>()(
    z.strictObject({ from: dateInput.nullable(), to: dateInput.nullable() }),
  ),
};
