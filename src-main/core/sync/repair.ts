import { AnyRows } from '../../../db/client/any-rows.ts';
import type { AsideRow } from '../../../db/client/local/aside.ts';
import { scopeRow } from '../../../db/client/local/scopes.ts';
import { RowStore } from '../../../db/client/row-store.ts';
import { RowTransaction } from '../../../db/client/row-transaction.ts';
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts';
import { checksumText, rowChecksum } from '../../../src-shared/sync/checksum.ts';
import {
  compareKeys,
  rowsWithin,
  splitRange,
  sumOf,
  wholeTable,
  type KeyRange,
  type KeySum,
} from '../../../src-shared/sync/key-range.ts';
import { MAX_RANGES, type RangesRequest, type RangesResponse } from '../../../src-shared/sync/protocol.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import type { Engine } from '../engine/engine.ts';
import { partsOfPages } from './answer-parts.ts';
import { applyAround } from './apply-around.ts';
import { applyRange } from './apply-range.ts';
import { recount } from './apply-snapshot.ts';
import { forgetAbsent } from './forget-absent.ts';
import type { NetFailure } from './http.ts';

/** A range in which the rows here differ is cut into so many; ranges of so few rows are fetched. */
const PARTS = 32;
const FEW = 12;

export interface Repaired {
  /** Ranges that differed, and the rows that were brought for them. */
  readonly ranges: number;
  readonly rows: number;
  readonly requests: number;
}

/** `Moved`: the scope went on meanwhile, pull and begin again. */
export type RepairFailure = NetFailure | { type: 'SignedOut' } | { type: 'Moved' };
type Ask = (
  request: Omit<RangesRequest, 'protocol'>,
) => Promise<Result<RangesResponse, NetFailure | { type: 'SignedOut' }>>;

/**
 * Makes a scope whose checksum does not agree with the server's agree again, without loading it anew: bisects by ranges
 * of keys down to those that differ and takes over the server's rows of these. Nothing is compared with a server that
 * is further on than this laptop's cursor: what is new would look like what is wrong.
 */
export class Repair {
  readonly #engine: Engine;
  readonly #ask: Ask;
  readonly #scope: Scope;
  readonly #tellAside: (aside: readonly AsideRow[]) => void;
  readonly #cursor: number;
  /** Only read from. */
  readonly #here: AnyRows;
  readonly #own = new Map<string, readonly KeySum[]>();
  #requests = 0;

  constructor(engine: Engine, ask: Ask, scope: Scope, tellAside: (aside: readonly AsideRow[]) => void) {
    this.#engine = engine;
    this.#ask = ask;
    this.#scope = scope;
    this.#tellAside = tellAside;
    this.#cursor = scopeRow(engine.sqlite, scope)?.cursor ?? 0;
    this.#here = new AnyRows(new RowTransaction(new RowStore(engine.sqlite)));
  }

  async run(): Promise<Result<Repaired, RepairFailure>> {
    const tables = await this.#asked({ scope: this.#scope });
    if (!tables.ok) return tables;
    const told = new Set(tables.value.ranges.map(({ table }) => table));
    const onlyHere = this.#tablesHere().filter((table) => !told.has(table));
    let open = [...this.#differing(tables.value), ...onlyHere.map(wholeTable)];
    const few: KeyRange[] = [];
    while (open.length > 0) {
      const cut: KeyRange[] = [];
      for (const range of open) {
        const rows = this.#rows(range.table);
        if (rowsWithin(rows, range).length <= FEW) few.push(range);
        else cut.push(...splitRange(range, rows, PARTS));
      }
      const differing = await this.#compared(cut);
      if (!differing.ok) return differing;
      open = differing.value;
    }
    return this.#fetched(few);
  }

  /** Those of the ranges in which the rows here are not the server's. */
  async #compared(ranges: readonly KeyRange[]): Promise<Result<KeyRange[], RepairFailure>> {
    const differing: KeyRange[] = [];
    for (let at = 0; at < ranges.length; at += MAX_RANGES) {
      const part = ranges.slice(at, at + MAX_RANGES);
      const answer = await this.#asked({ scope: this.#scope, ranges: this.#withSums(part) });
      if (!answer.ok) return answer;
      differing.push(...this.#differing(answer.value));
    }
    return ok(differing);
  }

  /** Takes over the server's rows of ranges; each answer is one transaction, so that an interruption loses nothing. */
  async #fetched(ranges: readonly KeyRange[]): Promise<Result<Repaired, RepairFailure>> {
    let rows = 0;
    const waiting = [...ranges];
    while (waiting.length > 0) {
      const part = waiting.splice(0, MAX_RANGES);
      const answer = await this.#asked({ scope: this.#scope, ranges: this.#withSums(part), rows: true });
      if (!answer.ok) return answer;
      const done = answer.value.ranges;
      // An answer that comes to no end of anything would be asked for again and again.
      if (done.length === 0) return err({ type: 'ServerRefused', status: 200 });
      waiting.unshift(...part.slice(done.length), ...restOf(part[done.length - 1]!, done.at(-1)!));
      const { value, aside } = applyAround(
        this.#engine,
        ['sync'],
        partsOfPages(answer.value, this.#scope),
        (transaction, pages) => applyRange(transaction, this.#scope, pages),
        { whole: true },
      );
      rows += value;
      this.#tellAside(aside);
    }
    this.#engine.apply(['sync'], (transaction) => {
      const all = new AnyRows(transaction);
      recount(transaction, all, this.#scope);
      forgetAbsent(all);
    });
    return ok({ ranges: ranges.length, rows, requests: this.#requests });
  }

  async #asked(request: Omit<RangesRequest, 'protocol'>): Promise<Result<RangesResponse, RepairFailure>> {
    this.#requests += 1;
    const answer = await this.#ask(request);
    if (answer.ok && answer.value.seq !== this.#cursor) return err({ type: 'Moved' });
    return answer;
  }

  #differing({ ranges }: RangesResponse): KeyRange[] {
    return ranges
      .filter((range) => range.checksum !== this.#checksum(range))
      .map(({ table, after, upto }) => ({ table, after, upto }));
  }

  #withSums(ranges: readonly KeyRange[]): (KeyRange & { checksum: string })[] {
    return ranges.map((range) => ({ ...range, checksum: this.#checksum(range) }));
  }

  #checksum(range: KeyRange): string {
    return checksumText(sumOf(rowsWithin(this.#rows(range.table), range)).sum);
  }

  #tablesHere(): string[] {
    return [...new Set([...this.#here.ofScope(this.#scope)].map((row) => row.table))];
  }

  /**
   * The rows here in the order of their keys, added up once: what people write meanwhile is kept when rows are taken
   * over.
   */
  #rows(table: string): readonly KeySum[] {
    const known = this.#own.get(table);
    if (known) return known;
    const rows = [...this.#here.ofTable(table, this.#scope)].map((row) => ({
      id: row.id,
      sum: rowChecksum(row),
    }));
    rows.sort((a, b) => compareKeys(a.id, b.id));
    this.#own.set(table, rows);
    return rows;
  }
}

/** What of a range was not answered. */
const restOf = (asked: KeyRange, done: KeyRange): KeyRange[] =>
  asked.upto === done.upto ? [] : [{ ...asked, after: done.upto ?? '' }];
