import { HAN, syllablesOf, type Syllable } from './pinyin.ts';
import { fold, type Search } from './search-text.ts';

/** Half-open, in UTF-16 units. */
export type Span = [from: number, to: number];

/** The characters of a text one by one: where each stands, how it compares. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly folded: string;
}

/** How the character at a place is spelt; null where it is not. */
type Spelling = (at: number) => string | null;

/** Which parts of a title a search matched, in order and without overlap: as written, else by pinyin, else by initials. */
export function marksOf(title: string, search: Search, person: boolean): Span[] {
  const pieces = piecesOf(title);
  // Asked for only where a title is not found as written: the dictionary of sounds takes 40 ms to open.
  let known: readonly Syllable[] | undefined;
  const soundAt: Spelling = (at) => (known ??= soundsOf(title, person))[at]?.sound ?? null;
  const spans: Span[] = [];
  for (const term of search.terms) {
    const text = term.han ? decoded(term.tokens) : term.tokens[0]!;
    const found =
      runOf(pieces, text, (at) => pieces[at]!.folded) ??
      (term.han
        ? null
        : (runOf(pieces, text, soundAt) ?? runOf(pieces, text, (at) => soundAt(at)?.[0] ?? null)));
    if (found) spans.push(found);
  }
  return merged(spans);
}

const soundsOf = (title: string, person: boolean): readonly Syllable[] =>
  HAN.test(title) ? syllablesOf(title, person) : [];

const decoded = (tokens: readonly string[]): string =>
  tokens
    .map((token) =>
      /^u[0-9a-f]+$/.test(token) ? String.fromCodePoint(Number.parseInt(token.slice(1), 16)) : token,
    )
    .join('');

function piecesOf(title: string): Piece[] {
  let at = 0;
  return Array.from(title, (char) => {
    const from = at;
    at += char.length;
    return { from, to: at, folded: fold(char) };
  });
}

/** The first run of pieces that spells `text`, the last one perhaps only in its beginning. */
function runOf(pieces: readonly Piece[], text: string, spelling: Spelling): Span | null {
  for (let start = 0; start < pieces.length; start += 1) {
    let spelt = '';
    for (let at = start; at < pieces.length && spelt.length < text.length; at += 1) {
      const next = spelling(at);
      if (next === null) break;
      spelt += next;
      if (!spelt.startsWith(text) && !text.startsWith(spelt)) break;
      if (spelt.length >= text.length) return [pieces[start]!.from, pieces[at]!.to];
    }
  }
  return null;
}

function merged(spans: Span[]): Span[] {
  const result: Span[] = [];
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}
