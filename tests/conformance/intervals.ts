import { parse } from 'csv-parse/sync';
import { commonPart, overfull, overlaps, sweepPairs } from '../../src-shared/domain/calendar/sweep.ts';
import type { Interval } from '../../src-shared/domain/calendar/sweep.ts';
import { readNamed } from './table.ts';

interface Row extends Interval {
  readonly uid: string;
}

interface Person {
  readonly rows: Row[];
  capacity: number;
}

export interface IntervalTable {
  readonly intervals: number;
  readonly pairs: number;
  readonly people: number;
  /** Lines that say no interval, by their number from 1. */
  readonly badLines: readonly string[];
}

/**
 * Counts the conflicting pairs of `person,start,end[,capacity]`. Start and end are epoch numbers or ISO times (UTC where
 * they name no zone). Who may do several things at once (capacity > 1) has a pair only where more than that happen at
 * the same time. With `brute` every pair is compared with every other.
 */
export function countPairs(file: string, brute = false): IntervalTable {
  const people = new Map<string, Person>();
  const badLines: string[] = [];
  let order = COLUMNS;
  let intervals = 0;
  let first = true;
  for (const [line, cells] of linesOf(readNamed(file))) {
    const header = first ? headerOf(cells) : null;
    first = false;
    if (header !== null) {
      order = header;
      continue;
    }
    const [person = '', start = '', end = '', capacity = ''] = order.map((at) => cells[at]?.trim());
    const said = {
      start: instant(start),
      end: instant(end),
      capacity: capacity === '' ? 1 : Number(capacity),
    };
    const wrong = wrongIn(person, said);
    if (wrong !== null) {
      badLines.push(`${file} line ${line}: ${wrong}`);
      continue;
    }
    let known = people.get(person);
    if (known === undefined) people.set(person, (known = { rows: [], capacity: 1 }));
    known.rows.push({ uid: String(line), start: said.start, end: said.end });
    known.capacity = Math.max(known.capacity, said.capacity);
    intervals += 1;
  }
  let pairs = 0;
  for (const person of people.values()) pairs += brute ? comparedAll(person) : swept(person);
  return { intervals, pairs, people: people.size, badLines };
}

const COLUMNS = [0, 1, 2, 3];
const NAMES = ['person', 'start', 'end', 'capacity'];

/** Where each column stands, if the first line names them instead of saying an interval. */
function headerOf(cells: readonly string[]): number[] | null {
  const words = cells.map((cell) => cell.trim().toLowerCase());
  if (words.some((word) => word !== '' && !Number.isNaN(instant(word)))) return null;
  if (!words.includes('start') || !words.includes('end'))
    return words.length > 2 && !/\d/.test(words.slice(1, 3).join('')) ? COLUMNS : null;
  return NAMES.map((name, at) =>
    words.includes(name) ? words.indexOf(name) : name === 'person' || name === 'capacity' ? at : -1,
  );
}

function wrongIn(person: string, said: { start: number; end: number; capacity: number }): string | null {
  if (person === '') return 'nobody is named';
  if (Number.isNaN(said.start)) return 'start is no time';
  if (Number.isNaN(said.end)) return 'end is no time';
  if (said.end < said.start) return 'it ends before it starts';
  return said.capacity >= 1 && Number.isInteger(said.capacity) ? null : 'capacity is no count';
}

/** The cells of each line that has any. Only where something is quoted a line is more than its commas. */
function* linesOf(text: string): Generator<readonly [line: number, cells: readonly string[]]> {
  if (text.includes('"')) {
    const records = parse(text, { relax_column_count: true, relax_quotes: true, info: true }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    for (const { record, info } of records)
      if (record.some((cell) => cell.trim() !== '')) yield [info.lines, record];
    return;
  }
  let line = 0;
  for (let from = 0; from < text.length;) {
    let to = text.indexOf('\n', from);
    if (to < 0) to = text.length;
    line += 1;
    const said = text.slice(from, to).trim();
    from = to + 1;
    if (said !== '') yield [line, said.split(',')];
  }
}

function instant(text: string): number {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?)?$/i.exec(
    text,
  );
  if (match === null) return Number.NaN;
  const [, date = '', time = '00:00', zone = 'Z'] = match;
  return Date.parse(`${date}T${time}${zone.toUpperCase()}`);
}

/** Counting needs no pair in hand: of all pairs, those are none of which one is over when the other begins. */
function swept({ rows, capacity }: Person): number {
  if (capacity > 1) return sweptBeyond(rows, capacity);
  const starts = Float64Array.from(rows, (row) => row.start).sort();
  const ends = Float64Array.from(
    rows.filter((row) => row.end > row.start),
    (row) => row.end,
  ).sort();
  // One without length occupies its moment: it is over only for what begins later.
  const moments = Float64Array.from(
    rows.filter((row) => row.end === row.start),
    (row) => row.start,
  ).sort();
  let pairs = (rows.length * (rows.length - 1)) / 2;
  let over = 0;
  let passed = 0;
  for (const start of starts) {
    while (over < ends.length && ends[over]! <= start) over += 1;
    while (passed < moments.length && moments[passed]! < start) passed += 1;
    pairs -= over + passed;
  }
  return pairs;
}

function sweptBeyond(rows: readonly Row[], capacity: number): number {
  const stretches = overfull(rows, capacity);
  let pairs = 0;
  sweepPairs(rows, (a, b) => {
    const common = commonPart(a, b);
    // The first stretch that is not over when both are on: if that one does not touch them, none does.
    let low = 0;
    let high = stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (stretches[middle]!.end <= common.start) low = middle + 1;
      else high = middle;
    }
    const stretch = stretches[low];
    if (stretch !== undefined && overlaps(stretch, common)) pairs += 1;
  });
  return pairs;
}

function comparedAll({ rows, capacity }: Person): number {
  const stretches = capacity > 1 ? overfull(rows, capacity) : null;
  let pairs = 0;
  for (let i = 0; i < rows.length; i += 1)
    for (let j = i + 1; j < rows.length; j += 1) {
      const [a, b] = [rows[i]!, rows[j]!];
      if (!overlaps(a, b)) continue;
      if (stretches === null || stretches.some((stretch) => overlaps(stretch, commonPart(a, b)))) pairs += 1;
    }
  return pairs;
}
