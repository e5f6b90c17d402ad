import type { CommandInput } from '../../../src-shared/contract/contract.ts';
import type { NameMatch, RoomMatch } from '../../../src-shared/contract/quick-entry.ts';
import { usualTransparency } from '../../../src-shared/domain/calendar/occupancy.ts';
import type { QuickEntry } from '../../../src-shared/domain/quick-entry/quick-entry.ts';
import { titled } from '../../app/titled.ts';

/** A sentence with everybody in it found: what will be made of it. */
export interface Understood {
  readonly entry: QuickEntry;
  /** For each name, who is meant; null where nobody is called so. */
  readonly who: readonly {
    readonly text: string;
    readonly match: NameMatch | null;
    readonly others: readonly NameMatch[];
  }[];
  readonly room: RoomMatch | null;
  readonly car: RoomMatch | null;
}

type Called = readonly { text: string; found: readonly NameMatch[] }[];
type Match = {
  who: Called;
  maybe: readonly { text: string; called: string; found: readonly NameMatch[] }[];
  room: RoomMatch | null;
  car: RoomMatch | null;
};

/**
 * Chooses who is meant. `turns` counts how often the person asked for the next one of a name (Alt W); names go round.
 * Until the laptop has answered for this sentence nobody is meant.
 */
export function understand(entry: QuickEntry, match: Match | undefined, turns: number): Understood {
  const byText = new Map((match?.who ?? []).map(({ text, found }) => [text, found]));
  const maybe = new Map((match?.maybe ?? []).map((one) => [one.text, one]));
  const named = entry.who.map((text) => ({ text, found: byText.get(text) ?? [] }));
  // By the name: 云岫授信 and 讨论云岫 are about one.
  const also = new Map<string, readonly NameMatch[]>();
  for (const text of entry.maybe) {
    const one = maybe.get(text);
    if (one) also.set(one.called, one.found);
  }
  const who = [...named, ...[...also].map(([text, found]) => ({ text, found }))].map(({ text, found }) => {
    const chosen = found.length === 0 ? null : (found[turns % found.length] ?? null);
    return { text, match: chosen, others: found.filter((one) => one !== chosen) };
  });
  return { entry, who, room: match?.room ?? null, car: match?.car ?? null };
}

type EventInput = CommandInput<'event.create'>;

/** The event that the sentence asks for; null where it asks for a task. Where nothing is said, a visit is at the customer's. */
export function eventOf(
  { entry, who, room, car }: Understood,
  zone: string,
  defaultReminder: number | null,
  /** All that was written: too long for a title it goes along as a text. */
  sentence = entry.title,
): EventInput | null {
  const { when, kind } = entry;
  if (when === null) return null;
  const met = who.flatMap(({ match }) => (match === null ? [] : [match]));
  const reminders =
    entry.reminders.length > 0
      ? entry.reminders
      : when.allDay === 1 || defaultReminder === null
        ? []
        : [defaultReminder];
  return {
    slot: {
      all_day: when.allDay,
      start: when.start,
      end: when.end,
      zone: entry.zone ?? zone,
      rrule: when.rrule,
      rdate: null,
      exdate: null,
    },
    fields: {
      kind,
      title: titled(entry.title, sentence).title,
      description: titled(entry.title, sentence).text,
      place: placeOf(entry, met, room),
      status: kind === 'hold' ? 'tentative' : 'confirmed',
      transparency: usualTransparency(kind, when.allDay),
      privacy: 'normal',
      travel_min: null,
      buffer_min: null,
      reminders: reminders.length === 0 ? null : reminders.join(','),
      attendees: met
        .filter(({ table }) => table === 'person')
        .map(({ id }) => ({ person_id: id, customer_id: null, role: 'required' as const })),
      resources: [room, car].flatMap((one) => (one === null ? [] : [one.id])),
      customers: met.filter(({ table }) => table === 'customer').map(({ id }) => id),
    },
  };
}

function placeOf(entry: QuickEntry, met: readonly NameMatch[], room: RoomMatch | null): string | null {
  if (entry.place !== null) return entry.place;
  // A room that this laptop does not know is still where one meets.
  if (entry.room !== null) return room === null ? entry.room : null;
  return entry.kind === 'visit' ? (met.find(({ address }) => address !== null)?.address ?? null) : null;
}

/** The task that the sentence asks for, or that an appointment becomes. */
export function taskOf(
  { entry, who }: Understood,
  zone: string,
  /** All that was written: too long for a title it goes along as a text. */
  sentence = entry.taskTitle,
): CommandInput<'task.create'> {
  const customer = who.find(({ match }) => match?.table === 'customer')?.match ?? null;
  const { when } = entry;
  const { title, text } = titled(entry.taskTitle, sentence);
  return {
    fields: {
      title,
      detail: text,
      zone: entry.zone ?? zone,
      ...(entry.priority === null ? {} : { priority: entry.priority }),
      ...(when === null
        ? {}
        : { due: when.allDay === 1 ? when.start.slice(0, 10) : when.start, rrule: when.rrule }),
      ...(customer === null ? {} : { customer_id: customer.id }),
    },
  };
}

export type TaskFields = CommandInput<'task.create'>['fields'];

/** The task that was written into a field for tasks: as the sentence says, or called by all of it where it says no day. */
export function taskWritten(understood: Understood | null, zone: string, text: string): TaskFields {
  if (understood !== null) return taskOf(understood, zone, text).fields;
  const { title, text: detail } = titled(text);
  return { title, detail, zone };
}
