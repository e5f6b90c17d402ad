import { readFileSync } from 'node:fs';
import { overfull, overlaps, sweepPairs } from '../../src-shared/domain/calendar/sweep.ts';
import { commonPart } from '../../src-shared/domain/calendar/sweep.ts';
import type { Interval } from '../../src-shared/domain/calendar/sweep.ts';

interface Row extends Interval {
  readonly uid: string;
  readonly person: string;
}

export interface IntervalTable {
  readonly intervals: number;
  readonly pairs: number;
  readonly people: number;
}

/**
 * Counts the conflicting pairs of `person,start,end[,capacity]`. Start and end are epoch numbers or ISO times. Who
 * may do several things at once (capacity > 1) has a pair only where more than that happen at the same time.
 */
export function countPairs(file: string, brute = false): IntervalTable {
  const people = new Map<string, { rows: Row[]; capacity: number }>();
  let intervals = 0;
  for (const [i, line] of readFileSync(file, 'utf8').split(/\r?\n/).entries()) {
    const [person = '', start = '', end = '', capacity = ''] = line.split(',').map((cell) => cell.trim());
    const row = { uid: String(i), person, start: instant(start), end: instant(end) };
    if (person === '' || Number.isNaN(row.start) || Number.isNaN(row.end)) continue;
    intervals += 1;
    const known = people.get(person) ?? { rows: [], capacity: 1 };
    known.rows.push(row);
    if (capacity !== '') known.capacity = Math.max(known.capacity, Number(capacity) || 1);
    people.set(person, known);
  }
  let pairs = 0;
  for (const { rows, capacity } of people.values()) {
    const stretches = capacity > 1 ? overfull(rows, capacity) : null;
    const counts = (a: Row, b: Row): boolean =>
      stretches === null || stretches.some((stretch) => overlaps(stretch, commonPart(a, b)));
    if (brute) {
      for (let i = 0; i < rows.length; i += 1)
        for (let j = i + 1; j < rows.length; j += 1)
          if (overlaps(rows[i]!, rows[j]!) && counts(rows[i]!, rows[j]!)) pairs += 1;
    } else {
      sweepPairs(rows, (a, b) => {
        if (counts(a, b)) pairs += 1;
      });
    }
  }
  return { intervals, pairs, people: people.size };
}

const instant = (text: string): number => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Date.parse(text));
