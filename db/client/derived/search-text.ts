import { HAN, type Syllable } from './pinyin.ts';

/**
 * The one way from text to tokens, for the index and for what a person types: FTS5 sees only words of letters and
 * digits that this file made, so no operator, quote or wildcard of a query can reach it.
 *
 * A Han character is a token of its own (a phrase query finds them side by side), everything else is a word.
 */
interface Token {
  readonly text: string;
  readonly han: boolean;
}

const WORD = /[\p{L}\p{N}]+/gu;

export const fold = (text: string): string => text.toWellFormed().normalize('NFKC').toLowerCase();

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const [word] of fold(text).matchAll(WORD)) {
    let latin = '';
    for (const char of word) {
      if (!HAN.test(char)) {
        latin += char;
        continue;
      }
      if (latin !== '') tokens.push({ text: latin, han: false });
      latin = '';
      tokens.push({ text: hanToken(char), han: true });
    }
    if (latin !== '') tokens.push({ text: latin, han: false });
  }
  return tokens;
}

/** unicode61 knows the letters of Unicode 6.1 only; rarer Han characters go in by their number. */
const hanToken = (char: string): string =>
  char.length === 1 ? char : `u${char.codePointAt(0)!.toString(16)}`;

/** Han characters of the basic block, ASCII letters and digits, blanks: most names, and nothing to fold but case. */
const PLAIN = /^[\u4e00-\u9fffA-Za-z0-9 ]*$/;
const BETWEEN_HAN = /(?<=[\u4e00-\u9fff])(?! |$)|(?<=[a-z0-9])(?=[\u4e00-\u9fff])/g;

/** Text as it goes into the index. Plain text is spaced out in one go; anything else goes token by token. */
export const indexed = (...texts: (string | null)[]): string => {
  let all = '';
  for (const text of texts) {
    if (text === null || text === '') continue;
    const spaced = PLAIN.test(text) ? text.toLowerCase().replace(BETWEEN_HAN, ' ') : tokenised(text);
    all = all === '' ? spaced : `${all} ${spaced}`;
  }
  return all;
};

const tokenised = (text: string): string =>
  tokensOf(text)
    .map((token) => token.text)
    .join(' ');

/** Longest token of full pinyin, and of initials; a longer query is cut to it. */
const PINYIN_MAX = 12;
const INITIALS_MAX = 6;
/** The generic end of a company's name adds nothing to what its pinyin finds. */
const GENERIC = /(股份|集团|控股)*(有限)?(责任)?公司$/u;

/** From every character on: the pinyin of what follows, so that a prefix query finds 精密 of 云岫精密 by `jingmi`. */
export function pinyinTokens(
  name: string,
  syllables: readonly Syllable[],
): { full: string; initials: string } {
  const generic = Array.from(GENERIC.exec(name)?.[0] ?? '').length;
  const core = syllables.slice(0, Math.max(1, syllables.length - generic));
  const full: string[] = [];
  const initials: string[] = [];
  for (let from = 0; from < core.length; from += 1) {
    if (core[from]!.sound === null) continue;
    let sounds = '';
    let letters = '';
    for (let at = from; at < core.length && sounds.length < PINYIN_MAX; at += 1) {
      const sound = core[at]!.sound;
      if (sound === null) break;
      sounds += sound;
      if (letters.length < INITIALS_MAX) letters += sound[0]!;
    }
    full.push(sounds.slice(0, PINYIN_MAX));
    initials.push(letters);
  }
  return { full: full.join(' '), initials: initials.join(' ') };
}

/** The digits of a number as they are looked for by fragment: without spaces, dashes and the country code. */
export const digitsOf = (text: string): string =>
  fold(text)
    .replace(/\D/g, '')
    .replace(/^(00)?86(?=1\d{10}$)/, '');

export interface Search {
  /** Han characters side by side, or one word. */
  readonly terms: readonly { readonly tokens: readonly string[]; readonly han: boolean }[];
  /** The whole text as one number, where it is one: a telephone number with its spaces and dashes. */
  readonly number: string | null;
}

const NUMBER = /^[\s\d+().–-]+$/;
/** A fragment of a number shorter than this finds nobody in particular. */
const NUMBER_MIN = 3;
const TERMS_MAX = 12;

/** What a person typed. Null where nothing can be looked for: blanks, signs, emoji. */
export function parseSearch(text: string): Search | null {
  const digits = digitsOf(text);
  const number = NUMBER.test(fold(text)) && digits.length >= NUMBER_MIN ? digits : null;
  const terms: { tokens: string[]; han: boolean }[] = [];
  for (const chunk of fold(text).split(/\s+/)) {
    let open: { tokens: string[]; han: boolean } | undefined;
    for (const token of tokensOf(chunk)) {
      if (token.han && open?.han) open.tokens.push(token.text);
      else terms.push((open = { tokens: [token.text], han: token.han }));
    }
  }
  return terms.length === 0 ? null : { terms: terms.slice(0, TERMS_MAX), number };
}

export interface MatchColumns {
  /** Columns of words and Han characters. */
  readonly words: string;
  /** Columns of pinyin, full and initials; empty where there is none. */
  readonly pinyin: string;
}

/** Every term somewhere in a row, as an FTS5 expression. */
export const matchAll = (search: Search, columns: MatchColumns): string =>
  search.terms.map((term) => matchTerm(term, columns, '')).join(' AND ');

/** The first term at the beginning of a column, the others anywhere. */
export const matchFromStart = (search: Search, columns: MatchColumns, first: MatchColumns): string =>
  search.terms
    .map((term, at) => (at === 0 ? matchTerm(term, first, '^ ') : matchTerm(term, columns, '')))
    .join(' AND ');

function matchTerm(term: Search['terms'][number], columns: MatchColumns, anchor: '' | '^ '): string {
  const phrase = quoted(term.tokens);
  if (term.han) return `({${columns.words}} : ${anchor}${phrase})`;
  const words = `({${columns.words}} : ${anchor}${phrase} *)`;
  if (columns.pinyin === '') return words;
  return `(${words} OR ({${columns.pinyin}} : ${anchor}${quoted([term.tokens[0]!.slice(0, PINYIN_MAX)])} *))`;
}

/** Tokens are letters and digits only; the quotes keep words such as `and` from being operators. */
const quoted = (tokens: readonly string[]): string => `"${tokens.join(' ')}"`;
