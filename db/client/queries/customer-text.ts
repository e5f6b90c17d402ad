import { matchAll, parseSearch, type MatchColumns } from '../derived/search-text.ts';
import type { Reader } from '../access.ts';
import { statement } from './statement.ts';

/** Columns of `customer_list_fts`. */
export const CUSTOMER_COLUMNS: MatchColumns = { words: 'name other tags', pinyin: 'pinyin initials' };

/** Row numbers of the customers that a text finds, some twice: by words, pinyin, tags, or a fragment of a number. */
export function rowsOfText(db: Reader, text: string): number[] {
  const search = parseSearch(text);
  if (!search) return [];
  const words = rowsMatching(db, matchAll(search, CUSTOMER_COLUMNS), -1);
  return search.number === null ? words : words.concat(rowsOfDigits(db, search.number, -1));
}

/** By an FTS5 expression, in no order. A negative limit is none. */
export const rowsMatching = (db: Reader, expression: string, limit: number): number[] =>
  statement(db, 'SELECT rowid FROM customer_list_fts WHERE customer_list_fts MATCH ? LIMIT ?')
    .pluck()
    .all(expression, limit) as number[];

export const rowsOfDigits = (db: Reader, digits: string, limit: number): number[] =>
  statement(db, 'SELECT row FROM customer_list_digits WHERE instr(digits, ?) LIMIT ?')
    .pluck()
    .all(digits, limit) as number[];
