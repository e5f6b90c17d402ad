import { refreshDerivations } from '../../db/client/derivations.ts';
import { occupancy } from '../../db/client/derived/occupancy.ts';
import { scheduleConflict } from '../../db/client/derived/schedule-conflict.ts';
import { takenAt } from '../../db/client/queries/taken-now.ts';
import type { BlobStore } from '../../src-main/core/engine/context.ts';
import { Queries } from '../../src-main/core/engine/queries.ts';
import { SIGNED_OUT } from '../../src-main/core/engine/sync-status.ts';
import { calendarViews } from '../../src-main/core/views/calendar.ts';
import { nearestFreeSlots } from '../../src-shared/domain/calendar/free-slots.ts';
import { dayKind } from '../../src-shared/domain/calendar/holidays.ts';
import type { Occupancy } from '../../src-shared/domain/calendar/occupancy.ts';
import type { TableName } from '../../src-shared/schema/tables.ts';
import {
  ASKED,
  DAY,
  EVENTS,
  makeCalendars,
  makeWishes,
  MINUTE,
  PEOPLE,
  personId,
  START,
  type Wish,
} from './calendar/calendars.ts';
import { importSection } from './calendar/import.ts';
import { fillLaptop, NOW, TEAM, ZONE, type BenchLaptop } from './calendar/laptop.ts';
import { flatten, naiveIndex, ours, plainSweep, rtree, type Rival } from './calendar/rivals.ts';
import {
  amount,
  figureOf,
  section,
  spread,
  timed,
  type Bench,
  type Figure,
  type Section,
  type Time,
} from './report.ts';

const RIVALS = [plainSweep, ours, flatten, rtree, naiveIndex];

/** What conflicts cost: by the pure functions beside what else there is, and on an encrypted laptop. */
export const calendar: Bench = ({ say }) => {
  const calendars = makeCalendars();
  say('pairs');
  const pairs = pairSection(calendars);
  say('slots');
  const slots = slotSection(calendars);
  say('filling a laptop');
  const laptop = fillLaptop(calendars);
  try {
    const onLaptop = laptopSection(laptop);
    say('a calendar file');
    return [pairs, slots, onLaptop, importSection()];
  } finally {
    laptop.close();
  }
};

function pairSection(calendars: readonly Occupancy[][]): Section {
  const expected = plainSweep.pairs(calendars);
  const times = new Map<Rival, Time[]>(RIVALS.map((rival) => [rival, []]));
  // In turns, so that a busy neighbour meets all of them alike.
  for (let run = 0; run < 7; run += 1)
    for (const rival of RIVALS) {
      if (run >= (rival.sample ? 1 : 7)) continue;
      const its = calendars.slice(0, rival.sample ?? PEOPLE);
      let found = 0;
      times.get(rival)!.push(timed(() => (found = rival.pairs(its))));
      const wanted = rival.sample ? plainSweep.pairs(its) : expected;
      if (found !== wanted) throw new Error(`${rival.name}: ${found} pairs, not ${wanted}`);
    }
  const best = (rival: Rival): number => Math.min(...times.get(rival)!.map((time) => time.cpu));
  const pairs = section(
    `All overlapping pairs of ${PEOPLE} people × ${EVENTS} events`,
    RIVALS.map((rival) =>
      figureOf(`${rival.name}${rival.sample ? `, ${rival.sample} people only` : ''}`, times.get(rival)!),
    ),
    ["the ratio is of the processor's time, the best run of each"],
  );
  return {
    ...pairs,
    amounts: [
      amount('overlapping pairs, the same by every way', expected, ''),
      amount('ours beside a plain sort and sweep', best(ours) / best(plainSweep), '×', 1.3),
    ],
  };
}

/** Too short for the clock one by one: twenty at a time, told as one. */
const TOGETHER = 20;

function many(
  what: string,
  wishes: readonly Wish[],
  ask: (wish: Wish) => unknown,
  budget: number | null,
): Figure {
  const times: Time[] = [];
  for (let at = 0; at + TOGETHER <= wishes.length; at += TOGETHER) {
    const { wall, cpu } = timed(() => wishes.slice(at, at + TOGETHER).forEach(ask));
    times.push({ wall: wall / TOGETHER, cpu: cpu / TOGETHER });
  }
  return figureOf(what, times, budget);
}

function slotSection(calendars: readonly Occupancy[][]): Section {
  const wishes = makeWishes(2_000);
  const count = (ask: (wish: Wish) => number): number => wishes.reduce((sum, wish) => sum + ask(wish), 0);
  const expected = count(plainSweep.slots(calendars));
  const figures = RIVALS.map((rival) => {
    const ask = rival.slots(calendars);
    const found = count(ask);
    if (found !== expected) throw new Error(`${rival.name}: ${found} overlaps, not ${expected}`);
    return many(rival.name, wishes, ask, null);
  });
  const subjects = Array.from({ length: ASKED }, (_, person) => ({
    id: personId(person),
    required: true,
    workStart: '08:30',
    workEnd: '17:30',
    zone: ZONE,
  }));
  const free = wishes.slice(0, 200).map(({ start: near }) => ({
    near,
    now: near,
    from: near - 7 * DAY,
    to: near + 14 * DAY,
    busy: new Map(
      calendars
        .slice(0, ASKED)
        .map((list, person) => [
          personId(person),
          list.filter((one) => one.end > near - 7 * DAY && one.start < near + 14 * DAY),
        ]),
    ),
  }));
  return section(`Would a slot conflict for ${ASKED} people, in memory`, [
    ...figures,
    spread(
      `three nearest free slots of ${ASKED} people in three weeks`,
      free.map(
        (wish) => () =>
          nearestFreeSlots({ ...wish, subjects, durationMin: 60, dayKindOf: (date) => dayKind(date) }),
      ),
    ),
  ]);
}

function laptopSection(laptop: BenchLaptop): Section {
  const db = { sqlite: laptop.reader };
  const wishes = makeWishes(4_000).map((wish) => ({ ...wish, ids: wish.people.map(personId) }));
  const ask = (wish: (typeof wishes)[number]): unknown => takenAt(db, wish.ids, wish);
  const first = spread(
    `the first time: ten people’s ${EVENTS} events each read from the file`,
    Array.from({ length: PEOPLE / ASKED }, (_, at) => {
      const ids = Array.from({ length: ASKED }, (_, one) => personId(at * ASKED + one));
      return () => takenAt(db, ids, { start: START, end: START + MINUTE });
    }),
  );
  const single = spread(
    'one slot at a time',
    wishes.slice(0, 2_000).map((wish) => () => ask(wish)),
    0.5,
  );
  const together = many(
    'would a slot conflict for ten people (mean of 20)',
    wishes,
    (wish) => takenAt(db, wish.people.map(personId), wish),
    null,
  );
  let turn = 0;
  const changed = wishes.slice(0, 200).map((wish) => () => ask(wish));
  const after = figureOf(
    'the same after a commit that changed one of the ten',
    changed.map((again, at) => {
      moveOne(laptop, wishes[at]!.people[0]! % TEAM, (turn += 1));
      return timed(again);
    }),
  );
  const moves = Array.from({ length: 100 }, (_, at) => () => moveOne(laptop, at % TEAM, at));
  moves.slice(0, 5).forEach((move) => move());
  const found = spread('finding conflicts again after one change, on disk', moves, 5);
  const queries = new Queries({
    db,
    now: () => NOW,
    blobs: NO_BLOBS,
    views: calendarViews,
    status: () => ({ ...SIGNED_OUT, phase: 'online' }),
    about: { version: '0', server: null },
  });
  const week = (at: number): unknown => {
    const people = Array.from({ length: 20 }, (_, one) => personId(one));
    const from = dateOf(NOW + at * 7 * DAY);
    return queries.ask('calendar.window', { from, to: dateOf(NOW + (at + 1) * 7 * DAY), zone: ZONE, people });
  };
  const weeks = spread(
    'a week of 20 people as the grid draws it',
    Array.from({ length: 40 }, (_, at) => () => week(at)),
    30,
  );
  const team = (at: number): unknown => {
    const people = Array.from({ length: 20 }, (_, one) => personId(one));
    const from = dateOf(NOW + at * 7 * DAY);
    const to = dateOf(NOW + (at + 1) * 7 * DAY);
    return queries.ask('calendar.team', { from, to, zone: ZONE, unit_id: null, people });
  };
  const teams = spread(
    'a week of 20 people on the team’s timeline, clashes included',
    Array.from({ length: 40 }, (_, at) => () => team(at)),
    30,
  );
  const figures = [together, single, first, after, found, weeks, teams];
  const title = `An encrypted laptop with ${PEOPLE} people × ${EVENTS} events (${TEAM} in detail)`;
  return {
    ...section(title, figures),
    // This bar is on the median; the one on the 95th is that of single slots.
    amounts: [amount('would a slot conflict for ten people, the median', together.p50, 'ms', 0.06)],
  };
}

const NO_BLOBS: BlobStore = {
  put: () => '',
  get: () => null,
  has: () => false,
  list: () => [],
  touch: () => undefined,
};

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** One event goes to another hour and everything that follows from it is brought up to date, in one transaction. */
function moveOne({ writer }: BenchLaptop, person: number, turn: number): void {
  const id = `event-${String(person).padStart(4, '0')}-${String(turn * 7).padStart(5, '0')}`;
  const hour = String(9 + (turn % 8)).padStart(2, '0');
  const touched = new Map<TableName, ReadonlySet<string>>([['event', new Set([id])]]);
  writer.transaction(() => {
    writer
      .prepare(
        `UPDATE event SET start = substr(start, 1, 11) || ? || ':10', "end" = substr(start, 1, 11) || ? || ':50' WHERE id = ?`,
      )
      .run(hour, hour, id);
    refreshDerivations({ sqlite: writer }, [occupancy, scheduleConflict], touched, NOW);
  })();
}
