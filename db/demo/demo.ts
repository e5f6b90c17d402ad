import type { DateText, EpochMs } from '../../src-shared/kernel/brand.ts';
import { seeded, type Seeded } from '../../src-shared/kernel/seeded.ts';
import { addDays, instantOf } from './dates.ts';
import { rowMaker, type DemoRow, type Make } from './row.ts';
import { AMOUNTS, type Amounts, type DemoSize } from './size.ts';

export interface DemoOptions {
  readonly seed: number | string;
  readonly size: DemoSize;
  /** The bank's day: its week is the week of the pictures, and everything else is told relative to it. */
  readonly today: DateText;
  /** Nothing is told to have happened later than this; without it the bank stands at 14:22, as the pictures do. */
  readonly now?: EpochMs;
}

/** What every part of the generator works with. */
export interface Demo {
  readonly today: DateText;
  readonly amounts: Amounts;
  readonly random: Seeded;
  readonly make: Make;
  readonly now: EpochMs;
  /** The instant of a time so many days ago; a day earlier where that would still lie ahead. */
  happened(daysAgo: number, time: string): EpochMs;
  /** How often rows of a table were made so far: the crowd fills up what the story leaves. */
  made(table: DemoRow['table']): number;
}

export function newDemo({ seed, size, today, now = instantOf(today, '14:22') }: DemoOptions): Demo {
  const root = seeded(`${seed}/${size}/${today}`);
  const make = rowMaker(root.fork('ids'), instantOf(addDays(today, -90), '00:00'));
  const counts = new Map<DemoRow['table'], number>();
  return {
    today,
    now,
    happened: (daysAgo, time) => {
      const at = instantOf(addDays(today, -daysAgo), time);
      return at <= now ? at : instantOf(addDays(today, -daysAgo - 1), time);
    },
    amounts: AMOUNTS[size],
    random: root.fork('draws'),
    make: (table, scope, cells) => {
      counts.set(table, (counts.get(table) ?? 0) + 1);
      return make(table, scope, cells);
    },
    made: (table) => counts.get(table) ?? 0,
  };
}
