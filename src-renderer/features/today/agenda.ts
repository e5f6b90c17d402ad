import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { ConflictView } from '../../../src-shared/contract/conflict-view.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';

/** One line of the agenda. Lines that are not events say what lies between them. */
export type AgendaLine =
  | {
      type: 'event';
      key: string;
      instance: CalendarInstance;
      past: boolean;
      next: boolean;
      ask: boolean;
      conflict: ConflictView | null;
    }
  | { type: 'now'; key: string }
  /** How long until the next event, with the time to leave where the way there is known. */
  | { type: 'wait'; key: string; minutes: number; travelMin: number | null; leaveAt: EpochMs | null }
  | { type: 'travel'; key: string; needed: number; gap: number }
  | { type: 'free'; key: string; after: EpochMs };

export interface AgendaDay {
  date: DateText;
  lines: AgendaLine[];
  events: number;
  noted: number;
  left: number;
  hard: number;
  soft: number;
}

/**
 * The agenda of one day, in the order a person lives it: all-day first, then by start; the line of now between what
 * was and what comes; what is over and has no outcome asks for one (the latest such event only, so one key answers).
 */
export function agendaOf(
  date: DateText,
  instances: readonly CalendarInstance[],
  conflicts: readonly ConflictView[],
  today: DateText,
  now: EpochMs,
): AgendaDay {
  const own = instances
    .filter((one) => !one.cancelled && one.answer !== 'declined' && touches(one, date))
    .sort((a, b) => b.all_day - a.all_day || a.start - b.start || a.end - b.end || (a.key < b.key ? -1 : 1));
  const isToday = date === today;
  const timed = own.filter((one) => one.all_day === 0);
  const next = isToday ? timed.find((one) => one.start > now) : undefined;
  const toNote = isToday
    ? timed.findLast((one) => one.end <= now && one.outcome === null && one.editable && asksFor(one))
    : undefined;
  const open = conflicts.filter((conflict) => conflict.decision === null);
  const lines: AgendaLine[] = [];
  let drawnNow = !isToday;

  const drawNow = (): void => {
    if (drawnNow) return;
    drawnNow = true;
    lines.push({ type: 'now', key: 'now' });
    if (next) {
      const minutes = Math.round((next.start - now) / 60_000);
      const travelMin = next.travel_min && next.travel_min > 0 ? next.travel_min : null;
      lines.push({
        type: 'wait',
        key: 'wait',
        minutes,
        travelMin,
        leaveAt: travelMin === null ? null : next.start - travelMin * 60_000,
      });
    }
  };

  for (const instance of own) {
    if (instance.all_day === 0 && instance.start > now) drawNow();
    const its = open.find((conflict) => instance.conflicts.includes(conflict.id)) ?? null;
    if (its?.kind === 'travel' && its.travel !== null && later(its) === instance.event_id) {
      lines.push({
        type: 'travel',
        key: `travel ${instance.key}`,
        needed: its.travel.needed,
        gap: its.travel.gap,
      });
    }
    lines.push({
      type: 'event',
      key: instance.key,
      instance,
      past: instance.all_day === 0 && instance.end <= now,
      next: instance === next,
      ask: instance === toNote,
      conflict: its,
    });
  }
  const last = timed.at(-1);
  if (isToday) {
    if (last && last.start <= now) drawNow();
    const after = timed.reduce((latest, one) => Math.max(latest, one.end), 0);
    if (timed.length > 0 && after > now) lines.push({ type: 'free', key: 'free', after });
  }
  return {
    date,
    lines,
    events: own.length,
    noted: own.filter((one) => one.outcome !== null).length,
    left: timed.filter((one) => one.end > now).length,
    hard: own.filter((one) => one.severity === 'hard').length,
    soft: own.filter((one) => one.severity === 'soft').length,
  };
}

/** Routine inside the bank, leave and holds need no outcome; dealings with customers and meetings do. */
const asksFor = (one: CalendarInstance): boolean =>
  one.kind === 'visit' || one.kind === 'call' || one.kind === 'meeting' || one.kind === 'seminar';

const touches = (one: CalendarInstance, date: DateText): boolean =>
  one.startWall.slice(0, 10) <= date &&
  (one.endWall.slice(0, 10) > date ||
    (one.endWall.slice(0, 10) === date &&
      (one.endWall.slice(11) > '00:00' || one.startWall.slice(0, 10) === date) &&
      one.all_day === 0));

const later = (conflict: ConflictView): string =>
  conflict.b !== null && conflict.b.start > conflict.a.start ? conflict.b.event_id : conflict.a.event_id;

/** Done and planned dealings of the week, by kind, and where the week should stand by now (0 to 1). */
export function weekRhythm(
  instances: readonly CalendarInstance[],
  workdayShare: number,
  now: EpochMs,
): { kind: 'visit' | 'call' | 'meeting'; done: number; planned: number; due: number }[] {
  return (['visit', 'call', 'meeting'] as const)
    .map((kind) => {
      const its = instances.filter((one) => one.kind === kind && !one.cancelled && one.answer !== 'declined');
      const done = its.filter(
        (one) =>
          one.outcome === 'done' || one.outcome === 'partly' || (one.outcome === null && one.end <= now),
      ).length;
      return { kind, done, planned: its.length, due: its.length * workdayShare };
    })
    .filter((row) => row.planned > 0);
}
