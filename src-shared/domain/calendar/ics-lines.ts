import { goesOn, unquoted } from './ics-quoted.ts';

/** One property of an iCalendar or vCard file, as written but unfolded. */
export interface ContentLine {
  /** Upper case. */
  readonly name: string;
  /** Upper-case names; the values without quotes (a list keeps its commas). */
  readonly params: ReadonlyMap<string, string>;
  readonly value: string;
  /** The unfolded text, to keep what we do not understand. */
  readonly text: string;
  /** Number of its first line in the file, from 1. */
  readonly at: number;
}

/** BEGIN … END with everything inside, in order of appearance. */
export interface Component {
  readonly name: string;
  readonly lines: ContentLine[];
  readonly children: Component[];
  readonly at: number;
}

export interface LineProblem {
  /** `IcsTooMuch`: from this line on more than is read, of one event's lines or of what is wrong. */
  readonly type: 'IcsBadLine' | 'IcsUnclosed' | 'IcsStrayEnd' | 'IcsTooMuch';
  readonly at: number;
  readonly text: string;
}

/** Components that stand beside each other: a VEVENT that begins inside another one means that an END is missing. */
const SIDE_BY_SIDE = new Set(['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY', 'VTIMEZONE', 'VAVAILABILITY']);
/** What no calendar program writes: beyond it a file is meant to hurt, and is read up to there. Each is told once. */
const LIMITS = {
  problems: 20_000,
  lines: 20_000,
  params: 65_536,
  manyParams: 500,
  components: 250_000,
  children: 1_000,
} as const;
/** Deeper ones are read as if they stood at this depth: nothing that is meant goes beyond three. */
const DEEPEST = 30;

/**
 * Reads a file into components, whatever is wrong with it: a line that is no property, an END without BEGIN or a BEGIN
 * without END, and a file that stops in the middle are reported and the rest is read on. Never throws, and takes time
 * that grows with the length alone. Lines may end in CRLF, LF or CR.
 */
export function readComponents(file: string): { components: Component[]; problems: LineProblem[] } {
  const components: Component[] = [];
  const problems: LineProblem[] = [];
  const open: Component[] = [];
  const depths = new Map<string, number>();
  let made = 0;
  let beside = 0;
  const close = (): Component => {
    const component = open.pop()!;
    depths.set(component.name, depths.get(component.name)! - 1);
    if (SIDE_BY_SIDE.has(component.name)) beside -= 1;
    return component;
  };
  const report = (problem: LineProblem): void => {
    if (problems.length < LIMITS.problems) problems.push(problem);
    else if (problems.length === LIMITS.problems) problems.push({ ...problem, type: 'IcsTooMuch' });
  };
  const unclosed = ({ name, at }: Component): void => report({ type: 'IcsUnclosed', at, text: name });
  const isOpen = (name: string): boolean => (depths.get(name) ?? 0) > 0;
  for (const { text, at } of unfolded(file)) {
    const full = (open.at(-1)?.lines.length ?? 0) > LIMITS.lines && !/^(?:BEGIN|END)[:;]/i.test(text);
    if (full) continue;
    const line = readLine(text, at);
    if (line === null) {
      report({ type: 'IcsBadLine', at, text: text.slice(0, 200) });
      continue;
    }
    if (line.name === 'BEGIN') {
      const name = componentName(line);
      if (SIDE_BY_SIDE.has(name) || name === 'VCALENDAR') while (beside > 0) unclosed(close());
      if (made === LIMITS.components) {
        problems.push({ type: 'IcsTooMuch', at, text: text.slice(0, 200) });
        break;
      }
      made += 1;
      const component = { name, lines: [], children: [], at };
      const parent = open[Math.min(open.length, DEEPEST) - 1];
      const siblings = parent?.children ?? components;
      const most = parent && SIDE_BY_SIDE.has(parent.name) ? LIMITS.children : Infinity;
      if (siblings.length === most) report({ type: 'IcsTooMuch', at, text: text.slice(0, 200) });
      if (siblings.length <= most) siblings.push(component);
      open.push(component);
      depths.set(name, (depths.get(name) ?? 0) + 1);
      if (SIDE_BY_SIDE.has(name)) beside += 1;
    } else if (line.name === 'END') {
      const name = componentName(line);
      if (!isOpen(name)) report({ type: 'IcsStrayEnd', at, text: name });
      else for (let last = close(); last.name !== name; last = close()) unclosed(last);
    } else if (open.length === 0) report({ type: 'IcsBadLine', at, text: text.slice(0, 200) });
    else {
      const { lines } = open.at(-1)!;
      if (lines.length === LIMITS.lines) report({ type: 'IcsTooMuch', at, text: text.slice(0, 200) });
      lines.push(line);
    }
  }
  for (const component of open) unclosed(component);
  return { components, problems };
}

const componentName = (line: ContentLine): string => line.value.trim().toUpperCase();

function* unfolded(file: string): Generator<{ text: string; at: number }> {
  // No database keeps a NUL; the sign for what is unreadable stands in its place.
  const text = file.replace(/^\uFEFF/, '').replaceAll('\u0000', '\uFFFD');
  let parts: string[] = [];
  let at = 0;
  let number = 0;
  for (let from = 0; from < text.length;) {
    const to = lineEnd(text, from);
    const line = text.slice(from, to);
    from = text.charCodeAt(to) === 13 && text.charCodeAt(to + 1) === 10 ? to + 2 : to + 1;
    number += 1;
    const first = line.charCodeAt(0);
    if (parts.length > 0 && goesOn(parts[0]!, parts.at(-1)!)) {
      parts[parts.length - 1] = parts.at(-1)!.slice(0, -1);
      parts.push(line);
      continue;
    }
    if ((first === 32 || first === 9) && parts.length > 0) {
      parts.push(line.slice(1));
      continue;
    }
    // Some programs write an empty line before a continuation.
    if (line.length === 0 || line.trim() === '') continue;
    if (parts.length > 0) yield { text: joined(parts), at };
    parts = [line];
    at = number;
  }
  if (parts.length > 0) yield { text: joined(parts), at };
}

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const c = text.charCodeAt(at);
    if (c === 10 || c === 13) return at;
  }
  return text.length;
}

const joined = (parts: readonly string[]): string =>
  unquoted(parts.length === 1 ? parts[0]! : parts.join(''));

/** RFC 6868: what a parameter could not hold otherwise. */
const CARETS: Readonly<Record<string, string>> = { '^n': '\n', '^^': '^', "^'": '"' };

/**
 * `NAME;PARAM=value;PARAM="quoted: value":value`. Null when there is no colon outside quotes, or no name, or parameters
 * without end.
 */
export function readLine(text: string, at: number): ContentLine | null {
  const colon = valueAt(text);
  if (colon < 0) return null;
  const semicolon = text.indexOf(';');
  const bare = semicolon < 0 || semicolon > colon;
  if (!bare && colon - semicolon > LIMITS.params) return null;
  const name = text
    .slice(0, bare ? colon : semicolon)
    .trim()
    .toUpperCase();
  if (!/^[A-Z0-9_.-]+$/.test(name)) return null;
  const params = bare ? NO_PARAMS : readParams(text.slice(semicolon + 1, colon));
  if (params === null) return null;
  return { name, params, value: text.slice(colon + 1), text, at };
}

const NO_PARAMS: ReadonlyMap<string, string> = new Map();

function readParams(text: string): ReadonlyMap<string, string> | null {
  const params = new Map<string, string>();
  const parts = splitOutside(text, ';');
  if (parts.length > LIMITS.manyParams) return null;
  for (const part of parts) {
    const equals = part.indexOf('=');
    if (equals < 0) continue;
    const value = part
      .slice(equals + 1)
      .trim()
      .replaceAll('"', '');
    params.set(
      part.slice(0, equals).trim().toUpperCase(),
      value.includes('^') ? value.replaceAll(/\^[n^']/g, (escape) => CARETS[escape] ?? escape) : value,
    );
  }
  return params;
}

/** The colon that ends the parameters. A quote that is never closed does not hide it. */
function valueAt(text: string): number {
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c === 34) quoted = !quoted;
    else if (c === 58 && !quoted) return i;
  }
  return quoted ? text.indexOf(':') : -1;
}

export function splitOutside(text: string, separator: string): string[] {
  if (!text.includes('"')) return text.split(separator);
  const parts: string[] = [];
  let quoted = false;
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === separator && !quoted) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

/** TEXT escapes of RFC 5545 §3.3.11. */
export const unescapeText = (value: string): string =>
  value.replace(/\\([nN,;\\":])/g, (_, c: string) => (c === 'n' || c === 'N' ? '\n' : c));
