import { colleaguesInUnits, units } from '../../../db/client/queries/attendance.ts';
import {
  conflictsBetween,
  conflictsFrom,
  conflictsOfUids,
  decisionsOf,
  type ConflictRow,
} from '../../../db/client/queries/conflict.ts';
import { organisersOf } from '../../../db/client/queries/calendar.ts';
import { calendarsLeft } from '../../../db/client/queries/person.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { scopeOf } from '../../../src-shared/sync/scope.ts';
import type { QueryContext } from '../engine/context.ts';

/** The conflicts among `rows` that nobody has accepted or dismissed. */
export function undecided(context: QueryContext, rows: readonly ConflictRow[]): ConflictRow[] {
  const decided = decisionsOf(context.db, rows);
  return rows.filter((row) => !decided.has(row.id) && isNear(context, row));
}

/** Two visits to one customer count as a collision only as far apart as the reader's setting says. */
const isNear = ({ settings }: QueryContext, row: ConflictRow): boolean =>
  row.kind !== 'customer' || row.minutes <= settings.collisionDays * 24 * 60;

export const openConflictsBetween = (context: QueryContext, from: EpochMs, to: EpochMs): ConflictRow[] =>
  undecided(context, conflictsBetween(context.db, from, to));

export const openConflictsOf = (context: QueryContext, uids: readonly Id[]): ConflictRow[] =>
  undecided(context, conflictsOfUids(context.db, [...new Set(uids)]));

/**
 * What belongs in this person's own list, decided or not: clashes of the person, of anything the person organises,
 * and, for a lead, of the people below. Who has left comes to nothing, and clashes with nothing any more.
 */
export function conflictsOfMine(context: QueryContext, from: EpochMs): ConflictRow[] {
  const { db, me } = context;
  const rows = conflictsFrom(db, from);
  const team = new Set(
    me.role === 'lead' ? colleaguesInUnits(db, unitsBelow(context, me.unit_id)).map((one) => one.id) : [],
  );
  const left = calendarsLeft(db);
  const organisers = organisersOf(db, [...new Set(rows.flatMap((row) => [row.a_event_id, row.b_event_id]))]);
  const mine = (event: Id): boolean => organisers.get(event) === me.id;
  const ours = (event: Id): boolean => team.has(organisers.get(event) ?? '');
  return rows.filter(
    (row) =>
      isNear(context, row) &&
      !left.has(scopeOf('calendar', row.subject_id)) &&
      (row.subject_id === me.id ||
        team.has(row.subject_id) ||
        mine(row.a_event_id) ||
        (row.kind !== 'refused' && mine(row.b_event_id)) ||
        (row.kind === 'refused' && ours(row.a_event_id)) ||
        (row.kind === 'customer' && (ours(row.a_event_id) || ours(row.b_event_id)))),
  );
}

/** A unit and everything below it. */
export function unitsBelow({ db }: QueryContext, unit: Id): Id[] {
  const all = units(db);
  const found = [unit];
  for (let at = 0; at < found.length; at += 1) {
    for (const one of all) if (one.parent_id === found[at] && !found.includes(one.id)) found.push(one.id);
  }
  return found;
}
