import { overlaps } from '../../../src-shared/domain/calendar/sweep.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row, TableName } from '../../../src-shared/schema/tables.ts';
import type { RowState } from '../../../src-shared/sync/change.ts';
import type { Tx } from '../statements.ts';
import { prefixOf, type Work } from './state.ts';
import { rowsBy, rowsById } from './table-state.ts';

const distinct = <T>(list: readonly T[]): T[] => [...new Set(list)];
const idsOf = (rows: readonly RowState[]): Id[] => rows.map((row) => row.id);
const live = (row: RowState): boolean => row.deleted === 0;
const rootOf = (event: RowState): Id => (event.cells['series_id'] as Id | null) ?? event.id;

/** Some columns of a row, as the declaration types them. */
function columnsOf<N extends TableName, K extends keyof Row<N> & string>(
  _table: N,
  row: RowState,
  ...columns: readonly K[]
): Pick<Row<N>, K> {
  const own: Readonly<Record<string, unknown>> = { id: row.id, scope: row.scope };
  return Object.fromEntries(
    columns.map((column) => [column, own[column] ?? row.cells[column] ?? null]),
  ) as Pick<Row<N>, K>;
}

export function memoryCalendar(work: Work): Tx['calendar'] {
  const byIds = (table: TableName, ids: readonly Id[]): RowState[] => rowsById(work.state.tables[table], ids);
  const by = (table: TableName, column: string, values: readonly Id[]): RowState[] =>
    rowsBy(work.state.tables[table], column, values);
  const inScope = (table: TableName, scope: string): RowState[] =>
    work.state.tables[table].inScope.startingWith(prefixOf(scope)).filter(live);
  const ownRows = (table: TableName, person: Id): RowState[] => [
    ...inScope(table, `calendar:${person}`),
    ...inScope(table, `person:${person}`),
  ];
  const events = (): RowState[] => work.state.tables.event.byId.values();
  return {
    rootsOf: async (ids) => distinct(byIds('event', ids).map(rootOf)),
    familyIds: async (roots) =>
      distinct(idsOf([...byIds('event', roots), ...by('event', 'series_id', roots)])),
    siblingIds: async (scopes) =>
      idsOf(
        scopes
          .flatMap((scope) => inScope('event', scope))
          .filter(({ cells }) => String(cells['ics'] ?? '').includes('RELTYPE=SIBLING:')),
      ).sort(),
    idsByEvent: async (table, ids) => idsOf(by(table, 'event_id', ids)),
    writingDelegates: async (owners) =>
      distinct(owners).flatMap((owner_id) =>
        inScope('delegate', `person:${owner_id}`).flatMap(({ cells }) =>
          cells['may'] === 'write' ? [{ owner_id, person_id: cells['person_id'] as Id }] : [],
        ),
      ),
    blockIds: async (uids) => idsOf(by('busy_block', 'uid', uids)),
    lockPeople: async (ids) =>
      byIds('person', [...ids].sort()).map((row) =>
        columnsOf('person', row, 'id', 'unit_id', 'zone', 'name', 'name_en'),
      ),
    lockResources: async (ids) =>
      byIds('resource', [...ids].sort()).map((row) =>
        columnsOf('resource', row, 'id', 'unit_id', 'capacity', 'name', 'name_en'),
      ),
    units: async () =>
      inScope('org_unit', 'bank').map((row) => columnsOf('org_unit', row, 'id', 'kind', 'parent_id')),
    overlappingBlocks: async (wanted) => {
      const found = new Map<string, RowState>();
      for (const { subject, start, end } of wanted) {
        for (const row of by('busy_block', 'subject_id', [subject])) {
          const block = row.cells as { start: EpochMs | null; end: EpochMs | null };
          const [from, to] = [block.start, block.end];
          if (from === null || to === null) continue;
          if (overlaps({ start: from, end: to }, { start, end })) found.set(row.id, row);
        }
      }
      const blocks = [...found.values()].map(({ cells }) => ({
        subject_id: cells['subject_id'] as Id,
        event_id: cells['event_id'] as Id,
        uid: cells['uid'] as Id,
        start: cells['start'] as EpochMs,
        end: cells['end'] as EpochMs,
        status: cells['status'] as string,
      }));
      return [...new Map(blocks.map((block) => [JSON.stringify(block), block])).values()];
    },
    eventTitles: async (ids) =>
      byIds('event', ids).map((row) => columnsOf('event', row, 'id', 'scope', 'title', 'title_en')),
    rootsOfPeople: async (people) =>
      distinct(
        people.flatMap((person) => [
          ...ownRows('event', person).map(rootOf),
          ...ownRows('invitation', person).map(
            ({ cells }) => (cells['series_id'] ?? cells['event_id']) as Id,
          ),
        ]),
      ),
    rootsToRoll: async (from, to) =>
      distinct(
        events()
          .filter(({ deleted, cells }) => {
            const start = cells['start'] as string;
            return (
              deleted === 0 &&
              (cells['rrule'] !== null || cells['rdate'] !== null || (start >= from && start <= to))
            );
          })
          .map(rootOf),
      ).sort(),
    rootsAfter: async (after, limit) =>
      idsOf(
        events()
          .filter((row) => row.id > after && row.cells['series_id'] === null && live(row))
          .slice(0, limit),
      ),
    endedBlockIds: async (before, limit) =>
      idsOf(
        work.state.tables.busy_block.byId
          .values()
          .filter(({ cells }) => cells['end'] !== null && (cells['end'] as EpochMs) < before)
          .slice(0, limit),
      ),
    privateInCalendars: async (limit) =>
      idsOf(
        events()
          .filter((row) => row.cells['privacy'] === 'private' && row.scope.startsWith('calendar:'))
          .slice(0, limit),
      ),
    visitsShown: async (shown) =>
      distinct(
        shown.flatMap(({ person_id, scope }) =>
          ownRows('invitation', person_id)
            .filter(({ cells }) => cells['kind'] === 'visit' && (cells['geo'] ?? null) === null)
            .filter(({ cells }) =>
              byIds(
                'customer',
                by('event_customer', 'event_id', [cells['event_id'] as Id])
                  .filter(live)
                  .map((link) => link.cells['customer_id'] as Id),
              ).some(
                (customer) => customer.scope === scope || (customer.cells['merged_into'] ?? null) !== null,
              ),
            )
            .map(({ cells }) => (cells['series_id'] ?? cells['event_id']) as Id),
        ),
      ),
    membersOfBooks: async (books) =>
      by('book_member', 'book_id', books)
        .filter(live)
        .map((row) => columnsOf('book_member', row, 'book_id', 'person_id')),
  };
}
