import type { IcsEvent, IcsFile, IcsProblem } from './ics.ts';
import { importableSlot, isNameless, LONGEST_TEXT } from './ics.ts';
import { recurrenceIdIn, seriesOf, type IcsSeries } from './ics-expand.ts';
import { componentLines } from './ics-write.ts';
import { ITEM_LIMITS, OWN_PROPERTIES, type ImportItem } from './ics-item.ts';
import type { Component } from './ics-lines.ts';
import { unescapeText } from './ics-lines.ts';
import { readDuration } from './ics-values.ts';
import { MINUTE, parseWall } from './civil.ts';
import { slotError, wallList, joinWalls, type Slot } from './slot.ts';
import { partsInUtc, partsOf, type Part } from './ics-parts.ts';
import { stableHash } from '../../kernel/stable-hash.ts';
import { EVENT_KINDS, type EventKind } from './tables.ts';

/** What was taken otherwise than it was written. Nothing of a file is dropped without one of these or an `IcsProblem`. */
export type ImportProblem =
  | IcsProblem
  | {
      readonly type:
        /** Cut at the length of a field; the whole text stays in what is kept. */
        | 'IcsLong'
        /** Seconds were cut off: appointments are kept to the minute. */
        | 'IcsSeconds'
        /** The event cannot be kept: its times or its rule go beyond what a calendar holds. */
        | 'IcsNotKept'
        /** A reminder that is not some minutes before the start stays in what is kept and does not ring. */
        | 'IcsAlarm'
        /** The file has a newer version of the same instance. */
        | 'IcsOlder'
        /** What is kept beyond the fields was too long and is cut. */
        | 'IcsKeptCut'
        /** No rule says it, so its dates are listed: for ten years at most. */
        | 'IcsListed';
      readonly at: number;
      readonly text: string;
    };

export interface ImportPlan {
  /** Masters before the events that replace one of their instances. */
  readonly items: readonly ImportItem[];
  readonly problems: readonly ImportProblem[];
}

/** What the desk makes of a file, in the order in which it must be written. Pure: the same file gives the same items. */
export function planImport(file: IcsFile): ImportPlan {
  const planner = new Planner();
  const seen = new Map<string, number>();
  for (const series of seriesOf(file.events)) {
    const uid = uidOf(series.master);
    // Masters that share a UID stay apart: better twice on screen than lost.
    const copies = seen.get(uid) ?? 0;
    seen.set(uid, copies + 1);
    planner.series(series, copies === 0 ? uid : keptUid(`${uid}#${copies + 1}`));
  }
  return { items: planner.items, problems: [...file.problems, ...planner.problems] };
}

/** A file without UIDs is found again by what it says. */
function uidOf(event: IcsEvent): string {
  const { uid, slot, summary } = event;
  const own = uid === '' ? `none-${stableHash(JSON.stringify([slot, summary]))}` : uid;
  // An override whose series is not in the file stands alone.
  const lone = event.recurrenceId === null ? own : `${own}/${event.recurrenceId.wall}`;
  return keptUid(lone);
}

/** As it can be kept; whatever is put together for it comes through here last. */
const keptUid = (uid: string): string => (uid.length <= ITEM_LIMITS.uid ? uid : `long-${stableHash(uid)}`);

class Planner {
  readonly items: ImportItem[] = [];
  readonly problems: ImportProblem[] = [];

  series({ master, overrides, older }: IcsSeries, uid: string): void {
    for (const event of older) this.report('IcsOlder', event, event.summary);
    const inOrder = overrides
      .map((event) => ({ event, id: recurrenceIdIn(master, event).slice(0, 16) }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const parts = this.parts(master, inOrder);
    if (parts === null) {
      // Without their series nobody could say of which they are.
      for (const { event } of inOrder) this.report('IcsNotKept', event, event.summary);
      return;
    }
    const named = parts.map((part) => ({
      ...part,
      uid: part.from === null ? uid : keptUid(`${uid}@${part.from}`),
    }));
    const kept = new Set<Part>();
    for (const part of named) {
      if (part.listed) this.report('IcsListed', part.event, part.event.summary);
      if (this.push(part.event, part.uid, null, part.slot)) kept.add(part);
    }
    for (const { event, id } of inOrder) {
      if (event.thisAndFuture) continue;
      const home = named.findLast(({ from }) => from !== null && from <= id) ?? named[0]!;
      const own = this.slot(event, true);
      if (own === null) continue;
      if (kept.has(home)) this.push(event, home.uid, home.idOf(id), own);
      else this.report('IcsNotKept', event, event.summary);
    }
  }

  /** What the series becomes; null where no calendar could keep it. */
  private parts(master: IcsEvent, inOrder: readonly { event: IcsEvent; id: string }[]): Part[] | null {
    const single = master.recurrenceId !== null;
    const whole = this.slot(master, single || isNameless(master));
    if (whole === null) return null;
    const futures = inOrder.flatMap(({ event, id }) => {
      const own = event.thisAndFuture ? this.slot(event, true) : null;
      return own === null ? [] : [{ event, id, own }];
    });
    if (single || !isNameless(master)) return partsOf(master, whole, futures);
    const parts = partsInUtc(master, whole, futures);
    if (parts === null) this.report('IcsNotKept', master, master.summary);
    return parts;
  }

  private push(event: IcsEvent, uid: string, recurrence_id: string | null, slot: Slot): boolean {
    const { allDay, ...times } = slot;
    // Moved or turned to another clock it may have left the years that can be written.
    if (slotError(slot) !== null || (recurrence_id !== null && Number.isNaN(parseWall(recurrence_id)))) {
      this.report('IcsNotKept', event, event.summary);
      return false;
    }
    this.items.push({ uid, recurrence_id, slot: { all_day: allDay, ...times }, ...this.fields(event, slot) });
    return true;
  }

  /** The slot to the minute; null where no calendar could keep it. */
  private slot(event: IcsEvent, single: boolean): Slot | null {
    const told = importableSlot(event);
    const exact = single ? { ...told, rrule: null, rdate: null, exdate: null } : told;
    const slot = {
      ...exact,
      start: exact.start.slice(0, 16),
      end: exact.end.slice(0, 16),
      rdate: toMinutes(exact.rdate),
      exdate: toMinutes(exact.exdate),
    };
    if (slot.start !== exact.start || slot.end !== exact.end) this.report('IcsSeconds', event, exact.start);
    const tooLong =
      (slot.rrule?.length ?? 0) > ITEM_LIMITS.rule ||
      Math.max(slot.rdate?.length ?? 0, slot.exdate?.length ?? 0) > ITEM_LIMITS.dates;
    if (!tooLong && slotError(slot) === null) return slot;
    this.report('IcsNotKept', event, event.summary);
    return null;
  }

  private fields(event: IcsEvent, slot: Slot): Omit<ImportItem, 'uid' | 'recurrence_id' | 'slot'> {
    const value = (name: string): string => event.lines.find((line) => line.name === name)?.value ?? '';
    const text = (name: string): string => unescapeText(value(name).slice(0, LONGEST_TEXT)).trim();
    const long = new Set<string>();
    const cut = (name: string, limit: number): string | null => {
      const whole = name === 'SUMMARY' ? text(name).replaceAll(/\s*\n\s*/g, ' ') : text(name);
      if (whole.length > limit) {
        long.add(name);
        this.report('IcsLong', event, `${name}: ${whole.slice(0, 100)}`);
      }
      return whole === '' ? null : wholeCharacters(whole, limit);
    };
    const title = cut('SUMMARY', ITEM_LIMITS.title);
    const description = cut('DESCRIPTION', ITEM_LIMITS.description);
    const place = cut('LOCATION', ITEM_LIMITS.place);
    const alarms = this.alarms(event, slot);
    return {
      kind: kindOf(value('X-SEMICOLON-KIND'), value('X-MICROSOFT-CDO-BUSYSTATUS')),
      title: title ?? '–',
      description,
      place,
      status: statusOf(value('STATUS')),
      transparency: transparencyOf(value('TRANSP'), value('X-MICROSOFT-CDO-BUSYSTATUS'), slot.allDay),
      privacy: /^(?:PRIVATE|CONFIDENTIAL)$/i.test(value('CLASS').trim()) ? 'private' : 'normal',
      reminders: alarms.minutes.length === 0 ? null : alarms.minutes.join(','),
      ics: this.kept(event, long, alarms.others),
    };
  }

  /** Reminders that are some minutes before the start; the others are kept as they were written. */
  private alarms(event: IcsEvent, slot: Slot): { minutes: number[]; others: Component[] } {
    const minutes = new Set<number>();
    const others: Component[] = [];
    for (const child of event.children) {
      const before = child.name === 'VALARM' ? minutesBefore(child, slot) : null;
      if (before !== null && minutes.size < 10) minutes.add(before);
      else others.push(child);
      if (child.name === 'VALARM' && before === null)
        this.problems.push({ type: 'IcsAlarm', at: child.at, text: event.summary.slice(0, 200) });
    }
    return { minutes: [...minutes].sort((a, b) => a - b), others };
  }

  private kept(event: IcsEvent, long: ReadonlySet<string>, children: readonly Component[]): string | null {
    const lines = event.lines
      .filter(({ name }) => !OWN_PROPERTIES.has(name) || long.has(name))
      .map(({ name, text }) => (long.has(name) ? `X-SEMICOLON-WHOLE-${text}` : text));
    for (const rule of event.moreRules) lines.push(`RRULE:${rule}`);
    for (const child of children) lines.push(...componentLines(child));
    for (const line of event.unread) lines.push(`X-SEMICOLON-UNREAD-${line.text}`);
    const short = this.withoutLongest(event, lines);
    return short.length === 0 ? null : short.join('\n');
  }

  /** As many lines as fit, in their order; the longest go first, each by name. */
  private withoutLongest(event: IcsEvent, lines: readonly string[]): readonly string[] {
    let length = lines.reduce((sum, line) => sum + line.length + 1, -1);
    if (length <= ITEM_LIMITS.ics) return lines;
    const dropped = new Set<number>();
    for (const at of lines.map((_, i) => i).sort((a, b) => lines[b]!.length - lines[a]!.length || a - b)) {
      if (length <= ITEM_LIMITS.ics) break;
      dropped.add(at);
      length -= lines[at]!.length + 1;
      this.report('IcsKeptCut', event, lines[at]!.slice(0, 200));
    }
    return lines.filter((_, at) => !dropped.has(at));
  }

  private report(
    type: 'IcsLong' | 'IcsSeconds' | 'IcsNotKept' | 'IcsKeptCut' | 'IcsOlder' | 'IcsListed',
    event: IcsEvent,
    text: string,
  ): void {
    this.problems.push({ type, at: event.lines[0]?.at ?? 0, text: text.slice(0, 200) });
  }
}

const toMinutes = (list: string | null): string | null =>
  joinWalls(
    wallList(list).map((entry) =>
      entry
        .split('/')
        .map((wall) => wall.slice(0, 16))
        .join('/'),
    ),
  );

const wholeCharacters = (text: string, limit: number): string => {
  const cut = text.slice(0, limit);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
};

const statusOf = (value: string): ImportItem['status'] => {
  const status = value.trim().toUpperCase();
  return status === 'CANCELLED' ? 'cancelled' : status === 'TENTATIVE' ? 'tentative' : 'confirmed';
};

/** An all-day event is free unless the file says otherwise, as everywhere in the calendar. */
function transparencyOf(transp: string, busy: string, allDay: 0 | 1): ImportItem['transparency'] {
  if (busy.trim().toUpperCase() === 'OOF') return 'out_of_office';
  const said = transp.trim().toUpperCase();
  return said === 'TRANSPARENT' || (said === '' && allDay === 1) ? 'free' : 'busy';
}

function kindOf(kind: string, busy: string): EventKind {
  const said = kind.trim().toLowerCase();
  const known = EVENT_KINDS.find((one) => one === said);
  return known ?? (busy.trim().toUpperCase() === 'OOF' ? 'leave' : 'meeting');
}

/** Minutes before the start at which an alarm rings; null where it is told in another way. */
function minutesBefore(alarm: Component, slot: Slot): number | null {
  const trigger = alarm.lines.find(({ name }) => name === 'TRIGGER');
  const rings = /^(?:DISPLAY|AUDIO)$/i.test(
    alarm.lines.find(({ name }) => name === 'ACTION')?.value.trim() ?? 'DISPLAY',
  );
  if (!trigger || !rings || trigger.params.get('VALUE')?.toUpperCase() === 'DATE-TIME') return null;
  const length = readDuration(trigger.value);
  if (length === null) return null;
  const atEnd =
    trigger.params.get('RELATED')?.toUpperCase() === 'END' ? parseWall(slot.end) - parseWall(slot.start) : 0;
  const before = -(length + atEnd) / MINUTE;
  return Number.isInteger(before) && before >= 0 && before <= 40_320 ? before : null;
}
