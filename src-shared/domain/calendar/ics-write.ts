import { DAY, dayOf, dayOfWall, formatDay, formatWall, parseWall } from './civil.ts';
import type { WallMs } from './civil.ts';
import type { IcsEvent } from './ics.ts';
import type { Component } from './ics-lines.ts';
import { basic, parseRule, withParts } from './rule.ts';
import type { Slot } from './slot.ts';
import { wallList } from './slot.ts';
import { vtimezoneLines } from './ics-zone-write.ts';
import { instantOf, UTC, zoneOrUtc } from './zone.ts';
import type { Zone } from './zone.ts';

/** One VEVENT to write. Everything but the times comes as content lines, so what was imported can be given back. */
export interface IcsOut {
  readonly uid: string;
  readonly slot: Slot;
  /** Default: the slot's zone by its name. */
  readonly zone?: Zone;
  /** Times without any zone. */
  readonly floating?: boolean;
  readonly moreRules?: readonly string[];
  /** The instance it replaces: wall start in the series' zone. */
  readonly recurrence?: {
    readonly id: string;
    readonly zone: Zone;
    /** What to call the zone. */
    readonly name: string;
    readonly floating: boolean;
    readonly future: boolean;
  };
  /** Further properties, unfolded: `SUMMARY:…`, `LOCATION:…`, and what an import kept. */
  readonly lines: readonly string[];
  readonly children?: readonly Component[];
}

/** What the writer says itself; the same lines of an imported event are left out. */
const OWN = new Set(['UID', 'DTSTART', 'DTEND', 'DURATION', 'RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID']);

/** An imported event as it goes out again: its own times, everything else as it was written. */
export function outOf(event: IcsEvent): IcsOut {
  const { recurrenceId: id, recurrenceZone } = event;
  return {
    uid: event.uid,
    slot: event.slot,
    zone: event.zone,
    floating: event.floating,
    moreRules: event.moreRules,
    lines: event.lines.filter((line) => !OWN.has(line.name)).map((line) => line.text),
    children: event.children,
    ...(id === null
      ? {}
      : {
          recurrence: {
            id: id.form === 'date' ? formatDay(dayOfWall(id.wall)) : formatWall(id.wall),
            zone: recurrenceZone,
            name: event.recurrenceName,
            floating: id.form === 'local' && recurrenceZone === UTC,
            future: event.thisAndFuture,
          },
        }),
  };
}

/** A calendar file in RFC 5545 form: CRLF, folded at 75 octets, each zone defined. `product` is the PRODID. */
export function writeIcs(events: readonly IcsOut[], product: string): string {
  const zones = new Map<Zone, string>();
  const body = events.flatMap((event) => eventLines(event, zones));
  const span = spanOf(events);
  const definitions = [...zones].flatMap(([zone, name]) => vtimezoneLines(name, zone, span.from, span.to));
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${product}`,
    ...definitions,
    ...body,
    'END:VCALENDAR',
  ];
  return block(lines);
}

/**
 * How a file begins that is written piece by piece: what its zones mean from the first year to the last, as far as anybody
 * knows that (`ZONE_YEARS`).
 */
export function icsHead(
  product: string,
  properties: readonly string[],
  zones: readonly string[],
  years: { readonly from: number; readonly to: number },
): string {
  const [from, to] = [startOfYear(toldYear(years.from)), startOfYear(toldYear(years.to) + 1)];
  const definitions = zones.flatMap((name) => {
    const zone = zoneOrUtc(name);
    return zone === UTC ? [] : vtimezoneLines(name, zone, from, to);
  });
  return block(['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:${product}`, ...properties, ...definitions]);
}

/** One event of such a file. */
export const icsEvent = (event: IcsOut): string => block(eventLines(event, new Map()));

export const ICS_END = 'END:VCALENDAR\r\n';

const block = (lines: readonly string[]): string => `${lines.map(folded).join('\r\n')}\r\n`;

/** `NAME:text` with the escapes of RFC 5545 §3.3.11; whatever ends a line in one program or another is a new line in the text. */
export const textLine = (name: string, text: string): string =>
  `${name}:${text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replace(/\r\n|[\r\n\v\f\x85\u2028\u2029]/g, '\\n')}`;

function eventLines(event: IcsOut, zones: Map<Zone, string>): string[] {
  const { slot, uid, recurrence, floating = false } = event;
  const zone = event.zone ?? zoneOrUtc(slot.zone);
  const timed = slot.allDay === 0;
  const tzid = timed && !floating && zone !== UTC ? nameOf(zone, slot.zone, zones) : null;
  const suffix = timed && !floating && zone === UTC ? 'Z' : '';
  const param = timed ? tzidParam(tzid) : ';VALUE=DATE';
  const time = (wall: string): string => `${basic(wall)}${wall.length === 10 ? '' : suffix}`;
  const rules = [slot.rrule ?? [], event.moreRules ?? []].flat();
  const listed = (name: string, list: string | null): string[] =>
    wallList(list).map((entry) => {
      if (entry.includes('/')) return `${name};VALUE=PERIOD${param}:${entry.split('/').map(time).join('/')}`;
      return timed && entry.length === 10
        ? `${name};VALUE=DATE:${basic(entry)}`
        : `${name}${param}:${time(entry)}`;
    });
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTART${param}:${time(slot.start)}`,
    `DTEND${param}:${time(slot.end)}`,
    ...(recurrence === undefined ? [] : [recurrenceLine(recurrence, zones)]),
    ...rules.map((rule) => `RRULE:${exportedRule(rule, timed, floating, zone)}`),
    ...listed('RDATE', slot.rdate),
    ...listed('EXDATE', slot.exdate),
    ...event.lines,
    ...(event.children ?? []).flatMap(componentLines),
    'END:VEVENT',
  ];
}

/**
 * On the wall of the series: a start that the clocks leave out happens later than it is called, and in UTC it would be called
 * by when it happens.
 */
function recurrenceLine(recurrence: NonNullable<IcsOut['recurrence']>, zones: Map<Zone, string>): string {
  const { id, zone, name, floating, future } = recurrence;
  const range = future ? ';RANGE=THISANDFUTURE' : '';
  if (id.length === 10) return `RECURRENCE-ID;VALUE=DATE${range}:${basic(id)}`;
  if (floating) return `RECURRENCE-ID${range}:${basic(id)}`;
  if (zone === UTC) return `RECURRENCE-ID${range}:${basic(id)}Z`;
  return `RECURRENCE-ID${tzidParam(nameOf(zone, name, zones))}${range}:${basic(id)}`;
}

const tzidParam = (tzid: string | null): string =>
  tzid === null ? '' : `;TZID=${/[:;,]/.test(tzid) ? `"${tzid}"` : tzid}`;

/** UNTIL as RFC 5545 wants it: a date for dates, UTC for a zone, local for floating times. */
function exportedRule(rrule: string, timed: boolean, floating: boolean, zone: Zone): string {
  const rule = parseRule(rrule);
  if (!rule.ok || rule.value.until === null) return rrule;
  const { wall, form } = rule.value.until;
  if (!timed) return withParts(rrule, { UNTIL: basic(formatDay(dayOfWall(wall))) });
  if (form === 'utc') return rrule;
  const last: WallMs = form === 'date' ? wall + DAY - 1000 : wall;
  return withParts(rrule, {
    UNTIL: basic(floating ? formatWall(last) : `${formatWall(instantOf(zone, last))}Z`),
  });
}

/** A component as content lines, BEGIN and END among them. */
export const componentLines = (component: Component): string[] => [
  `BEGIN:${component.name}`,
  ...component.lines.map((line) => line.text),
  ...component.children.flatMap(componentLines),
  `END:${component.name}`,
];

/** The TZID to write: the IANA name, or an invented one for a zone that only a file knew. */
function nameOf(zone: Zone, name: string, zones: Map<Zone, string>): string {
  const known = zones.get(zone);
  if (known !== undefined) return known;
  const given = name === 'UTC' ? `Zone-${zones.size + 1}` : name;
  zones.set(zone, given);
  return given;
}

/**
 * Years that a zone definition tells at most. Before the first, zones are not known well; for the years after the last no law
 * is made. Without them one mistyped year, 9988 for 1988, would cost thousands of years of every zone.
 */
const ZONE_YEARS = { first: 1970, last: 2099 } as const;

const toldYear = (year: number): number => Math.min(Math.max(year, ZONE_YEARS.first), ZONE_YEARS.last);
const startOfYear = (year: number): WallMs => dayOf(year, 1, 1) * DAY;

/**
 * Years that the zone definitions must cover: from the first start to ten years after the last that is written, as far as
 * they are told at all.
 */
function spanOf(events: readonly IcsOut[]): { from: WallMs; to: WallMs } {
  let from = Infinity;
  let to = -Infinity;
  for (const { slot } of events) {
    from = Math.min(from, parseWall(slot.start));
    to = Math.max(to, parseWall(slot.end));
  }
  const told = (wall: WallMs): WallMs =>
    Math.min(Math.max(wall, startOfYear(ZONE_YEARS.first)), startOfYear(ZONE_YEARS.last + 1));
  return { from: told(from - 366 * DAY), to: told(to + 3653 * DAY) };
}

/** Control characters but the tab: no line may hold one (RFC 5545 §3.1), and one that ends it would begin another. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROLS = /[\0-\x08\n-\x1f\x7f]/g;

/** At most 75 octets a line, never cut inside a character. */
function folded(written: string): string {
  const line = written.replace(CONTROLS, ' ');
  if (line.length <= 25) return line;
  const parts: string[] = [];
  // Every character is one octet.
  if (/^[\0-\x7f]*$/.test(line)) {
    parts.push(line.slice(0, 74));
    for (let from = 74; from < line.length; from += 73) parts.push(line.slice(from, from + 73));
    return parts.join('\r\n ');
  }
  let part = '';
  let octets = 0;
  for (const character of line) {
    const code = character.codePointAt(0) ?? 0;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (octets + size > 74) {
      parts.push(part);
      part = '';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  parts.push(part);
  return parts.join('\r\n ');
}
