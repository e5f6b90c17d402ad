import { DAY, dayOfWall, formatAs, formatWall, parseWall } from './civil.ts';
import type { WallMs } from './civil.ts';
import { readLine, readComponents, unescapeText } from './ics-lines.ts';
import type { Component, ContentLine, LineProblem } from './ics-lines.ts';
import { lengthOf, readDuration, readTime } from './ics-values.ts';
import type { Duration, IcsTime } from './ics-values.ts';
import { LONGEST_TEXT } from './ics-fields.ts';
import { resolveZone, zoneEffort } from './ics-zone.ts';
import type { FileZone } from './ics-zone.ts';
import { parseRule } from './rule.ts';
import { joinWalls } from './slot.ts';
import type { Slot } from './slot.ts';
import { instantOf, placeOn, UTC, wallOf } from './zone.ts';
import type { Zone } from './zone.ts';

/** What a file said that could not be taken as it stands. Nothing is dropped without one of these. */
export type IcsProblem =
  | LineProblem
  | {
      readonly type:
        | 'IcsNoStart'
        | 'IcsBadValue'
        | 'IcsBadRule'
        /** Only this file's: its instants are kept, its name is not. */
        | 'IcsUnknownZone'
        /** Neither known nor defined in a way that can be reckoned: read as floating. */
        | 'IcsNoZone'
        | 'IcsEndBeforeStart'
        | 'IcsSeveralRules'
        /** A rule for what does not happen: kept, and not reckoned. */
        | 'IcsExRule'
        | 'IcsNotAnEvent'
        /** Said of the calendar as a whole, which the desk has no place for. */
        | 'IcsCalendar';
      readonly at: number;
      readonly text: string;
    };

/** One VEVENT. Times are wall times in `slot.zone`; UTC times have the zone `UTC`. */
export interface IcsEvent {
  readonly uid: string;
  /** Which instance of the series with this UID it replaces, as wall time in its own zone; null for a master. */
  readonly recurrenceId: IcsTime | null;
  readonly recurrenceZone: Zone;
  readonly recurrenceName: string;
  readonly thisAndFuture: boolean;
  readonly slot: Slot;
  /** Rules beyond the first (RFC 5545 says SHOULD NOT occur more than once). */
  readonly moreRules: readonly string[];
  /** How the file's zone counts: of an unknown TZID the file's own VTIMEZONE. */
  readonly zone: Zone;
  /** True when the file names no zone at all. */
  readonly floating: boolean;
  readonly summary: string;
  readonly sequence: number;
  readonly cancelled: boolean;
  /** All properties as written, also those that are understood. */
  readonly lines: readonly ContentLine[];
  /** Those of its times and rules that could not be read, so that they are kept as they were written. */
  readonly unread: readonly ContentLine[];
  /** Alarms and the like. */
  readonly children: readonly Component[];
}

export interface IcsFile {
  readonly events: readonly IcsEvent[];
  readonly problems: readonly IcsProblem[];
}

/**
 * Reads an iCalendar file in one pass. Broken parts are reported and left out, the rest is read; it never throws.
 * Several VCALENDARs in one file, and events outside any, are read too. Floating times get `floatingZone`.
 */
export function readIcs(text: string, floatingZone = 'UTC'): IcsFile {
  const { components, problems: lineProblems } = readComponents(text);
  const problems: IcsProblem[] = [...lineProblems];
  const zones = new Map<string, Component>();
  const events: Component[] = [];
  const collect = (list: readonly Component[], calledOff = false): void => {
    for (const component of list) {
      if (component.name === 'VTIMEZONE') {
        const id = component.lines.find((line) => line.name === 'TZID')?.value.trim();
        if (id !== undefined) zones.set(id, component);
      } else if (component.name === 'VEVENT') events.push(calledOff ? asCancelled(component) : component);
      else {
        if (component.name === 'VCALENDAR') {
          for (const { at, text, name, value } of component.lines)
            if (!USUAL.test(`${name}:${value.trim()}`))
              problems.push({ type: 'IcsCalendar', at, text: text.slice(0, 200) });
        } else problems.push({ type: 'IcsNotAnEvent', at: component.at, text: component.name });
        collect(component.children, calledOff || callsOff(component));
      }
    }
  };
  collect(components);
  const reader = new EventReader(zones, floatingZone, problems);
  return { events: events.flatMap((component) => reader.read(component) ?? []), problems };
}

/** A file of METHOD:CANCEL takes its events back (RFC 5546 §3.2.5), whatever they say of themselves. */
const callsOff = ({ name, lines }: Component): boolean =>
  name === 'VCALENDAR' &&
  lines.some((line) => line.name === 'METHOD' && line.value.trim().toUpperCase() === 'CANCEL');

const asCancelled = (component: Component): Component => ({
  ...component,
  lines: [
    ...component.lines.filter(({ name }) => name !== 'STATUS'),
    readLine('STATUS:CANCELLED', component.at)!,
  ],
});

/** What a calendar says of itself without saying anything that matters to who reads it. */
const USUAL = /^(?:VERSION|PRODID):|^CALSCALE:GREGORIAN$|^METHOD:PUBLISH$/i;

/** Beyond what any series that is kept can hold: what is there is read up to here, and the line is told. */
const MAX_DATES = 20_000;
const LONGEST_RULE = 10_000;
const MOST_RULES = 20;

/** A DATE or DATE-TIME with the zone it is told in. */
interface Told extends IcsTime {
  readonly zone: Zone;
  readonly name: string;
  readonly floating: boolean;
}

class EventReader {
  private readonly known = new Map<string, FileZone | null>();
  private readonly definitions: ReadonlyMap<string, Component>;
  private readonly floatingZone: string;
  private readonly problems: IcsProblem[];
  private unread: ContentLine[] = [];
  private readonly effort = zoneEffort();
  /** Dates that may still be read of the event at hand: a series with more is not kept anyway. */
  private datesLeft = 0;

  constructor(definitions: ReadonlyMap<string, Component>, floatingZone: string, problems: IcsProblem[]) {
    this.definitions = definitions;
    this.floatingZone = floatingZone;
    this.problems = problems;
  }

  read(component: Component): IcsEvent | null {
    const one = (name: string): ContentLine | undefined => component.lines.find((line) => line.name === name);
    this.unread = [];
    this.datesLeft = MAX_DATES;
    const all = (name: string): ContentLine[] => component.lines.filter((line) => line.name === name);
    const startLine = one('DTSTART');
    const start = startLine === undefined ? null : this.told(startLine, startLine.value);
    if (start === null) {
      const { at, text } = startLine ?? { at: component.at, text: '' };
      this.problems.push({ type: 'IcsNoStart', at, text });
      return null;
    }
    const allDay = start.form === 'date' ? 1 : 0;
    const repeats = one('RRULE') !== undefined || one('RDATE') !== undefined;
    const end = this.end(start, one('DTEND'), one('DURATION'), repeats);
    const [rrule = null, ...moreRules] = this.rules(all('RRULE'));
    const [, second] = all('RRULE');
    if (second !== undefined) this.report('IcsSeveralRules', second);
    // RFC 2445 had rules for what does not happen; RFC 5545 dropped them. Who still writes one is told.
    for (const line of all('EXRULE')) this.report('IcsExRule', line);
    const recurrenceLine = one('RECURRENCE-ID');
    const recurrence = recurrenceLine === undefined ? null : this.told(recurrenceLine, recurrenceLine.value);
    return {
      uid: one('UID')?.value.trim() ?? '',
      recurrenceId: recurrence,
      recurrenceZone: recurrence?.zone ?? UTC,
      recurrenceName: recurrence?.name ?? 'UTC',
      thisAndFuture: recurrenceLine?.params.get('RANGE')?.toUpperCase() === 'THISANDFUTURE',
      slot: {
        allDay,
        start: formatAs(start.wall, allDay),
        end: formatAs(end, allDay),
        zone: start.name,
        rrule,
        rdate: joinWalls(all('RDATE').flatMap((line) => this.dates(line, start))),
        exdate: joinWalls(all('EXDATE').flatMap((line) => this.dates(line, start))),
      },
      moreRules,
      zone: start.zone,
      floating: start.floating,
      summary: unescapeText((one('SUMMARY')?.value ?? '').slice(0, LONGEST_TEXT)),
      sequence: Number(one('SEQUENCE')?.value) || 0,
      cancelled: one('STATUS')?.value.trim().toUpperCase() === 'CANCELLED',
      lines: component.lines,
      unread: this.unread,
      children: component.children,
    };
  }

  private report(type: Exclude<IcsProblem['type'], LineProblem['type']>, line: ContentLine): void {
    this.problems.push({ type, at: line.at, text: line.text.slice(0, 200) });
    if (type === 'IcsBadValue' || type === 'IcsBadRule' || type === 'IcsEndBeforeStart')
      this.unread.push(line);
  }

  private told(line: ContentLine, value: string): Told | null {
    const time = readTime(value);
    if (time === null) return null;
    // UTC wins over a TZID that stands beside it.
    const tzid = time.form === 'local' ? line.params.get('TZID') : undefined;
    if (time.form === 'utc') return { ...time, zone: UTC, name: 'UTC', floating: false };
    if (time.form === 'date' || tzid === undefined)
      return { ...time, zone: UTC, name: this.floatingZone, floating: time.form === 'local' };
    const found = this.zone(tzid, line);
    if (found === null) return { ...time, zone: UTC, name: this.floatingZone, floating: true };
    return { ...time, zone: found.zone, name: found.name ?? 'UTC', floating: false };
  }

  private zone(tzid: string, line: ContentLine): FileZone | null {
    let found = this.known.get(tzid);
    if (found === undefined) {
      found = resolveZone(tzid, this.definitions.get(tzid), this.effort);
      this.known.set(tzid, found);
      // A zone that is only this file's keeps its instants but loses its name.
      if (found === null) this.report('IcsNoZone', line);
      else if (found.name === null) this.report('IcsUnknownZone', line);
    }
    return found;
  }

  /** The end on the wall of the start's zone, never before the start. */
  private end(
    start: Told,
    end: ContentLine | undefined,
    duration: ContentLine | undefined,
    repeats: boolean,
  ): WallMs {
    let wall = start.form === 'date' && end === undefined ? start.wall + DAY : start.wall;
    if (end !== undefined) {
      const told = this.told(end, end.value);
      if (told === null) this.report('IcsBadValue', end);
      else wall = this.wallIn(start, told);
    } else if (duration !== undefined) {
      const length = readDuration(duration.value);
      if (length === null) this.report('IcsBadValue', duration);
      // A series has one length on the wall for all its meetings, most of which no change of the clock touches.
      else wall = repeats ? start.wall + lengthOf(length) : this.after(start, length);
    }
    if (wall >= start.wall) return wall;
    this.report('IcsEndBeforeStart', end ?? duration!);
    return start.wall;
  }

  /** Where the days have gone by on the wall and then the hours in fact; of an hour that comes twice the later has no wall of its own. */
  private after({ zone, form, wall }: Told, length: Duration): WallMs {
    const plain = wall + lengthOf(length);
    if (form === 'date' || length.time === 0) return plain;
    const { start, shown } = placeOn(zone, wall + length.days, 0);
    const real = wall + length.days + (wallOf(zone, start + length.time) - shown);
    return instantOf(zone, real) === start + length.time ? real : plain;
  }

  /** A time on the wall of the series' zone. */
  private wallIn(series: Told, time: Told): WallMs {
    if (time.form === 'date') return time.wall;
    const wall = time.zone === series.zone ? time.wall : wallOf(series.zone, instantOf(time.zone, time.wall));
    return series.form === 'date' ? dayOfWall(wall) * DAY : wall;
  }

  private rules(lines: readonly ContentLine[]): string[] {
    const rules: string[] = [];
    for (const line of lines) {
      const value =
        line.value.length > LONGEST_RULE ? 'too long' : line.value.replaceAll('\\', '').trim().toUpperCase();
      if (value === '') continue;
      if (rules.length < MOST_RULES && parseRule(value).ok) rules.push(value);
      else this.report('IcsBadRule', line);
    }
    return rules;
  }

  /** The entries of one RDATE or EXDATE as wall times of the series; a period becomes `start/end`. */
  private dates(line: ContentLine, series: Told): string[] {
    const entries: string[] = [];
    for (const value of line.value.split(',', this.datesLeft + 1)) {
      if (value.trim() === '') continue;
      if (this.datesLeft <= 0) {
        this.report('IcsBadValue', line);
        break;
      }
      this.datesLeft -= 1;
      const [first = '', last] = value.split('/');
      const start = this.told(line, first);
      const until = last === undefined ? null : this.told(line, last);
      const length = last === undefined || until !== null ? null : readDuration(last);
      if (start === null || (last !== undefined && until === null && length === null)) {
        this.report('IcsBadValue', line);
        continue;
      }
      const from = this.wallIn(series, start);
      if (last === undefined) {
        const dateOnly = start.form === 'date' || series.form === 'date';
        entries.push(formatAs(from, dateOnly ? 1 : 0));
      } else {
        const to =
          until === null ? from + (length === null ? 0 : lengthOf(length)) : this.wallIn(series, until);
        entries.push(`${formatWall(from)}/${formatWall(Math.max(from, to))}`);
      }
    }
    return entries;
  }
}

/** Whether its times count by a zone that only its file knows and that has no name to keep. */
export const isNameless = ({ slot, zone, floating }: IcsEvent): boolean =>
  slot.allDay === 0 && !floating && slot.zone === 'UTC' && zone !== UTC;

/**
 * The slot as the product can keep it: an all-day event lasts at least its day, and start and end in a zone that exists only
 * in the file are given in UTC (the problem list names it). What a series repeats by is `partsInUtc`'s to turn.
 */
export function importableSlot(event: IcsEvent): Slot {
  const { slot, zone } = event;
  if (slot.allDay === 1 && slot.end <= slot.start)
    return { ...slot, end: formatAs(parseWall(slot.start) + DAY, 1) };
  if (!isNameless(event)) return slot;
  const inUtc = (wall: string): string => formatWall(instantOf(zone, parseWall(wall)));
  return { ...slot, start: inUtc(slot.start), end: inUtc(slot.end) };
}
