import { unitsAbove, type ColleagueRow, type RoomRow } from '../../../db/client/queries/attendance.ts';
import type { AsOf } from '../../../src-shared/contract/calendar.ts';
import { parseWall } from '../../../src-shared/domain/calendar/civil.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { branchOf, scopeOf, type Scope } from '../../../src-shared/sync/scope.ts';
import type { QueryContext } from '../engine/context.ts';

/** How old what this laptop knows of people and rooms is, by their ids. Own data is never stale. */
export function asOfSubjects(
  context: QueryContext,
  people: readonly ColleagueRow[],
  rooms: readonly RoomRow[],
): Map<Id, AsOf> {
  const found = new Map<Id, AsOf>();
  for (const person of people) {
    const own = scopeOf('calendar', person.id);
    const scope = context.grants.has(own) ? own : scopeOf('busy', person.unit_id);
    found.set(
      person.id,
      person.id === context.me.id ? { at: context.asOf(own), stale: false } : asOf(context, scope),
    );
  }
  if (rooms.length === 0) return found;
  const above = unitsAbove(
    context.db,
    rooms.map((room) => room.unit_id),
  );
  const tree = new Map(above.map((unit) => [unit.id, unit]));
  for (const room of rooms) {
    const branch = branchOf(room.unit_id, tree);
    found.set(
      room.id,
      branch === null ? { at: null, stale: true } : asOf(context, scopeOf('branch', branch)),
    );
  }
  return found;
}

function asOf(context: QueryContext, scope: Scope): AsOf {
  const at = context.asOf(scope);
  return { at, stale: at === null || context.now - at > workingDayMs(context) };
}

/** As long as the reader's working day: what was fetched before yesterday's end is drawn weaker. */
function workingDayMs({ me }: QueryContext): number {
  const length = parseWall(`1970-01-01T${me.work_end}`) - parseWall(`1970-01-01T${me.work_start}`);
  return length > 0 ? length : 8 * 3_600_000;
}

/** The oldest of several: what a statement about all of them rests on. */
export function oldest(list: Iterable<AsOf>): AsOf {
  let found: AsOf | null = null;
  for (const one of list) {
    if (found === null || one.at === null || (found.at !== null && one.at < found.at)) found = one;
    if (found.at === null) return { at: null, stale: true };
  }
  return found ?? { at: null, stale: false };
}

/** The oldest of what is known of others; whoever asks knows their own. */
export const oldestOfOthers = ({ me }: QueryContext, asOf: ReadonlyMap<Id, AsOf>): AsOf =>
  oldest([...asOf].filter(([id]) => id !== me.id).map(([, one]) => one));
