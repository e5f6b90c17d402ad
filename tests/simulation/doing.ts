import type { Seeded } from '../../src-shared/kernel/seeded.ts';
import type { Ledger, Row } from './ledger.ts';
import type { Kind } from './kind.ts';
import { Unexpected, type SimulatedLaptop } from './laptop.ts';

/** What a person does at a desk, told to the ledger by what the desk showed before and shows after. */
export interface Doing {
  readonly laptop: SimulatedLaptop;
  readonly ledger: Ledger;
  readonly random: Seeded;
  readonly note: (what: string) => void;
  readonly kind: Kind;
}

/** Things that people do, by name, each with how often it is done. */
export type Acts = Readonly<Record<string, readonly [weight: number, act: (doing: Doing) => void]>>;

export type Place = readonly [table: string, id: string];

/** What one command was meant to do. `made` names the table in which it makes a row, where it makes one. */
interface Command {
  readonly name: string;
  readonly input: unknown;
  readonly places?: readonly Place[];
  readonly made?: string;
  /** It brings back what was there before. */
  readonly turnsBack?: boolean;
}

/** Failures that a person can run into while everything works. */
const EXPECTED = new Set([
  'NotGranted',
  'NotFound',
  'NothingToUndo',
  'NothingToRedo',
  'ChangedSince',
  'DiskFull',
  'SignedOut',
  'BytesNotHere',
  'BadValue',
  'CounterClosed',
]);

export function perform(doing: Doing, command: Command): boolean {
  const { laptop, ledger } = doing;
  const places = command.places ?? [];
  const before = places.map(([table, id]) => laptop.row(table, id));
  const newest = command.made === undefined ? null : newestOf(laptop, command.made);
  const result = laptop.run(command.name, command.input);
  places.forEach(([table, id], at) => {
    const how = command.turnsBack ? 'turnedBack' : 'observe';
    ledger[how](laptop.person, table, id, before[at], laptop.row(table, id));
  });
  if (command.made !== undefined && newest !== null) {
    for (const row of laptop.rows(`SELECT * FROM "${command.made}" WHERE rowid > ?`, newest))
      ledger.observe(laptop.person, command.made, String(row['id']), undefined, row);
  }
  const outcome = result === null ? 'dies' : result.ok ? '' : result.error.type;
  doing.note(
    `${command.name} ${places.map(([, id]) => id.slice(-6)).join(' ')} ${JSON.stringify(command.input)} ${outcome}`,
  );
  if (result && !result.ok && !EXPECTED.has(result.error.type))
    throw new Unexpected(`${command.name}: ${JSON.stringify(result.error)}`);
  return result?.ok ?? false;
}

export const newestOf = (laptop: SimulatedLaptop, table: string): number =>
  Number(laptop.rows(`SELECT coalesce(max(rowid), 0) AS newest FROM "${table}"`)[0]?.['newest']);

/** A living row that this laptop shows; mostly one of the first, so that people meet. */
export function some(doing: Doing, table: string, where = '1', ...values: readonly string[]): Row | null {
  const rows = doing.laptop.rows(
    `SELECT * FROM "${table}" WHERE deleted = 0 AND ${where} ORDER BY id LIMIT 24`,
    ...values,
  );
  if (rows.length === 0) return null;
  const { random } = doing;
  const at = random.chance(0.7)
    ? random.int(0, Math.min(3, rows.length - 1))
    : random.int(0, rows.length - 1);
  return rows[at]!;
}

export const idOf = (row: Row): string => String(row['id']);

const MINUTE = 60_000;

/** A wall-clock time that no other event has. */
export function wall(serial: number): { start: string; end: string } {
  const at = Date.UTC(2026, 11, 1) + serial * 7 * MINUTE;
  const text = (ms: number): string => new Date(ms).toISOString().slice(0, 16);
  return { start: text(at), end: text(at + (15 + (serial % 90)) * MINUTE) };
}
