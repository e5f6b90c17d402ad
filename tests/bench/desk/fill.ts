import { writeMeta } from '../../../db/client/local/meta.ts';
import { addScope, setScope } from '../../../db/client/local/scopes.ts';
import type { OpenedDatabase } from '../../../db/client/open.ts';
import { RowStore } from '../../../db/client/row-store.ts';
import { RowTransaction } from '../../../db/client/row-transaction.ts';
import { DEMO_SEED, demoBatches } from '../../../db/demo/generate.ts';
import type { DemoRow } from '../../../db/demo/row.ts';
import { AMOUNTS, type DemoSize } from '../../../db/demo/size.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { completeCells } from '../../../src-shared/schema/table.ts';
import { tableSpec, type TableName } from '../../../src-shared/schema/tables.ts';
import { stampAt } from '../../../src-shared/sync/clock.ts';
import { BANK } from '../../../src-shared/sync/scope.ts';
import { fullestHolding, isBank, organisationOf, rowOf } from './holding.ts';
import { projectedRows, type CalendarRows } from './projected.ts';

/** Whose laptop it is: the lead of the pictures' team. */
export const LOGIN = 'chen.jing';
/** Nobody listens there: the desk is offline, as in a tunnel. */
const SERVER = 'http://127.0.0.1:9';
const ROWS_IN_TRANSACTION = 20_000;

type Held = Pick<DemoRow, 'id' | 'scope' | 'cells'> & { readonly table: TableName };

/**
 * Fills an empty database with what the fullest laptop of a demo bank holds, through the transactions that a first sync
 * uses: rows, marks, checksums and counts of every scope. Derived tables are left to the next opening.
 */
export function fillDesk(
  { sqlite }: OpenedDatabase,
  size: DemoSize,
  at: { today: DateText; now: EpochMs },
  progress: (done: number, about: number) => void,
): void {
  const store = new RowStore(sqlite);
  const row = [stampAt(at.now), 1] as const;
  let done = 0;
  let open = new RowTransaction(store);
  sqlite.exec('BEGIN');
  const commit = (): void => {
    open.finish();
    sqlite.exec('COMMIT');
    progress(done, AMOUNTS[size].rows);
  };
  const put = ({ table, id, scope, cells }: Held): void => {
    open.put(undefined, { table, id, scope, deleted: 0, cells, marks: { row, units: {} } });
    done += 1;
    if (done % ROWS_IN_TRANSACTION !== 0) return;
    commit();
    open = new RowTransaction(store);
    sqlite.exec('BEGIN');
  };

  // Scopes come before their rows, so that these are counted; what a laptop may hold is known when everybody is.
  const bank: DemoRow[] = [];
  const later: DemoRow[] = [];
  const calendars: CalendarRows = { events: [], attendees: [], rooms: [] };
  addScope(sqlite, BANK, 'read');
  const books = new Set<string>();
  for (const batch of demoBatches({ seed: DEMO_SEED, size, ...at })) {
    for (const one of batch.rows) {
      if (isBank(one)) bank.push(one);
      else if (one.scope.startsWith('book:')) {
        if (!books.has(one.scope)) addScope(sqlite, one.scope, 'write');
        books.add(one.scope);
        put(one);
      } else if (one.table === 'event') calendars.events.push(one);
      else if (one.table === 'attendee') calendars.attendees.push(one);
      else if (one.table === 'event_resource') calendars.rooms.push(one);
      else later.push(one);
    }
  }
  const organisation = organisationOf(bank);
  const people = bank.filter((one) => one.table === 'person').map((one) => rowOf('person', one));
  const resources = bank.filter((one) => one.table === 'resource').map((one) => rowOf('resource', one));
  const holding = fullestHolding(organisation, people.find((one) => one.login === LOGIN)!.id);
  for (const [scope, right] of holding.grants) addScope(sqlite, scope, right);
  for (const one of bank) put(one);
  for (const list of [calendars.events, calendars.attendees, calendars.rooms, later]) {
    for (const one of list) if (holding.grants.has(one.scope)) put(one);
  }
  for (const one of projectedRows(calendars, { organisation, people, resources }, holding, at.now)) {
    put({ ...one, cells: completeCells(tableSpec(one.table), one.cells as never) });
  }
  for (const scope of holding.grants.keys())
    setScope(sqlite, scope, { state: 'ready', cursor: 1, as_of: at.now });
  const session = {
    server: SERVER,
    login: LOGIN,
    token: 'bench',
    device: '2',
    devices: '[2]',
    epoch: 'bench',
  } as const;
  for (const [key, value] of Object.entries({ ...session, person: holding.me, clock: String(row[0]) })) {
    writeMeta(sqlite, key as keyof typeof session, value);
  }
  commit();
}
