import type { IcsEvent, IcsFile, IcsProblem } from './ics.ts';
import { importableSlot, isNameless } from './ics.ts';
import {
  fieldText,
  isPlainAlarm,
  kindOf,
  minutesBefore,
  privacyOf,
  ringsLine,
  saysMore,
  statusOf,
  transparencyOf,
  unreadLine,
  wholeLine,
  WITH_WORDS,
  type TextName,
} from './ics-fields.ts';
import { newestOfEach, recurrenceIdIn, seriesOf, type IcsSeries } from './ics-expand.ts';
import { deskFields } from './ics-desk.ts';
import { componentLines } from './ics-write.ts';
import { ITEM_LIMITS, OWN_PROPERTIES, type ImportItem } from './ics-item.ts';
import type { Component, ContentLine } from './ics-lines.ts';
import { parseWall } from './civil.ts';
import { slotError, wallList, joinWalls, type Slot } from './slot.ts';
import { excludedFrom, partsInUtc, partsOf, type Part } from './ics-parts.ts';
import { stableHash } from '../../kernel/stable-hash.ts';

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
        | 'IcsListed'
        /** It replaces an instance of a series that is not in the file. */
        | 'IcsLone';
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
  const { events, older } = newestOfEach(file.events);
  planner.older(older);
  for (const series of seriesOf(events)) {
    const uid = uidOf(series.master);
    // Masters that share a UID, of which none is newer, stay apart.
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

  older(events: readonly IcsEvent[]): void {
    for (const event of events) this.report('IcsOlder', event, event.summary);
  }

  series({ master, overrides, older }: IcsSeries, uid: string): void {
    this.older(older);
    const inOrder = overrides
      .map((event) => ({ event, id: recurrenceIdIn(master, event).slice(0, 16) }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    if (master.recurrenceId !== null) this.report('IcsLone', master, master.summary);
    const parts = this.parts(master, inOrder)?.map((part) => excludedFrom(part, master, inOrder)) ?? null;
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
    this.items.push({
      uid,
      recurrence_id,
      slot: { all_day: allDay, ...times },
      ...this.fields(event, slot, recurrence_id),
    });
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
    const cut = (['start', 'end', 'rdate', 'exdate'] as const).find((side) => slot[side] !== exact[side]);
    if (cut !== undefined) this.report('IcsSeconds', event, exact[cut] ?? '');
    const tooLong =
      (slot.rrule?.length ?? 0) > ITEM_LIMITS.rule ||
      Math.max(slot.rdate?.length ?? 0, slot.exdate?.length ?? 0) > ITEM_LIMITS.dates;
    if (!tooLong && slotError(slot) === null) return slot;
    this.report('IcsNotKept', event, event.summary);
    return null;
  }

  private fields(
    event: IcsEvent,
    slot: Slot,
    recurrenceId: string | null,
  ): Omit<ImportItem, 'uid' | 'recurrence_id' | 'slot'> {
    const value = (name: string): string => event.lines.find((line) => line.name === name)?.value ?? '';
    const text = (name: TextName): string | null => {
      const field = fieldText(name, value(name));
      if (!field.whole) this.report('IcsLong', event, `${name}: ${field.text.slice(0, 100)}`);
      return field.text === '' ? null : field.text;
    };
    const title = text('SUMMARY') ?? '–';
    const description = text('DESCRIPTION');
    const place = text('LOCATION');
    const busy = value('X-MICROSOFT-CDO-BUSYSTATUS');
    const { minutes, rings, others } = this.alarms(event, slot, title);
    return {
      kind: kindOf(value('X-SEMICOLON-KIND'), busy),
      title,
      description,
      place,
      status: statusOf(value('STATUS'), busy),
      transparency: transparencyOf(value('TRANSP'), busy, slot.allDay),
      privacy: privacyOf(value('CLASS')),
      reminders: minutes.length === 0 ? null : minutes.join(','),
      ...deskFields(event.lines).fields,
      ics: this.kept(event, recurrenceId, rings, others),
    };
  }

  /** Reminders that are some minutes before the start; the others are kept as they were written. */
  private alarms(
    event: IcsEvent,
    slot: Slot,
    title: string,
  ): { minutes: number[]; rings: string[]; others: Component[] } {
    const minutes = new Set<number>();
    const rings: { before: number; lines: string[] }[] = [];
    const others: Component[] = [];
    for (const child of event.children) {
      const before = child.name === 'VALARM' ? minutesBefore(child, slot) : null;
      const rung = before !== null && (minutes.has(before) || minutes.size < 10) ? before : null;
      if (rung === null) {
        others.push(child);
        if (child.name === 'VALARM')
          this.problems.push({ type: 'IcsAlarm', at: child.at, text: event.summary.slice(0, 200) });
        continue;
      }
      minutes.add(rung);
      if (!isPlainAlarm(child, title))
        rings.push({ before: rung, lines: componentLines(child).map((line) => ringsLine(rung, line)) });
    }
    return {
      minutes: [...minutes].sort((a, b) => a - b),
      // In the order in which they go out again, so that the same file comes back.
      rings: rings.sort((a, b) => a.before - b.before).flatMap(({ lines }) => lines),
      others,
    };
  }

  /** What goes beyond the fields, in the order in which an export says it: so it is the same once it has come back. */
  private kept(
    event: IcsEvent,
    recurrenceId: string | null,
    rings: readonly string[],
    others: readonly Component[],
  ): string | null {
    const isOne = event.recurrenceId !== null && !event.thisAndFuture;
    const own = event.lines.filter(({ name }) => OWN_PROPERTIES.has(name));
    const inFields = deskFields(event.lines).read;
    const isFirst = (line: ContentLine): boolean => own.find(({ name }) => name === line.name) === line;
    const isListed = ({ name }: ContentLine): boolean => /^(?:RRULE|RDATE|EXDATE)$/.test(name);
    // An event that happens once has no use for a rule, and one that stands alone none for its place in a series.
    const unread = own.filter(
      (line) =>
        event.unread.includes(line) ||
        (isListed(line) ? event.recurrenceId !== null : !isFirst(line)) ||
        (line.name === 'RECURRENCE-ID' && isOne && recurrenceId === null),
    );
    const short = this.withoutLongest(event, [
      ...WITH_WORDS.flatMap((name) => own.find((line) => line.name === name) ?? [])
        .filter(saysMore)
        .map(wholeLine),
      ...rings,
      ...event.lines
        .filter((line) => !OWN_PROPERTIES.has(line.name) && !inFields.has(line))
        .map(({ text }) => text),
      ...unread.map(unreadLine),
      ...(event.recurrenceId === null ? event.moreRules : []).map((rule) => `RRULE:${rule}`),
      ...others.flatMap(componentLines),
    ]);
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
    type: Exclude<ImportProblem['type'], IcsProblem['type'] | 'IcsAlarm'>,
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
