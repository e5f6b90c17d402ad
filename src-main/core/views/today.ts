import { changedCustomers, noticesOf } from '../../../db/client/queries/inbox.ts';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import { addDays, wallToInstant } from '../../../src-shared/domain/calendar/zone.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import { stampAt, stampTime } from '../../../src-shared/sync/clock.ts';
import type { QueryContext, View } from '../engine/context.ts';
import { personNames } from '../../../db/client/queries/person.ts';
import { withClashes } from './clash-notices.ts';
import { toConflictViews } from './conflict-views.ts';
import { isWorked } from '../../../src-shared/domain/calendar/holidays.ts';
import { conflictsOfMine, undecided } from './open-conflicts.ts';
import { dayKinds } from './work-days.ts';

type Item = QueryResult<'today.since'>['items'][number];

const ITEM_MAX = 50;

/** What changed in the person's world since the last working day ended, newest first. */
export const todaySince: View<'today.since'> = {
  reads: [
    'notice',
    'conflicts',
    'conflict_decision',
    'event',
    'invitation',
    'instance_answer',
    'busy_block',
    'customer',
    'person',
    'resource',
    'calendar_day',
    'sync',
    'clock',
  ],
  run(context, { today, zone }) {
    const since = lastEvening(context, today, zone);
    const notices = noticeItems(context, since);
    // A notice and the clash found here may say the same; it is told once.
    const told = new Set(notices.flatMap(({ conflict }) => conflict ?? []));
    const items = [
      ...notices,
      ...conflictItems(context, since).filter(({ id }) => !told.has(id)),
      ...customerItems(context, since),
    ];
    return { since, items: items.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1)).slice(0, ITEM_MAX) };
  },
};

/** The end of the working day before `today`. */
function lastEvening(context: QueryContext, today: string, zone: string): EpochMs {
  const kindOf = dayKinds(context);
  let day = addDays(today, -1);
  while (!isWorked(kindOf(day))) day = addDays(day, -1);
  return wallToInstant(`${day}T${context.me.work_end}`, zone);
}

function noticeItems(context: QueryContext, since: EpochMs): Item[] {
  const { db, me } = context;
  const notices = withClashes(context, noticesOf(db, me.id, since, ITEM_MAX));
  // What clashed and is over is no news any more.
  const news = notices.filter(({ conflict }) => conflict !== null);
  return news.map(({ id, at, kind, params, table_name, row_id, conflict }) => ({
    id,
    at,
    kind,
    params: JSON.parse(params) as Item['params'],
    table_name,
    row_id,
    ...(conflict === undefined || conflict === null ? {} : { conflict }),
  }));
}

/** Open clashes that became known since then. */
function conflictItems(context: QueryContext, since: EpochMs): Item[] {
  const rows = undecided(context, conflictsOfMine(context, context.now)).filter(
    (row) => row.found_at >= since,
  );
  const found = new Map(rows.map((row) => [row.id, row.found_at]));
  return toConflictViews(context, rows).map((one): Item => {
    // The colleague's meeting first: "theirs clashes with mine".
    const [title, other] = one.a.mine && one.b ? [one.b, one.a] : [one.a, one.b];
    return {
      id: one.id,
      at: found.get(one.id) ?? context.now,
      kind: 'conflict',
      params: {
        severity: one.severity,
        time: one.at,
        title: title.title,
        title_en: title.title_en,
        other: other?.title ?? null,
        other_en: other?.title_en ?? null,
        who: title.organiser?.name ?? null,
        who_en: title.organiser?.name_en ?? null,
      },
      table_name: 'event',
      row_id: one.a.event_id,
    };
  });
}

/** Customers that colleagues or the bank's systems changed since then. */
function customerItems({ db, me }: QueryContext, since: EpochMs): Item[] {
  const rows = changedCustomers(db, me.id, stampAt(since), ITEM_MAX);
  const names = personNames(
    db,
    rows.map((row) => row.person_id),
  );
  return rows.map((row): Item => {
    const person = names.get(row.person_id ?? '');
    const { name, name_en, columns } = row;
    return {
      id: `${row.id}/${row.stamp}`,
      at: stampTime(row.stamp),
      kind: 'customer_changed',
      params: {
        customer: name,
        customer_en: name_en,
        columns,
        who: person?.name ?? null,
        who_en: person?.name_en ?? null,
      },
      table_name: 'customer',
      row_id: row.id,
    };
  });
}
