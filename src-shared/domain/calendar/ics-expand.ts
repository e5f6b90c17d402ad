import { ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { compareTexts } from '../../kernel/compare-texts.ts';
import { DAY, dayOfWall, formatAs, parseWall } from './civil.ts';
import type { IcsEvent } from './ics.ts';
import { expandIn } from './recurrence.ts';
import type { ExpandError, Instance, Override, Window } from './recurrence.ts';
import { instantOf, wallOf } from './zone.ts';

/** A master with the events that replace single instances of it. An override without master stands alone. */
export interface IcsSeries {
  readonly master: IcsEvent;
  readonly overrides: readonly IcsEvent[];
  /** Older versions of the same instances, which do not count. */
  readonly older: readonly IcsEvent[];
}

/**
 * Events grouped by UID. Of two overrides of one instance the higher SEQUENCE counts. Events without UID, or masters
 * that share one, stay apart: better twice on screen than lost.
 */
export function seriesOf(events: readonly IcsEvent[]): IcsSeries[] {
  const overrides = new Map<string, IcsEvent[]>();
  for (const event of events) {
    if (event.recurrenceId === null) continue;
    const known = overrides.get(event.uid);
    if (known === undefined) overrides.set(event.uid, [event]);
    else known.push(event);
  }
  const series: IcsSeries[] = [];
  for (const master of events) {
    if (master.recurrenceId !== null) continue;
    series.push({ master, ...newest(master, overrides.get(master.uid) ?? []) });
    overrides.delete(master.uid);
  }
  for (const orphans of overrides.values())
    for (const master of orphans) series.push({ master, overrides: [], older: [] });
  return series;
}

/**
 * Of events that are told under one UID the newest, by SEQUENCE and then by DTSTAMP, and those that it replaces. Where
 * nothing says which is newer they stay apart: better twice on screen than lost.
 */
export function newestOfEach(events: readonly IcsEvent[]): {
  readonly events: readonly IcsEvent[];
  readonly older: readonly IcsEvent[];
} {
  const masters = Map.groupBy(
    events.filter(({ uid, recurrenceId }) => uid !== '' && recurrenceId === null),
    ({ uid }) => uid,
  );
  const older = new Set<IcsEvent>();
  for (const its of masters.values()) {
    const last = its.reduce((a, b) => (compareVersions(a, b) < 0 ? b : a));
    for (const one of its) if (compareVersions(one, last) < 0) older.add(one);
  }
  return { events: events.filter((one) => !older.has(one)), older: [...older] };
}

const compareVersions = (a: IcsEvent, b: IcsEvent): number =>
  a.sequence - b.sequence || compareTexts(stampOf(a), stampOf(b));

/** As basic UTC text, which is in the order of time. */
const stampOf = ({ lines }: IcsEvent): string =>
  lines.find(({ name }) => name === 'DTSTAMP')?.value.trim() ?? '';

function newest(master: IcsEvent, overrides: readonly IcsEvent[]): Omit<IcsSeries, 'master'> {
  const byId = new Map<string, IcsEvent>();
  const older: IcsEvent[] = [];
  for (const event of overrides) {
    const id = recurrenceIdIn(master, event);
    const known = byId.get(id);
    const isNewer = known === undefined || event.sequence >= known.sequence;
    if (known !== undefined) older.push(isNewer ? known : event);
    if (isNewer) byId.set(id, event);
  }
  return { overrides: [...byId.values()], older };
}

/** The RECURRENCE-ID as the wall start of an instance of the series. */
export function recurrenceIdIn(master: IcsEvent, override: IcsEvent): string {
  const { allDay, start } = master.slot;
  const id = override.recurrenceId;
  if (id === null) return start;
  if (id.form === 'date') {
    const time = parseWall(start) - dayOfWall(parseWall(start)) * DAY;
    return formatAs(id.wall + time, allDay);
  }
  if (override.recurrenceZone === master.zone) return formatAs(id.wall, allDay);
  return formatAs(wallOf(master.zone, instantOf(override.recurrenceZone, id.wall)), allDay);
}

/** An occurrence and the event whose title and place it has. */
export interface IcsOccurrence extends Instance {
  readonly event: IcsEvent;
}

export function expandIcs(
  { master, overrides }: Pick<IcsSeries, 'master' | 'overrides'>,
  window: Window,
  stepLimit?: number,
): Result<IcsOccurrence[], ExpandError> {
  const byId = new Map(overrides.map((event, i) => [String(i), event]));
  const zoned: Override[] = overrides.map((event, i) => ({
    id: String(i),
    recurrenceId: recurrenceIdIn(master, event),
    slot: event.slot,
    zone: event.zone,
    ...(event.thisAndFuture ? { range: 'THISANDFUTURE' as const } : {}),
  }));
  const single = master.recurrenceId !== null;
  const slot = single ? { ...master.slot, rrule: null, rdate: null, exdate: null } : master.slot;
  const found = new Map<number, IcsOccurrence>();
  const rules = [slot.rrule, ...(single ? [] : master.moreRules)];
  for (const rrule of rules) {
    const expanded = expandIn(master.zone, { slot: { ...slot, rrule }, overrides: zoned }, window, stepLimit);
    if (!expanded.ok) return expanded;
    for (const instance of expanded.value) {
      const event = instance.override === undefined ? master : (byId.get(instance.override) ?? master);
      // Two rules may make the same instance; an override is another one even at the same time.
      const key = rules.length > 1 ? instance.start : found.size;
      if (!found.has(key)) found.set(key, { ...instance, event });
    }
  }
  return ok([...found.values()].sort((a, b) => a.start - b.start));
}
