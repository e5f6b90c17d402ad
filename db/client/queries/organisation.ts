import { and, asc, count, eq, isNull, lte, sql } from 'drizzle-orm';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Reader } from '../access.ts';
import { orm } from '../orm.ts';
import { synced } from '../schema/tables.ts';

type Colleague = Omit<QueryResult<'org.people'>[number], 'me'>;

/** Everybody who works here, by name. */
export function colleagues(db: Reader): Colleague[] {
  const { id, name, name_en, title, title_en, role, unit_id, deleted, left_on } = synced.person;
  return orm(db)
    .select({ id, name, name_en, title, title_en, role, unit_id })
    .from(synced.person)
    .where(and(eq(deleted, 0), isNull(left_on)))
    .orderBy(asc(name), asc(id))
    .all();
}

export function orgUnits(db: Reader): QueryResult<'org.units'> {
  const { id, kind, parent_id, name, name_en, code, deleted } = synced.org_unit;
  return orm(db)
    .select({ id, kind, parent_id, name, name_en })
    .from(synced.org_unit)
    .where(eq(deleted, 0))
    .orderBy(asc(code), asc(name), asc(id))
    .all();
}

export function orgResources(db: Reader): QueryResult<'org.resources'> {
  const { id, kind, name, name_en, seats, unit_id, deleted } = synced.resource;
  return orm(db)
    .select({ id, kind, name, name_en, seats, unit_id })
    .from(synced.resource)
    .where(eq(deleted, 0))
    .orderBy(asc(kind), asc(name), asc(id))
    .all();
}

/** Open tasks of a person that are due on a day or before. */
export function countTasksDue(db: Reader, owner: Id, today: string): number {
  const { owner_id, status, due, deleted } = synced.task;
  const day = sql<string>`substr(${due}, 1, 10)`;
  const [row] = orm(db)
    .select({ tasks: count() })
    .from(synced.task)
    .where(and(eq(owner_id, owner), eq(status, 'open'), eq(deleted, 0), lte(day, today)))
    .all();
  return row?.tasks ?? 0;
}
