import { digitsOf, matchAll, parseSearch, type MatchColumns, type Search } from '../derived/search-text.ts';
import type { Reader } from '../access.ts';
import { statement } from './statement.ts';

/** Columns of `customer_list_fts`. */
export const CUSTOMER_COLUMNS: MatchColumns = { words: 'name other tags', pinyin: 'pinyin initials' };

/** A fragment of a number shorter than this finds nobody in particular. */
const FRAGMENT_MIN = 3;

/** Row numbers of the customers that a text finds: by words, pinyin, tags, or a fragment of a number. */
export function rowsOfText(db: Reader, text: string): Iterable<number> {
  const search = parseSearch(text);
  if (!search) return [];
  if (search.number !== null) return rowsOfDigits(db, search.number);
  const [term, ...more] = search.terms;
  const words = matching(db, search);
  if (!term || more.length > 0 || term.tokens.length > 1 || !isFragment(term.tokens[0]!)) return words;
  return new Set([...words, ...rowsOfDigits(db, term.tokens[0]!)]);
}

const isFragment = (token: string): boolean => token.length >= FRAGMENT_MIN && digitsOf(token) === token;

const matching = (db: Reader, search: Search): number[] =>
  statement(db, 'SELECT rowid FROM customer_list_fts WHERE customer_list_fts MATCH ?')
    .pluck()
    .all(matchAll(search, CUSTOMER_COLUMNS)) as number[];

export const rowsOfDigits = (db: Reader, digits: string): number[] =>
  statement(db, 'SELECT row FROM customer_list_digits WHERE instr(digits, ?)')
    .pluck()
    .all(digits) as number[];
