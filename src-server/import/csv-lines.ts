import type { LineFault } from './import-fault.ts';

/** A record of a file with the number of its first line, or why it is none. */
export type CsvLine =
  | { readonly line: number; readonly fields: readonly string[]; readonly fault?: never }
  | { readonly line: number; readonly fault: LineFault };

export interface CsvShape {
  /** One or more characters. */
  readonly delimiter: string;
  /** The quoting character, doubled inside a quoted field; null where nothing is quoted. */
  readonly quote: string | null;
}

/** A quoted field that is still open after so many characters was never meant to be one. */
const MAX_RECORD = 1_000_000;
const BOM = '\ufeff';
const OPEN_QUOTE: LineFault = { type: 'QuoteOpen' };
const AFTER_QUOTE: LineFault = { type: 'TextAfterQuote' };

/**
 * Records of a CSV text, a list for each piece of it; faults stand in their place, blank lines are left out.
 *
 * A faulty record costs its own first line and no other: reading goes on at the next line. csv-parse was tried first;
 * after an unclosed or misplaced quote it takes everything that follows for one field, and it counts a line break
 * inside quotes twice, so that neither the rest of a feed nor `file:line` could be trusted.
 */
export async function* csvLines(text: AsyncIterable<string>, shape: CsvShape): AsyncGenerator<CsvLine[]> {
  let rest = '';
  let line = 1;
  let first = true;
  const take = (final: boolean): CsvLine[] => {
    const found: CsvLine[] = [];
    let at = 0;
    while (at < rest.length) {
      const next = recordAt(rest, at, final, shape);
      if (next === null) break;
      if (next.fault !== undefined) found.push({ line, fault: next.fault });
      else if (next.fields.length > 1 || next.fields[0] !== '') found.push({ line, fields: next.fields });
      line += next.lines;
      at = next.end;
    }
    rest = rest.slice(at);
    return found;
  };
  for await (const piece of text) {
    rest += first && piece.startsWith(BOM) ? piece.slice(1) : piece;
    if (piece !== '') first = false;
    const found = take(false);
    if (found.length > 0) yield found;
  }
  const found = take(true);
  if (found.length > 0) yield found;
}

type Found = { readonly end: number; readonly lines: number } & (
  { readonly fields: string[]; readonly fault?: never } | { readonly fault: LineFault }
);

/** The record that starts at `start`; null where its end is not in the text yet. */
function recordAt(text: string, start: number, final: boolean, shape: CsvShape): Found | null {
  const newline = text.indexOf('\n', start);
  if (newline < 0 && !final) return null;
  const end = newline < 0 ? text.length : newline;
  const after = newline < 0 ? end : end + 1;
  const line = withoutReturn(text.slice(start, end));
  if (shape.quote === null || !line.includes(shape.quote)) {
    return { fields: line.split(shape.delimiter), end: after, lines: 1 };
  }
  const simple = simplyQuoted(line, shape.quote, shape.delimiter);
  if (simple !== null) return { fields: simple, end: after, lines: 1 };
  const found = quotedRecord(text, start, final, shape.quote, shape.delimiter);
  return found !== null && 'type' in found ? { fault: found, end: after, lines: 1 } : found;
}

/** The usual line: every quoted field is one piece without a delimiter, quote or line break in it; null for others. */
function simplyQuoted(line: string, quote: string, delimiter: string): string[] | null {
  const fields = line.split(delimiter);
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at]!;
    if (field[0] !== quote) continue;
    if (field.indexOf(quote, 1) !== field.length - 1 || field.length < 2) return null;
    fields[at] = field.slice(1, -1);
  }
  return fields;
}

/** A record with at least one quote, or its fault; null where its end is not in the text yet. */
function quotedRecord(
  text: string,
  start: number,
  final: boolean,
  quote: string,
  delimiter: string,
): Found | LineFault | null {
  const fields: string[] = [];
  let at = start;
  for (;;) {
    if (text[at] === quote) {
      const close = closingQuote(text, at, quote);
      if (close < 0 || close - start > MAX_RECORD) {
        return !final && close < 0 && text.length - start <= MAX_RECORD ? null : OPEN_QUOTE;
      }
      // Whether a quote closes or stands for itself is said by the next character.
      if (close + 1 >= text.length && !final) return null;
      fields.push(text.slice(at + 1, close).replaceAll(quote + quote, quote));
      at = close + 1;
      if (!text.startsWith(delimiter, at)) break;
    } else {
      const newline = text.indexOf('\n', at);
      const end = newline < 0 ? text.length : newline;
      const next = text.indexOf(delimiter, at);
      const inside = next >= 0 && next < end;
      if (newline < 0 && !inside && !final) return null;
      fields.push(inside ? text.slice(at, next) : withoutReturn(text.slice(at, end)));
      at = inside ? next : end;
      if (!inside) break;
    }
    at += delimiter.length;
  }
  const tail = lineEnd(text, at);
  if (tail === null) return final || at + 1 < text.length ? AFTER_QUOTE : null;
  return { fields, end: at + tail, lines: 1 + newlines(text, start, at) };
}

/** Where the quoted field that opens at `open` closes; -1 where it does not. */
function closingQuote(text: string, open: number, quote: string): number {
  let at = text.indexOf(quote, open + 1);
  while (at >= 0 && text[at + 1] === quote) at = text.indexOf(quote, at + 2);
  return at;
}

/** How many characters end a line here: none at the end of the text; null where the line goes on. */
function lineEnd(text: string, at: number): number | null {
  if (at >= text.length) return 0;
  if (text[at] === '\n') return 1;
  return text[at] === '\r' && text[at + 1] === '\n' ? 2 : null;
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
