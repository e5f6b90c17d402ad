import type { NoticeRow } from '../../../db/client/queries/inbox.ts';
import { livingEvents } from '../../../db/client/queries/calendar.ts';
import type { ConflictRow } from '../../../db/client/queries/conflict.ts';
import { readJson } from '../../../src-shared/kernel/read-json.ts';
import type { QueryContext } from '../engine/context.ts';
import { pairKey, toConflictViews } from './conflict-views.ts';
import { conflictsOfMine, undecided } from './open-conflicts.ts';

/** What a notice of a clash leads to: the conflict as it is listed; null where it is over; undefined where it is not known here. */
export type ClashNow = string | null | undefined;

/**
 * Follows the server's notices of clashes to the conflicts that this laptop knows. A meeting that is gone or was moved, and a
 * conflict that was decided, is over. Where only a colleague's time is taken, by what may not be known here, nothing is said.
 */
export function withClashes(
  context: QueryContext,
  notices: readonly NoticeRow[],
): (NoticeRow & { conflict?: ClashNow })[] {
  const clashes = notices.filter(({ kind }) => kind === 'clash');
  if (clashes.length === 0) return [...notices];
  const living = livingEvents(
    context.db,
    clashes.flatMap(({ row_id }) => row_id ?? []),
  );
  const now = clashNow(context, living);
  return notices.map((one) => (one.kind === 'clash' ? { ...one, conflict: now(one) } : one));
}

function clashNow(
  context: QueryContext,
  living: ReadonlySet<string>,
): (notice: Pick<NoticeRow, 'row_id' | 'params'>) => ClashNow {
  const known = conflictsOfMine(context, context.now);
  const open = undecided(context, known);
  const listed = new Set(toConflictViews(context, open).map((one) => one.id));
  const nameOf = new Map<string, string>();
  for (const [key, group] of Map.groupBy(open, pairKey))
    nameOf.set(key, group.find((row) => listed.has(row.id))?.id ?? group[0]!.id);
  return ({ row_id, params }) => {
    if (row_id === null || !living.has(row_id)) return null;
    const told = paramsOf(params);
    const its = (row: ConflictRow): boolean => isTold(row, row_id, told);
    const found = open.find(its);
    if (found !== undefined) return nameOf.get(pairKey(found)) ?? found.id;
    return known.some(its) || told['person_id'] === context.me.id ? null : undefined;
  };
}

/** Of two meetings at that time; a notice that names no time, or nobody, may be about any of them. */
function isTold(row: ConflictRow, event: string, told: Readonly<Record<string, unknown>>): boolean {
  const { start, person_id: person } = told;
  return (
    [row.a_event_id, row.b_event_id, row.a_uid, row.b_uid].includes(event) &&
    (person === undefined || person === row.subject_id) &&
    (start === undefined || [row.start, row.a_start, row.b_start].some((at) => at === start))
  );
}

function paramsOf(text: string): Readonly<Record<string, unknown>> {
  const value = readJson(text);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
