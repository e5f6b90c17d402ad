import { readLine, unescapeText, type Component, type ContentLine } from './ics-lines.ts';
import { ITEM_LIMITS, type ImportItem } from './ics-item.ts';
import { lengthOf, readDuration } from './ics-values.ts';
import { MINUTE, parseWall } from './civil.ts';
import { EVENT_KINDS, type EventKind } from './tables.ts';

/**
 * What the desk's own fields are of what a file says, and the words of a file that say more than a field holds: those are kept
 * beside the event, and go out again as they were for as long as the field is what they made of it.
 */

/** Of a text: more than any field holds, escapes and all. The whole line is kept beside it. */
export const LONGEST_TEXT = 40_000;

const TEXT_LIMITS = {
  SUMMARY: ITEM_LIMITS.title,
  DESCRIPTION: ITEM_LIMITS.description,
  LOCATION: ITEM_LIMITS.place,
} as const;
export type TextName = keyof typeof TEXT_LIMITS;

/** A text as a field holds it, and whether that is all of it. */
export function fieldText(name: TextName, value: string): { text: string; whole: boolean } {
  const told = unescapeText(value.slice(0, LONGEST_TEXT)).trim();
  const all = name === 'SUMMARY' ? told.replaceAll(/\s*\n\s*/g, ' ') : told;
  const limit = TEXT_LIMITS[name];
  return { text: wholeCharacters(all, limit), whole: all.length <= limit };
}

const wholeCharacters = (text: string, limit: number): string => {
  const cut = text.slice(0, limit);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
};

const word = (value: string): string => value.trim().toUpperCase();

/** What is shown as tentative elsewhere is that here, or it would stand in the way of everything. */
export function statusOf(status: string, busy: string): ImportItem['status'] {
  const said = word(status);
  if (said === 'CANCELLED') return 'cancelled';
  return said === 'TENTATIVE' || word(busy) === 'TENTATIVE' ? 'tentative' : 'confirmed';
}

/** An all-day event is free unless the file says otherwise, as everywhere in the calendar. */
export function transparencyOf(transp: string, busy: string, allDay: 0 | 1): ImportItem['transparency'] {
  if (word(busy) === 'OOF') return 'out_of_office';
  if (word(busy) === 'FREE') return 'free';
  const said = word(transp);
  return said === 'TRANSPARENT' || (said === '' && allDay === 1) ? 'free' : 'busy';
}

/** A class that nobody knows counts as private (RFC 5545 §3.8.1.3). */
export const privacyOf = (value: string): ImportItem['privacy'] =>
  word(value) === '' || word(value) === 'PUBLIC' ? 'normal' : 'private';

export function kindOf(kind: string, busy: string): EventKind {
  const said = kind.trim().toLowerCase();
  const known = EVENT_KINDS.find((one) => one === said);
  return known ?? (word(busy) === 'OOF' ? 'leave' : 'meeting');
}

/** Minutes before the start at which an alarm rings; null where it is told in another way. */
export function minutesBefore(
  alarm: Pick<Component, 'lines'>,
  slot: { readonly start: string; readonly end: string },
): number | null {
  const trigger = alarm.lines.find(({ name }) => name === 'TRIGGER');
  const rings = /^(?:DISPLAY|AUDIO)$/i.test(
    alarm.lines.find(({ name }) => name === 'ACTION')?.value.trim() ?? 'DISPLAY',
  );
  if (!trigger || !rings || trigger.params.get('VALUE')?.toUpperCase() === 'DATE-TIME') return null;
  const told = readDuration(trigger.value);
  if (told === null) return null;
  const atEnd =
    trigger.params.get('RELATED')?.toUpperCase() === 'END' ? parseWall(slot.end) - parseWall(slot.start) : 0;
  const before = -(lengthOf(told) + atEnd) / MINUTE;
  return Number.isInteger(before) && before >= 0 && before <= 40_320 ? before : null;
}

/** Whether an alarm says no more than that it rings: its minutes alone make it again. */
export const isPlainAlarm = ({ lines, children }: Component, title: string): boolean =>
  children.length === 0 &&
  lines.every(({ name, value, params }) => {
    if (name === 'ACTION') return word(value) === 'DISPLAY';
    if (name === 'TRIGGER') return params.get('RELATED')?.toUpperCase() !== 'END';
    return name === 'DESCRIPTION' && unescapeText(value).trim() === title;
  });

/** Before a line of the desk's own properties that goes out again while the field is what it made of it. */
const WHOLE = 'X-SEMICOLON-WHOLE-';
/** Before each line of an alarm that rings so many minutes before and says more than that. */
const RINGS = 'X-SEMICOLON-RINGS-';
/** Before what could not be taken at all. */
const UNREAD = 'X-SEMICOLON-UNREAD-';

export const wholeLine = ({ text }: ContentLine): string => `${WHOLE}${text}`;
export const ringsLine = (minutes: number, line: string): string => `${RINGS}${minutes}-${line}`;
export const unreadLine = ({ text }: ContentLine): string => `${UNREAD}${text}`;

/** Words that a field says as well as they do. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  STATUS: ['', 'CONFIRMED', 'TENTATIVE', 'CANCELLED'],
  CLASS: ['', 'PUBLIC', 'PRIVATE'],
  'X-MICROSOFT-CDO-BUSYSTATUS': ['', 'BUSY', 'FREE', 'OOF'],
};

/** Properties that may say more than a field does, in the order in which an export says them. */
export const WITH_WORDS = [...Object.keys(TEXT_LIMITS), ...Object.keys(SAID)];

/** Whether a line says more than the field that it is read into. */
export function saysMore({ name, value, params }: ContentLine): boolean {
  if (name in TEXT_LIMITS) return params.size > 0 || !fieldText(name as TextName, value).whole;
  const known = SAID[name];
  return known !== undefined && !known.includes(word(value));
}

/** What is kept beside an event, taken apart. */
export interface Kept {
  readonly whole: ReadonlyMap<string, ContentLine>;
  /** Lines of alarms by their minutes. */
  readonly rings: ReadonlyMap<number, readonly string[]>;
  /** What goes out again as it is. */
  readonly beyond: readonly string[];
}

export function keptOf(ics: string | null): Kept {
  const whole = new Map<string, ContentLine>();
  const rings = new Map<number, string[]>();
  const beyond: string[] = [];
  for (const line of (ics ?? '').split('\n')) {
    if (line === '') continue;
    const alarm = /^X-SEMICOLON-RINGS-(\d+)-(.*)$/su.exec(line);
    const said = line.startsWith(WHOLE) ? readLine(line.slice(WHOLE.length), 0) : null;
    if (alarm) {
      const minutes = Number(alarm[1]);
      rings.set(minutes, [...(rings.get(minutes) ?? []), alarm[2] ?? '']);
    } else if (said) whole.set(said.name, said);
    else if (!line.startsWith(WHOLE)) beyond.push(line);
  }
  return { whole, rings, beyond };
}
