import type { EventDraft } from './event-draft.ts';

/** What of an event is changed as one: a start means nothing without its end. */
const PARTS = {
  title: ['title'],
  kind: ['kind'],
  time: ['allDay', 'startDay', 'startTime', 'endDay', 'endTime', 'zone'],
  repeat: ['rrule'],
  place: ['place'],
  description: ['description'],
  attendees: ['people', 'guests'],
  resources: ['resources'],
  customers: ['customers'],
  privacy: ['isPrivate'],
  tentative: ['tentative'],
  transparency: ['transparency'],
  travel: ['travelMin'],
  buffer: ['bufferMin'],
  contract: ['contract'],
  holding: ['holding'],
  reminder: ['reminders'],
} as const satisfies Record<string, readonly (keyof EventDraft)[]>;

export type DraftPart = keyof typeof PARTS;

const NAMES = Object.keys(PARTS) as DraftPart[];

/** The draft with some parts as another has them. */
export const withParts = (draft: EventDraft, from: EventDraft, parts: readonly DraftPart[]): EventDraft => ({
  ...draft,
  ...Object.fromEntries(parts.flatMap((part) => PARTS[part]).map((key) => [key, from[key]])),
});

/**
 * What became of an event while somebody writes in its form. `base`: as the form was opened; `theirs`: as it stands now.
 * What they changed and was not touched here is followed; what was touched here too and differs clashes.
 */
export function changedMeanwhile(
  base: EventDraft,
  mine: EventDraft,
  theirs: EventDraft,
): { followed: DraftPart[]; clashing: DraftPart[] } {
  const changed = NAMES.filter((part) => !isSame(base, theirs, part));
  const clashing = changed.filter((part) => !isSame(base, mine, part) && !isSame(mine, theirs, part));
  return { followed: changed.filter((part) => !clashing.includes(part)), clashing };
}

const isSame = (one: EventDraft, other: EventDraft, part: DraftPart): boolean =>
  PARTS[part].every((key) => plain(one[key]) === plain(other[key]));

/** A person or a room is who it is, under whatever name it is shown. */
const plain = (value: EventDraft[keyof EventDraft]): string =>
  JSON.stringify(value, (key, within: unknown) => (key === 'name' ? undefined : within));
