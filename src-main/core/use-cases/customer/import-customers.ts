import { CsvError, parse, type Info } from 'csv-parse/sync';
import { namesWithPhones, takenNumbers } from '../../../../db/client/queries/duplicates.ts';
import { digitsOf } from '../../../../db/client/derived/search-text.ts';
import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import { dateAt } from '../../../../src-shared/domain/calendar/zone.ts';
import { err, ok, type Result } from '../../../../src-shared/kernel/result.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import type { CommandContext, UseCase } from '../../engine/context.ts';
import { defined } from '../defined.ts';
import { importedRow, isRepeatable, isTarget, type ImportedRow } from './import-row.ts';

/** A line of the file that can become a customer. */
interface Line {
  readonly line: number;
  readonly row: ImportedRow;
}

/**
 * Customers from a CSV file, all or nothing: one line that cannot be read stops everything, with its number. Lines that
 * name a customer there is already, here or further up in the file, are passed over and reported. A dry run reports the
 * same and writes nothing.
 */
export const importCustomers: UseCase<'customer.import'> = (context, { book_id, csv, columns, dryRun }) => {
  const scope = scopeOf('book', book_id);
  if (context.grants.get(scope) !== 'write') return err({ type: 'NotGranted', what: 'customer' });
  const lines = readLines(csv, columns);
  if (!lines.ok) return lines;
  const { fresh, skipped } = withoutKnown(context, lines.value);
  if (!dryRun) for (const { row } of fresh) insert(context, scope, row);
  return ok({ created: fresh.length, skipped });
};

type Failure = Extract<DeskFailure, { type: 'BadCsv' | 'BadInput' }>;

function readLines(csv: string, columns: Readonly<Record<string, string>>): Result<Line[], Failure> {
  const table = readTable(csv);
  if (!table.ok) return table;
  const [header, ...rest] = table.value;
  if (!header) return err({ type: 'BadCsv', line: 1, problem: 'empty' });
  const targets = targetsOf(header.record, columns);
  if (!targets.ok) return targets;
  const lines: Line[] = [];
  for (const { record, line } of rest) {
    const cells = new Map<string, string[]>();
    for (const [at, target] of targets.value)
      cells.set(target, [...(cells.get(target) ?? []), (record[at] ?? '').trim()]);
    if ([...cells.values()].flat().every((text) => text === '')) continue;
    const row = importedRow(cells);
    if (!row.ok) return err({ type: 'BadCsv', line, problem: row.error.problem });
    lines.push({ line, row: row.value });
  }
  return ok(lines);
}

function readTable(csv: string): Result<{ record: string[]; line: number }[], Failure> {
  try {
    const records = parse(csv, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      delimiter: delimiterOf(csv),
    });
    let line = 1;
    return ok(
      (records as unknown as { record: string[]; info: Info }[]).map(({ record, info }) => {
        // `info.lines` is where a record ends; quoted line breaks make it longer than a line.
        const breaks = record.reduce((sum, text) => sum + (text.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
        line = info.lines - breaks;
        return { record, line };
      }),
    );
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    const at = (thrown as { lines?: unknown }).lines;
    return err({ type: 'BadCsv', line: typeof at === 'number' ? at : 1, problem: thrown.code });
  }
}

/** The sign that the header line has most of. */
function delimiterOf(csv: string): string {
  const [header = ''] = csv.split(/\r?\n/, 1);
  const counts = [',', ';', '\t'].map((sign) => [sign, header.split(sign).length] as const);
  return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/** Position in the file → what it becomes. */
function targetsOf(
  header: readonly string[],
  columns: Readonly<Record<string, string>>,
): Result<Map<number, string>, Failure> {
  const bad = (column: string, problem: string): Result<never, Failure> =>
    err({ type: 'BadInput', path: `columns.${column}`, problem });
  const targets = new Map<number, string>();
  for (const [column, target] of Object.entries(columns)) {
    const at = header.findIndex((name) => name.trim() === column.trim());
    if (at < 0) return bad(column, 'not in the file');
    if (!isTarget(target)) return bad(column, 'unknown column');
    if (!isRepeatable(target) && [...targets.values()].includes(target)) return bad(column, 'given twice');
    targets.set(at, target);
  }
  if (![...targets.values()].includes('name')) return bad('name', 'required');
  return ok(targets);
}

function withoutKnown(
  { tx }: CommandContext,
  lines: readonly Line[],
): { fresh: Line[]; skipped: { line: number; problem: string }[] } {
  const numbers = takenNumbers(
    tx,
    lines.flatMap(({ row }) => row.customer_no ?? []),
  );
  const people = new Set(
    namesWithPhones(
      tx,
      lines.map(({ row }) => row.fields.name),
    ).map(({ name, phone }) => personKey(name, phone)),
  );
  const fresh: Line[] = [];
  const skipped: { line: number; problem: string }[] = [];
  for (const line of lines) {
    const { customer_no, fields, points } = line.row;
    const keys = points.filter(isPhone).map(({ value }) => personKey(fields.name, value));
    if (customer_no !== null && numbers.has(customer_no))
      skipped.push({ line: line.line, problem: 'DuplicateNumber' });
    else if (keys.some((key) => people.has(key)))
      skipped.push({ line: line.line, problem: 'DuplicateNameAndPhone' });
    else {
      fresh.push(line);
      if (customer_no !== null) numbers.add(customer_no);
      for (const key of keys) people.add(key);
    }
  }
  return { fresh, skipped };
}

const isPhone = ({ kind }: { kind: string }): boolean => kind === 'phone' || kind === 'mobile';
const personKey = (name: string, phone: string): string => `${digitsOf(phone)} ${name}`;

function insert({ tx, me, now, newId }: CommandContext, scope: string, row: ImportedRow): void {
  const customer_id = newId();
  tx.insert('customer', scope, customer_id, {
    tier: 'standard',
    lifecycle: 'prospect',
    stage: 'gather',
    stage_since: dateAt(now, me.zone),
    ...defined(row.fields),
    customer_no: row.customer_no,
    opened_on: row.opened_on,
  });
  const preferred = new Set<string>();
  for (const { kind, value } of row.points) {
    tx.insert('contact_point', scope, newId(), {
      customer_id,
      kind,
      value,
      preferred: preferred.has(kind) ? 0 : 1,
    });
    preferred.add(kind);
  }
  for (const tag of row.tags) tx.insert('customer_tag', scope, newId(), { customer_id, tag });
}
