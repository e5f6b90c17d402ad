import Database, { type Statement } from 'better-sqlite3';
import type { Row } from './ledger.ts';

export type Cell = string | number | Buffer | null;

/** A query whose rows are lists of cells. */
export interface Listing {
  readonly columns: readonly string[];
  readonly all: () => Cell[][];
}

/** The process of a laptop ends here: whatever was not committed is gone. */
export class Death extends Error {
  override readonly name = 'Death';
}

export type Dies = 'before' | 'after';

/**
 * The database of one laptop, in memory. A process can die at its next commit, before it or after it.
 *
 * Opening a database and preparing its statements costs more than a whole history, so a disk is mostly used again: one
 * transaction is open around a whole history, the desk's own transactions are savepoints in it, and at the end all of it
 * is rolled back to the image it began with. A part of the histories runs on a disk of its own instead, where the desk's
 * transactions are what they are on a laptop.
 */
export class Disk {
  readonly sqlite: Database.Database;
  readonly #nested: boolean;
  readonly #exec: (sql: string) => Database.Database;
  readonly #statements = new Map<string, Statement<(string | number)[], Row>>();
  #open = false;
  #dies: Dies | null = null;

  constructor(image: Buffer, options: { nested: boolean }) {
    this.sqlite = new Database(image);
    this.#nested = options.nested;
    this.#exec = this.sqlite.exec.bind(this.sqlite);
    this.sqlite.exec = (sql) => this.#run(sql);
    if (!this.#nested) return;
    this.#exec('BEGIN');
    const pragma = this.sqlite.pragma.bind(this.sqlite);
    // A database in memory has no log to empty, and inside a transaction SQLite will not look.
    this.sqlite.pragma = (source, simple) =>
      source.startsWith('wal_checkpoint') ? [] : pragma(source, simple);
  }

  /** Rows as they lie in the file, each statement prepared once. */
  rows(sql: string, values: readonly (string | number)[]): Row[] {
    return this.#prepared(sql).all(...values);
  }

  /** A query over the whole history of this disk. */
  listing(sql: string): Listing {
    const statement = this.sqlite.prepare<[], Cell[]>(sql).raw();
    return { columns: statement.columns().map(({ name }) => name), all: () => statement.all() };
  }

  #prepared(sql: string): Statement<(string | number)[], Row> {
    let known = this.#statements.get(sql);
    if (!known) this.#statements.set(sql, (known = this.sqlite.prepare<(string | number)[], Row>(sql)));
    return known;
  }

  dieAtCommit(dies: Dies): void {
    this.#dies = dies;
  }

  /** It does not die at its next commit after all. */
  spare(): void {
    this.#dies = null;
  }

  /** What a death leaves: everything committed, nothing else. */
  crash(): void {
    this.#dies = null;
    if (this.#open) this.#run('ROLLBACK');
  }

  /** Back to the image; only for one that is used again. */
  reset(): void {
    this.#dies = null;
    this.#open = false;
    this.#exec('ROLLBACK; BEGIN');
  }

  #run(sql: string): Database.Database {
    if (sql === 'BEGIN IMMEDIATE') {
      this.#exec(this.#nested ? 'SAVEPOINT desk' : sql);
      this.#open = true;
    } else if (sql === 'COMMIT') this.#commit();
    else if (sql === 'ROLLBACK') this.#rollBack();
    else this.#exec(sql);
    return this.sqlite;
  }

  #commit(): void {
    const dies = this.#dies;
    this.#dies = null;
    if (dies === 'before') throw new Death('before a commit');
    this.#exec(this.#nested ? 'RELEASE desk' : 'COMMIT');
    this.#open = false;
    if (dies === 'after') throw new Death('after a commit');
  }

  #rollBack(): void {
    if (!this.#open) return;
    this.#open = false;
    // Where the disk was full, SQLite may have taken the transaction back by itself.
    if (!this.#nested) {
      if (this.sqlite.inTransaction) this.#exec('ROLLBACK');
    } else if (this.sqlite.inTransaction) this.#exec('ROLLBACK TO desk; RELEASE desk');
    else throw new Error('SQLite has rolled the whole history back');
  }
}
