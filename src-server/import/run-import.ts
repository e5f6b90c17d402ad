import { readFileSync } from 'node:fs';
import type { BulkBatch, BulkCounts, BulkRow } from '../../db/server/queries/bulk-load.ts';
import type { Store } from '../../db/server/store.ts';
import type { TableName } from '../../src-shared/schema/tables.ts';
import { compiler, type FileMaker, type Line, type Lookup, type MadeRow, type RowMaker } from './compile.ts';
import { isEncoding } from './decode.ts';
import { loadLookup, openFeedFile, type FeedFile } from './feed-file.ts';
import { ImportError } from './import-error.ts';
import { FROM_MAPPING, type LineFault, type LineUnfit } from './import-fault.ts';
import { loadFeed } from './load-feed.ts';
import { mappingSchema, type Mapping } from './mapping.ts';

/** What became of one file's lines in one table. */
export interface FileCount {
  readonly file: string;
  readonly table: TableName;
  /** Rows that the lines made. */
  rows: number;
  /** New or changed. */
  loaded: number;
  unchanged: number;
}

/** Lines read below the header, and those that were left out. */
export interface FileLines {
  readonly file: string;
  read: number;
  skipped: number;
}

export interface ImportReport {
  readonly counts: readonly FileCount[];
  readonly files: readonly FileLines[];
  /** The first of the lines that were left out; `skipped` above counts all. */
  readonly faults: readonly LineUnfit[];
}

const BATCH_ROWS = 8_000;
const FAULTS_KEPT = 200;

/** An import whose mapping and files have been looked at: every name leads somewhere, nothing was written yet. */
export interface PreparedImport {
  /** Loads everything in one transaction, or throws and loads nothing. A second run changes nothing. */
  load(store: Store, now: number, onProgress?: OnProgress): Promise<ImportReport>;
}

/** Bytes read of all bytes, and the file that is being read. */
export type OnProgress = (done: number, total: number, file: string) => void;

/**
 * Reads a mapping and the headers and lookups of its files. Throws `ImportError` where one of them does not fit.
 * Lines that do not fit are found while loading; they are left out and told.
 */
export async function prepareImport(mappingPath: string, folder: string): Promise<PreparedImport> {
  const mapping = readMapping(mappingPath);
  const names = new Set([...mapping.files, ...Object.values(mapping.lookups)].map((one) => one.file));
  const files = new Map<string, FeedFile>();
  for (const name of names) files.set(name, await openFeedFile(folder, name, mapping));
  const lookups = new Map<string, Lookup>();
  for (const [name, rule] of Object.entries(mapping.lookups)) {
    lookups.set(name, await loadLookup(files.get(rule.file)!, name, rule));
  }
  const make = compiler(mapping, lookups);
  const fixed = make.fixed();
  const makers = mapping.files.map((one) => {
    const file = files.get(one.file)!;
    return { file, maker: make.file(one.file, file.columns, one) };
  });
  return {
    async load(store, now, onProgress) {
      const report = { counts: [] as FileCount[], files: [] as FileLines[], faults: [] as LineUnfit[] };
      const total = makers.reduce((sum, { file }) => sum + file.bytes, 0);
      let done = 0;
      async function* everything(): AsyncGenerator<Counted> {
        yield* oneFile(FROM_MAPPING, fixed, onlyOneLine(), report);
        for (const { file, maker } of makers) {
          const lines = file.lines((bytes) => {
            done += bytes;
            onProgress?.(done, total, file.name);
          });
          yield* oneFile(file.name, maker, lines, report);
        }
      }
      const counts: BulkCounts = { inserted: 0, updated: 0, unchanged: 0 };
      await loadFeed(store, readAhead(everything(), counts), { now, counts });
      return report;
    },
  };
}

function readMapping(path: string): Mapping {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw new ImportError({ type: 'MappingUnread', mapping: path });
    throw new ImportError({ type: 'NotJson', mapping: path, detail: error.message });
  }
  const parsed = mappingSchema.safeParse(json);
  if (!parsed.success) {
    throw new ImportError({ type: 'MappingUnfit', mapping: path, issue: parsed.error.issues[0] });
  }
  if (!isEncoding(parsed.data.encoding))
    throw new ImportError({ type: 'EncodingUnknown', mapping: path, encoding: parsed.data.encoding });
  return parsed.data;
}

/** What the mapping itself brings is made once, from a line without columns. */
async function* onlyOneLine(): AsyncGenerator<{ line: number; fields: string[]; fault?: never }[]> {
  yield [{ line: 0, fields: [] }];
}

/** A batch and where to count what became of it. */
interface Counted {
  readonly batch: BulkBatch;
  readonly count: FileCount;
}

/**
 * Hands batches to the load one by one and counts what became of each. The next one is read while the database is
 * busy with the last: reading and writing take about as long as each other.
 */
async function* readAhead(batches: AsyncGenerator<Counted>, tally: BulkCounts): AsyncGenerator<BulkBatch> {
  let next = batches.next();
  try {
    for (;;) {
      const { value, done } = await next;
      if (done) return;
      next = batches.next();
      // Where the load fails first, nobody waits for this one any more.
      next.catch(() => {});
      const before = { ...tally };
      yield value.batch;
      value.count.rows += value.batch.rows.length;
      value.count.loaded += tally.inserted + tally.updated - before.inserted - before.updated;
      value.count.unchanged += tally.unchanged - before.unchanged;
    }
  } finally {
    await batches.return(undefined);
  }
}

async function* oneFile(
  file: string,
  maker: FileMaker,
  lines: ReturnType<FeedFile['lines']>,
  report: { counts: FileCount[]; files: FileLines[]; faults: LineUnfit[] },
): AsyncGenerator<Counted> {
  if (maker.rows.length === 0) return;
  const waiting = new Map<TableName, BulkRow[]>();
  const counts = new Map<TableName, FileCount>();
  const keys = maker.rows.map(() => new Map<string, number>());
  const summary = { file, read: 0, skipped: 0 };
  if (file !== FROM_MAPPING) report.files.push(summary);
  const { balances } = maker;
  const tables = maker.rows.map((row) => row.table);
  for (const table of balances ? [...tables, 'balance_month' as const] : tables) {
    if (counts.has(table)) continue;
    const count: FileCount = { file, table, rows: 0, loaded: 0, unchanged: 0 };
    counts.set(table, count);
    report.counts.push(count);
  }
  const flushed = (table: TableName, rows: readonly BulkRow[]): Counted => ({
    batch: { table, rows },
    count: counts.get(table)!,
  });
  for await (const page of lines) {
    for (const one of page) {
      summary.read += 1;
      const made = one.fault === undefined ? rowsOf(maker, one.fields) : one.fault;
      if (!Array.isArray(made)) {
        summary.skipped += 1;
        if (report.faults.length < FAULTS_KEPT)
          report.faults.push({ type: 'LineUnfit', file, line: one.line, why: made });
        continue;
      }
      for (const [at, row] of made.entries()) {
        if (!row || !isNew(maker.rows[at]!, row, keys[at]!, file, one.line)) continue;
        const { table } = maker.rows[at]!;
        if (balances && maker.rows[at] === balances.from) balances.derived.take(row);
        const list = waiting.get(table) ?? [];
        waiting.set(table, list);
        list.push(row);
        if (list.length < BATCH_ROWS) continue;
        waiting.delete(table);
        yield flushed(table, list);
      }
    }
  }
  for (const [table, rows] of waiting) yield flushed(table, rows);
  for (const rows of inParts(balances?.derived.rows() ?? [])) yield flushed('balance_month', rows);
}

function* inParts(rows: Iterable<BulkRow>): Generator<BulkRow[]> {
  let part: BulkRow[] = [];
  for (const row of rows) {
    part.push(row);
    if (part.length < BATCH_ROWS) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/** All rows of a line, or why there are none: a line is loaded whole or not at all. */
function rowsOf(maker: FileMaker, fields: readonly string[]): (MadeRow | undefined)[] | LineFault {
  const line: Line = { fields, lets: [], fault: null };
  for (const read of maker.lets) line.lets.push(read(line));
  const rows = maker.rows.map((row) => (line.fault === null ? row.make(line) : undefined));
  return line.fault ?? rows;
}

function isNew(
  maker: RowMaker,
  row: MadeRow,
  seen: Map<string, number>,
  file: string,
  line: number,
): boolean {
  const first = seen.get(row.id);
  if (first === undefined) {
    seen.set(row.id, line);
    return true;
  }
  if (maker.once) return false;
  throw new ImportError({ type: 'KeyTwice', file, line, entry: maker.name, first });
}
