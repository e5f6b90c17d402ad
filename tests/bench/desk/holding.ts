import type { DemoRow } from '../../../db/demo/row.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row, TableName } from '../../../src-shared/schema/tables.ts';
import {
  BANK,
  branchOf,
  grantsOf,
  scopeOf,
  type Grants,
  type Organisation,
  type Right,
  type Scope,
} from '../../../src-shared/sync/scope.ts';

/** What one laptop may hold of the bank, and whose time its branch sees. */
export interface Holding {
  readonly me: Id;
  readonly grants: Grants;
  /** Everybody in the teams whose busy blocks are among the grants. */
  readonly branchPeople: ReadonlySet<Id>;
}

/** A demo row as its declared type. */
export const rowOf = <N extends TableName>(_table: N, { id, scope, cells }: DemoRow): Row<N> =>
  ({ id, scope, deleted: 0, ...cells }) as unknown as Row<N>;

/** The organisation among the rows of the scope `bank`. */
export function organisationOf(rows: readonly DemoRow[]): Organisation {
  const of = <N extends TableName>(table: N): Row<N>[] =>
    rows.filter((row) => row.table === table).map((row) => rowOf(table, row));
  return {
    units: of('org_unit'),
    people: of('person'),
    books: of('book'),
    members: of('book_member'),
    delegates: [],
  };
}

/**
 * The fullest laptop that the rights allow: the lead of the pictures' team, with the calendars of the own team and the
 * busy blocks of the own branch, who is a member of every book of the bank besides.
 */
export function fullestHolding(organisation: Organisation, me: Id): Holding {
  const grants = new Map<Scope, Right>(grantsOf(me, organisation));
  for (const book of organisation.books) grants.set(scopeOf('book', book.id), 'write');
  const busy = new Set([...grants.keys()].filter((scope) => scope.startsWith('busy:')));
  const branchPeople = organisation.people.filter((one) => busy.has(scopeOf('busy', one.unit_id)));
  return { me, grants, branchPeople: new Set(branchPeople.map((one) => one.id)) };
}

/** In which scope the time of a person or a room may be seen, as the server decides it. */
export function scopeForTime(
  organisation: Organisation,
  resources: readonly Row<'resource'>[],
): (kind: 'person' | 'resource', id: Id) => Scope | null {
  const units = new Map(organisation.units.map((unit) => [unit.id, unit]));
  const people = new Map(organisation.people.map((one) => [one.id, one.unit_id]));
  const rooms = new Map(resources.map((one) => [one.id, one.unit_id]));
  return (kind, id) => {
    if (kind === 'person') {
      const unit = people.get(id) ?? '';
      return units.get(unit)?.kind === 'team' ? scopeOf('busy', unit) : null;
    }
    const branch = branchOf(rooms.get(id) ?? '', units);
    return branch === null ? null : scopeOf('branch', branch);
  };
}

export const isBank = (row: DemoRow): boolean => row.scope === BANK;
