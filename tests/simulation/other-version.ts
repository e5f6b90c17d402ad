import { MINIMUM_PROTOCOL, PROTOCOL_VERSION } from '../../src-shared/sync/protocol.ts';
import type { Doing } from './doing.ts';
import { wordsIn } from './ledger.ts';
import type { Draft, ServerBank } from './server-bank.ts';

/**
 * A laptop of the next version writes a column that nobody else knows; one of the last writes what it knows. `at`: the number of the
 * step, which names what is made.
 */
export async function writeAsOtherVersion(
  bank: ServerBank,
  what: 'newerVersion' | 'olderVersion',
  { laptop, random, ledger, note, at }: Doing & { at: number },
): Promise<void> {
  const rights = bank.organisation.rightsOf(laptop.person);
  const rows = bank.database
    .rows('customer')
    .filter((row) => row.deleted === 0 && rights.get(row.scope) === 'write');
  if (rows.length === 0) return;
  const row = random.pick(rows);
  const column = what === 'newerVersion' ? 'future_hint' : 'remark';
  const word = ledger.word();
  const changes: Draft[] = [
    { kind: 'update', table: 'customer', id: row.id, scope: row.scope, cells: { [column]: word } },
  ];
  if (what === 'newerVersion')
    changes.push({
      kind: 'insert',
      table: 'future_table',
      id: `f${at}`,
      scope: row.scope,
      cells: { words: 'of tomorrow' },
    });
  const only = [...rights.keys()].filter(
    (scope) => scope.startsWith('calendar:') && rights.get(scope) === 'read',
  );
  if (only.length > 0) changes.push(unasked(`e${at}`, random.pick(only), laptop.person));
  const protocol = what === 'newerVersion' ? PROTOCOL_VERSION + 1 : MINIMUM_PROTOCOL;
  const reply = await bank.send(laptop.person, protocol, changes);
  note(`${row.id.slice(-6)} ${column} ${word} ${JSON.stringify(reply.json)}`);
  const [saw] = wordsIn(column, row.cells[column]);
  ledger.wrote({
    word,
    table: 'customer',
    id: row.id,
    unit: column,
    saw: saw ?? null,
    by: laptop.person,
    scope: row.scope,
  });
}

/** A meeting in a calendar that its writer may only look at, from a program that does not ask first. */
const unasked = (id: string, scope: string, organiser_id: string): Draft => ({
  kind: 'insert',
  table: 'event',
  id,
  scope,
  cells: {
    ...{ kind: 'meeting', title: 'unasked', organiser_id, status: 'confirmed', transparency: 'busy' },
    ...{
      privacy: 'normal',
      all_day: 0,
      start: '2026-04-01T09:00',
      end: '2026-04-01T10:00',
      zone: 'Asia/Shanghai',
    },
  },
});
