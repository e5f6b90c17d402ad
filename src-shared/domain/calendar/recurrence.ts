import type { EpochMs, WallTime } from '../../kernel/brand.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { DAY, dayOfWall, formatAs, parseWall } from './civil.ts';
import type { WallMs } from './civil.ts';
import { parseRule } from './rule.ts';
import type { BadRule, Rule } from './rule.ts';
import { walk } from './rule-walk.ts';
import type { Budget } from './rule-walk.ts';
import type { Slot } from './slot.ts';
import { isSeries, wallLength, wallList } from './slot.ts';
import { untilWall } from './until.ts';
import { instantOf, placeOn, wallOf, zoneOrUtc } from './zone.ts';
import type { Zone } from './zone.ts';

export { excludeInstance, splitSeries } from './split-series.ts';

/** One instance of a series that was changed or cancelled on its own. */
export interface Override {
  /** What the instance carries as `override`: the id of the row that replaces it. */
  readonly id: string;
  /** Original wall start of the replaced instance, in the series' zone. */
  readonly recurrenceId: WallTime;
  /** From this instance on all later ones move by the same amount (RFC 5545 §3.2.13). */
  readonly range?: 'THISANDFUTURE';
  /** Where it is instead; null cancels the instance. Rule, RDATE and EXDATE of this slot are not used. */
  readonly slot: Slot | null;
  /** How `slot.zone` counts, where it has no name (a VTIMEZONE of an imported file). */
  readonly zone?: Zone;
}

export interface Series {
  readonly slot: Slot;
  readonly overrides?: readonly Override[];
}

/** Half-open. All-day dates become instants in `zone` (the reader's), by default in the slot's own. */
export interface Window {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly zone?: string;
}

export interface Instance {
  /** Original wall start; empty for a single event. Stable while the series is not moved. */
  readonly recurrenceId: string;
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly startWall: WallTime;
  readonly endWall: WallTime;
  readonly allDay: 0 | 1;
  /** The override that gave this time. */
  readonly override?: string;
}

export type ExpandError = { readonly type: 'RuleTooExpensive'; readonly steps: number } | BadRule;

/** Enough for a meeting every minute of two months; a rule that needs more is a mistake or an attack. */
export const STEP_LIMIT = 100_000;

/**
 * The instances that touch the window (overlap it; a zero-length one lies in it), by start. Bounded by the window
 * and never by a number of instances: the step limit turns a hostile rule into an error, not into a short list.
 */
export function expand(
  series: Series,
  window: Window,
  stepLimit: number = STEP_LIMIT,
): Result<Instance[], ExpandError> {
  const { slot } = series;
  const zone = zoneOrUtc(slot.allDay === 1 ? (window.zone ?? slot.zone) : slot.zone);
  return expandIn(zone, series, window, stepLimit);
}

/** As `expand`, for a zone that has no name (a VTIMEZONE of an imported file). */
export function expandIn(
  zone: Zone,
  { slot, overrides = [] }: Series,
  window: Window,
  stepLimit: number = STEP_LIMIT,
): Result<Instance[], ExpandError> {
  // A slot that `slotError` refuses is nowhere.
  if (Number.isNaN(parseWall(slot.start))) return ok([]);
  const base: Shape = { shift: 0, length: Math.max(0, wallLength(slot)), allDay: slot.allDay };
  if (!isSeries(slot) && slot.exdate === null && overrides.length === 0) {
    const only = place(zone, base, parseWall(slot.start), window, '');
    return ok(only === null ? [] : [only]);
  }
  const rule = slot.rrule === null ? null : parseRule(slot.rrule);
  if (rule !== null && !rule.ok) return rule;

  const { replaced, futures } = changesOf(overrides, zone);
  const shapes = [base, ...futures.map((f) => f.shape)];
  const longest = Math.max(...shapes.map((s) => s.length + Math.max(0, s.shift)));
  const earliest = Math.min(...shapes.map((s) => s.shift));
  // A day more on both sides covers what zones and gaps can move.
  const from = wallOf(zone, window.from) - longest - DAY;
  const to = wallOf(zone, window.to) - earliest + DAY;
  const budget: Budget = { left: stepLimit };
  const walls = wallsOf(slot, rule === null ? null : rule.value, zone, from, to, budget);
  if (walls === null) return err({ type: 'RuleTooExpensive', steps: stepLimit });

  const instances: Instance[] = [];
  const id = isSeries(slot) ? null : '';
  const excluded = exclusions(slot.exdate, zone, slot.allDay);
  const seen = new Set<EpochMs>();
  for (const [wall, ownLength] of walls) {
    if (excluded(wall) || replaced.has(wall)) continue;
    const future = lastBefore(futures, wall);
    const shape = future?.shape ?? (ownLength === null ? base : { ...base, length: ownLength });
    const instance = place(zone, shape, wall, window, id, future?.id);
    // A gap can push one instance onto the next (hourly rules): one meeting, not two at once.
    if (instance === null || seen.has(instance.start)) continue;
    seen.add(instance.start);
    instances.push(instance);
  }
  for (const [wall, override] of replaced) {
    if (override.slot === null || excluded(wall)) continue;
    const own = override.slot;
    const ownZone = override.zone ?? (own.zone === slot.zone ? zone : zoneOrUtc(own.zone));
    const shape: Shape = { shift: 0, length: Math.max(0, wallLength(own)), allDay: own.allDay };
    const instance = place(ownZone, shape, parseWall(own.start), window, override.recurrenceId, override.id);
    if (instance !== null) instances.push(instance);
  }
  return ok(instances.sort((a, b) => a.start - b.start || a.end - b.end));
}

interface Shape {
  /** Added to the original wall start (not zero only after a THISANDFUTURE). */
  readonly shift: number;
  /** Wall milliseconds. */
  readonly length: number;
  readonly allDay: 0 | 1;
}

/** The instance, or null when it does not touch the window: most are asked for in vain, so text comes last. */
function place(
  zone: Zone,
  shape: Shape,
  original: WallMs,
  window: Window,
  recurrenceId: string | null,
  override?: string,
): Instance | null {
  const { allDay, length } = shape;
  const wall = original + shape.shift;
  const { start, end, shown } = placeOn(zone, wall, length);
  if (!touches({ start, end }, window)) return null;
  const first = allDay === 1 ? wall : shown;
  const startWall = formatAs(first, allDay);
  // Nearly every instance is where the rule put it: one text serves for both.
  const id =
    recurrenceId ?? (shape.shift === 0 && first === original ? startWall : formatAs(original, allDay));
  const instance = {
    recurrenceId: id,
    start,
    end,
    startWall,
    endWall: formatAs(first + length, allDay),
    allDay,
  };
  return override === undefined ? instance : { ...instance, override };
}

export const touches = (
  i: { start: EpochMs; end: EpochMs },
  window: { from: EpochMs; to: EpochMs },
): boolean => i.start < window.to && (i.end > window.from || (i.end === i.start && i.start >= window.from));

/** Wall starts in order, with the own length of an RDATE period. Null when the budget ran out. */
function wallsOf(
  slot: Slot,
  rule: Rule | null,
  zone: Zone,
  from: WallMs,
  to: WallMs,
  budget: Budget,
): Map<WallMs, number | null> | null {
  const start = parseWall(slot.start);
  const walls = new Map<WallMs, number | null>();
  // DTSTART is the first instance even where the rule would not make it: it is the meeting that somebody set.
  if (start < to) walls.set(start, null);
  if (rule !== null) {
    const until = untilWall(rule, zone, slot.allDay);
    const finished = walk({ rule, start, from, to, until }, budget, (wall) => {
      walls.set(wall, null);
      return true;
    });
    if (!finished) return null;
  }
  for (const entry of wallList(slot.rdate)) {
    const [first = '', last] = entry.split('/');
    const date = parseWall(first);
    if (Number.isNaN(date)) continue;
    const wall = first.length === 10 && slot.allDay === 0 ? date + (start - dayOfWall(start) * DAY) : date;
    if (wall < to) walls.set(wall, last === undefined ? (walls.get(wall) ?? null) : parseWall(last) - wall);
  }
  return walls;
}

function exclusions(exdate: string | null, zone: Zone, allDay: 0 | 1): (wall: WallMs) => boolean {
  const entries = wallList(exdate);
  if (entries.length === 0) return () => false;
  const walls = new Set<WallMs>();
  const dates = new Set<number>();
  for (const entry of entries) {
    const utc = entry.endsWith('Z');
    const wall = parseWall(utc ? entry.slice(0, -1) : entry);
    if (utc) walls.add(wallOf(zone, wall));
    else if (entry.length === 10) dates.add(dayOfWall(wall));
    else if (allDay === 1) dates.add(dayOfWall(wall));
    else walls.add(wall);
  }
  return (wall) => walls.has(wall) || dates.has(dayOfWall(wall));
}

interface Future {
  readonly id: string;
  readonly from: WallMs;
  readonly shape: Shape;
}

function changesOf(
  overrides: readonly Override[],
  zone: Zone,
): {
  replaced: Map<WallMs, Override>;
  futures: Future[];
} {
  const replaced = new Map<WallMs, Override>();
  const futures: Future[] = [];
  for (const override of overrides) {
    const original = parseWall(override.recurrenceId);
    if (Number.isNaN(original)) continue;
    replaced.set(original, override);
    if (override.range !== 'THISANDFUTURE' || override.slot === null) continue;
    const { slot } = override;
    const start = wallOf(zone, instantOf(override.zone ?? zoneOrUtc(slot.zone), parseWall(slot.start)));
    const shape = { shift: start - original, length: Math.max(0, wallLength(slot)), allDay: slot.allDay };
    futures.push({ id: override.id, from: original, shape });
  }
  return { replaced, futures: futures.sort((a, b) => a.from - b.from) };
}

const lastBefore = (futures: readonly Future[], wall: WallMs): Future | undefined =>
  futures.findLast((future) => future.from <= wall);
