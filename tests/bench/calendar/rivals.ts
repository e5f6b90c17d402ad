import IntervalTree from '@flatten-js/interval-tree';
import Database from 'better-sqlite3';
import type { Occupancy } from '../../../src-shared/domain/calendar/occupancy.ts';
import { sweepPairs, type Interval } from '../../../src-shared/domain/calendar/sweep.ts';
import { TakenIndex } from '../../../src-shared/domain/calendar/taken-index.ts';
import { MINUTE, START, type Wish } from './calendars.ts';

/** A way to find what overlaps, as somebody else would build it. */
export interface Rival {
  readonly name: string;
  /** Overlapping pairs of these people; building the structure is part of it. */
  pairs(calendars: readonly (readonly Occupancy[])[]): number;
  /** What of ten people overlaps a slot; built beforehand. */
  slots(calendars: readonly (readonly Occupancy[])[]): (wish: Wish) => number;
  /** The people whose pairs are counted where all 200 would take minutes. */
  readonly sample?: number;
}

export const plainSweep: Rival = {
  name: 'a plain sort and sweep',
  pairs(calendars) {
    let pairs = 0;
    for (const items of calendars) {
      const sorted = [...items].sort((a, b) => a.start - b.start);
      for (let i = 0; i < sorted.length; i += 1)
        for (let j = i + 1; j < sorted.length && sorted[j]!.start < sorted[i]!.end; j += 1) pairs += 1;
    }
    return pairs;
  },
  slots: (calendars) => (wish) => {
    let found = 0;
    for (const person of wish.people)
      for (const one of calendars[person]!) if (one.start < wish.end && wish.start < one.end) found += 1;
    return found;
  },
};

export const ours: Rival = {
  name: 'ours: sorted keys, and an index with the latest end so far',
  pairs(calendars) {
    let pairs = 0;
    for (const items of calendars) sweepPairs(items, () => (pairs += 1));
    return pairs;
  },
  slots(calendars) {
    const indexes = calendars.map((items) => new TakenIndex(items));
    return (wish) => {
      let found = 0;
      for (const person of wish.people)
        indexes[person]!.overlapping(wish.start, wish.end, () => (found += 1));
      return found;
    };
  },
};

/** The tree calls touching an overlap, so a slot ends a millisecond early. */
export const flatten: Rival = {
  name: '@flatten-js/interval-tree',
  pairs(calendars) {
    let pairs = 0;
    for (const items of calendars) {
      const tree = treeOf(items);
      for (const one of items) pairs += tree.search([one.start, one.end - 1]).length - 1;
    }
    return pairs / 2;
  },
  slots(calendars) {
    const trees = calendars.map(treeOf);
    return (wish) => {
      let found = 0;
      for (const person of wish.people) found += trees[person]!.search([wish.start, wish.end - 1]).length;
      return found;
    };
  },
};

function treeOf(items: readonly Occupancy[]): IntervalTree<number> {
  const tree = new IntervalTree<number>();
  for (const [at, { start, end }] of items.entries()) tree.insert([start, end - 1], at);
  return tree;
}

const minuteOf = (at: number): number => (at - START) / MINUTE;

function sqlRival(name: string, sql: { ddl: string; insert: string; find: string }): Rival {
  const fill = (
    calendars: readonly (readonly Occupancy[])[],
  ): ((person: number, slot: Interval) => number) => {
    const db = new Database(':memory:');
    db.exec(sql.ddl);
    const add = db.prepare<[number, number, number], never>(sql.insert);
    db.transaction(() => {
      for (const [person, items] of calendars.entries())
        for (const one of items) add.run(person, minuteOf(one.start), minuteOf(one.end));
    })();
    const find = db.prepare<[{ person: number; from: number; to: number }], number>(sql.find).pluck();
    return (person, { start, end }) => find.get({ person, from: minuteOf(start), to: minuteOf(end) }) ?? 0;
  };
  return {
    name,
    sample: 20,
    pairs(calendars) {
      const found = fill(calendars);
      let pairs = 0;
      for (const [person, items] of calendars.entries())
        for (const one of items) pairs += found(person, one) - 1;
      return pairs / 2;
    },
    slots(calendars) {
      const found = fill(calendars);
      return (wish) => wish.people.reduce((sum, person) => sum + found(person, wish), 0);
    },
  };
}

/** Whole minutes and closed boxes: a box ends a minute early. */
export const rtree = sqlRival('an SQLite R-tree (in memory, no cipher)', {
  ddl: 'CREATE VIRTUAL TABLE box USING rtree_i32(id, person0, person1, start, "end")',
  insert:
    'WITH one(person, start, "end") AS (VALUES (?, ?, ?)) INSERT INTO box SELECT NULL, person, person, start, "end" - 1 FROM one',
  find: 'SELECT count(*) FROM box WHERE person0 <= @person AND person1 >= @person AND start <= @to - 1 AND "end" >= @from',
});

export const naiveIndex = sqlRival('a plain index and the naive predicate (in memory, no cipher)', {
  ddl: 'CREATE TABLE taken (person INTEGER, start INTEGER, "end" INTEGER); CREATE INDEX taken_by ON taken (person, start)',
  insert: 'INSERT INTO taken VALUES (?, ?, ?)',
  find: 'SELECT count(*) FROM taken WHERE person = @person AND start < @to AND "end" > @from',
});
