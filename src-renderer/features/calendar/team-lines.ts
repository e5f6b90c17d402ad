import type { CalendarInstance, TeamLane } from '../../../src-shared/contract/calendar.ts';
import { layoutDay, type Placed } from '../../../src-shared/domain/calendar/layout.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { withoutCrowds, type Crowd } from './crowd.ts';
import { bannerOn, isBanner, onDay } from './geometry.ts';

/** The head of a group: a team, or the rooms and cars. */
export interface GroupLine {
  readonly type: 'group';
  readonly key: string;
  /** Null: the rooms and cars. */
  readonly unit: TeamLane['unit'];
  readonly lanes: readonly TeamLane[];
  readonly folded: boolean;
  readonly height: number;
}

export interface LaneLine {
  readonly type: 'lane';
  readonly key: string;
  readonly lane: TeamLane;
  readonly height: number;
}

/** Somebody's day, or a room's. */
export interface DayLine extends LaneLine {
  readonly placed: readonly Placed<CalendarInstance>[];
  readonly crowds: readonly Crowd<CalendarInstance>[];
}

/** A day of somebody's week: what is drawn, and what there is no room for. */
export interface TeamCell {
  readonly date: DateText;
  readonly shown: readonly CalendarInstance[];
  readonly hidden: readonly CalendarInstance[];
}

/** Somebody's week, or a room's. */
export interface WeekLine extends LaneLine {
  readonly cells: readonly TeamCell[];
}

const GROUP_PX = 30;
/** A lane of somebody with nothing at the same time, and how much more each that overlaps takes. */
const LANE_PX = { roomy: 62, compact: 34, room: 46 } as const;
const ROW_PX = 31;
/** More at once than this are counted instead of drawn. */
const MOST_ROWS = 6;
/** From so many people on lanes are one line high. */
const COMPACT_FROM = 13;
/** Of a week, how many things a day has room for, and how high each is with what is around them. */
const MOST_IN_CELL = { roomy: 5, compact: 3 } as const;
const CHIP_PX = 20;
const CELL_EDGE_PX = 14;

export const isCompact = (lanes: readonly TeamLane[]): boolean =>
  lanes.filter((lane) => lane.subject_kind === 'person').length >= COMPACT_FROM;

/**
 * The lines of a day, with their heights known beforehand, so that of a branch of 200 people only those in sight are drawn.
 * One team alone has no head of its own: its rooms do.
 */
export const teamLines = (
  lanes: readonly TeamLane[],
  date: DateText,
  folded: ReadonlySet<string>,
): (GroupLine | DayLine)[] => grouped(lanes, folded, (lane, compact) => dayLine(lane, date, compact));

/** The same of a week: day beside day, in each what is on one below the other, as much as there is room for or all of it. */
export const teamWeekLines = (
  lanes: readonly TeamLane[],
  days: readonly DateText[],
  folded: ReadonlySet<string>,
  all = false,
): (GroupLine | WeekLine)[] =>
  grouped(lanes, folded, (lane, compact) =>
    weekLine(lane, days, compact, all ? Infinity : MOST_IN_CELL[compact ? 'compact' : 'roomy']),
  );

/** How far down a line begins. */
export const heightBefore = (lines: readonly { readonly height: number }[], index: number): number =>
  lines.slice(0, index).reduce((sum, line) => sum + line.height, 0);

function grouped<L extends LaneLine>(
  lanes: readonly TeamLane[],
  folded: ReadonlySet<string>,
  lineOf: (lane: TeamLane, compact: boolean) => L,
): (GroupLine | L)[] {
  const groups = Map.groupBy(lanes, (lane) => lane.unit?.id ?? ROOMS);
  const compact = isCompact(lanes);
  const order = [...groups].sort(([a], [b]) => Number(a === ROOMS) - Number(b === ROOMS));
  return order.flatMap(([key, its]): (GroupLine | L)[] => {
    const isFolded = folded.has(key);
    const unit = its[0]?.unit ?? null;
    return [
      { type: 'group', key, unit, lanes: its, folded: isFolded, height: GROUP_PX },
      ...(isFolded ? [] : its.map((lane) => lineOf(lane, compact))),
    ];
  });
}

const ROOMS = 'rooms';

const keyOf = (lane: TeamLane): string => `${lane.subject_kind} ${lane.subject_id}`;
const isOn = (one: CalendarInstance, date: DateText): boolean =>
  isBanner(one) ? bannerOn(one, date) : onDay(one, date) !== null;

function dayLine(lane: TeamLane, date: DateText, compact: boolean): DayLine {
  const { shown: placed, crowds } = withoutCrowds(
    layoutDay(lane.instances.filter((one) => isOn(one, date))),
    MOST_ROWS,
  );
  const rows = Math.max(1, ...placed.map(({ of }) => of));
  const room = lane.subject_kind === 'resource';
  const height = compact
    ? Math.max(LANE_PX.compact, rows * 22 + 8)
    : room
      ? Math.max(LANE_PX.room, rows * 22 + 14)
      : Math.max(LANE_PX.roomy, rows * ROW_PX);
  return { type: 'lane', key: keyOf(lane), lane, placed, crowds, height };
}

function weekLine(lane: TeamLane, days: readonly DateText[], compact: boolean, most: number): WeekLine {
  const cells = days.map((date): TeamCell => {
    const its = lane.instances
      .filter((one) => isOn(one, date))
      .sort(
        (a, b) => Number(isBanner(b)) - Number(isBanner(a)) || a.start - b.start || (a.key < b.key ? -1 : 1),
      );
    // One that is left over would take the line that says so.
    const count = its.length > most ? most - 1 : most;
    return { date, shown: its.slice(0, count), hidden: its.slice(count) };
  });
  const rows = Math.max(0, ...cells.map((cell) => cell.shown.length + Math.min(1, cell.hidden.length)));
  const least = compact ? LANE_PX.compact : lane.subject_kind === 'resource' ? LANE_PX.room : LANE_PX.roomy;
  return {
    type: 'lane',
    key: keyOf(lane),
    lane,
    cells,
    height: Math.max(least, rows * CHIP_PX + CELL_EDGE_PX),
  };
}
