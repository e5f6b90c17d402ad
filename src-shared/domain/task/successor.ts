import type { DateText, EpochMs, WallTime } from '../../kernel/brand.ts';
import { formatAs, parseWall } from '../calendar/civil.ts';
import { expand } from '../calendar/recurrence.ts';
import { parseRule, withParts } from '../calendar/rule.ts';
import type { Slot } from '../calendar/slot.ts';
import { wallToInstant } from '../calendar/zone.ts';
import type { Task } from './tables.ts';

const DAY = 86_400_000;
/** How far ahead the next one is looked for, step by step: a rule of minutes must not be walked for years. */
const REACH_DAYS = [3, 40, 400, 4_000];

export type Recurring = Pick<Task, 'due' | 'start' | 'zone' | 'rrule'> & Partial<Pick<Task, 'repeat_from'>>;
interface Successor {
  readonly due: WallTime;
  readonly start: WallTime | null;
  readonly rrule: string;
}

/**
 * When a recurring task is due next after it was done: the first time of its rule after the one it had, and not before
 * today, so that a task that was left for a week does not come back seven times. Null where it does not recur, the rule
 * cannot be read, or it has ended. A COUNT goes down by what was passed; a start keeps its distance to the due time.
 *
 * `repeat_from: 'done'` reckons from the day on which it was done instead: what is to happen two weeks after the last time
 * moves on with it, early or late. The hour stays, and the COUNT goes down by the one that was done.
 */
export function successorOf(task: Recurring, today: DateText): Successor | null {
  const { due, rrule, zone } = task;
  if (due === null || rrule === null) return null;
  const rule = parseRule(rrule);
  if (!rule.ok) return null;
  const { count } = rule.value;
  const allDay = due.length === 10 ? 1 : 0;
  if (task.repeat_from === 'done') {
    if (count !== null && count <= 1) return null;
    const done: WallTime = `${today}${due.slice(10)}`;
    const left = count === null ? rrule : withParts(rrule, { COUNT: String(count - 1) });
    const at = wallToInstant(done, zone);
    // The rule without its count: the day on which it was done need not be one of the rule's.
    const from: Slot = { ...times(allDay, done, zone), rrule: withParts(rrule, { COUNT: null }) };
    const next = nextOf(from, done, today, at, at);
    return next && successor(task, due, next.wall, left);
  }
  const slot: Slot = { ...times(allDay, due, zone), rrule };
  const first = wallToInstant(due, zone);
  const earliest = count === null ? Math.max(first, wallToInstant(today, zone)) : first;
  const found = nextOf(slot, due, today, first, earliest);
  if (!found) return null;
  const left = count === null ? rrule : withParts(rrule, { COUNT: String(count - found.passed) });
  return successor(task, due, found.wall, left);
}

const times = (allDay: 0 | 1, at: WallTime, zone: string) => ({
  allDay,
  start: at,
  end: at,
  zone,
  rdate: null,
  exdate: null,
});

const successor = (task: Recurring, due: WallTime, next: WallTime, rrule: string): Successor => ({
  due: next,
  start: task.start === null ? null : moved(task.start, parseWall(next) - parseWall(due)),
  rrule,
});

function nextOf(slot: Slot, due: WallTime, today: DateText, first: EpochMs, earliest: EpochMs) {
  for (const days of REACH_DAYS) {
    const times = expand({ slot }, { from: Math.min(first, earliest), to: earliest + days * DAY });
    if (!times.ok) return null;
    const walls = times.value.map((instance) => instance.startWall);
    const at = walls.findIndex((wall) => wall > due && wall.slice(0, 10) >= today);
    const wall = walls[at];
    if (wall !== undefined) return { wall, passed: at };
  }
  return null;
}

const moved = (wall: WallTime, by: number): WallTime =>
  formatAs(parseWall(wall) + by, wall.length === 10 ? 1 : 0);
