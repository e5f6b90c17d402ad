import type { CalendarInstance, TeamLane } from '../../../src-shared/contract/calendar.ts';
import { layoutDay, type Placed } from '../../../src-shared/domain/calendar/layout.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { withoutCrowds, type Crowd } from './crowd.ts';
import { bannerOn, isBanner, onDay } from './geometry.ts';

/** What stands under each other in the timeline: a group with its capacity, and each of its lanes. */
export type TeamLine =
  | {
      readonly type: 'group';
      readonly key: string;
      /** Null: the rooms and cars. */
      readonly unit: TeamLane['unit'];
      readonly lanes: readonly TeamLane[];
      readonly folded: boolean;
      readonly height: number;
    }
  | {
      readonly type: 'lane';
      readonly key: string;
      readonly lane: TeamLane;
      readonly placed: readonly Placed<CalendarInstance>[];
      readonly crowds: readonly Crowd<CalendarInstance>[];
      readonly height: number;
    };

const GROUP_PX = 30;
/** A lane of somebody with nothing at the same time, and how much more each that overlaps takes. */
const LANE_PX = { roomy: 62, compact: 34, room: 46 } as const;
const ROW_PX = 31;
/** More at once than this are counted instead of drawn. */
const MOST_ROWS = 6;
/** From so many people on lanes are one line high. */
const COMPACT_FROM = 13;

/**
 * The lines of a day, with their heights known beforehand, so that of a branch of 200 people only those in sight are drawn.
 * One team alone has no head of its own: its rooms do.
 */
export function teamLines(
  lanes: readonly TeamLane[],
  date: DateText,
  folded: ReadonlySet<string>,
): { lines: TeamLine[]; compact: boolean } {
  const groups = Map.groupBy(lanes, (lane) => lane.unit?.id ?? ROOMS);
  const people = lanes.filter((lane) => lane.subject_kind === 'person').length;
  const compact = people >= COMPACT_FROM;
  const order = [...groups].sort(([a], [b]) => Number(a === ROOMS) - Number(b === ROOMS));
  const lines = order.flatMap(([key, its]): TeamLine[] => {
    const isFolded = folded.has(key);
    const unit = its[0]?.unit ?? null;
    return [
      { type: 'group', key, unit, lanes: its, folded: isFolded, height: GROUP_PX },
      ...(isFolded ? [] : its.map((lane) => laneLine(lane, date, compact))),
    ];
  });
  return { lines, compact };
}

const ROOMS = 'rooms';

function laneLine(lane: TeamLane, date: DateText, compact: boolean): TeamLine {
  const { shown: placed, crowds } = withoutCrowds(
    layoutDay(
      lane.instances.filter((one) => (isBanner(one) ? bannerOn(one, date) : onDay(one, date) !== null)),
    ),
    MOST_ROWS,
  );
  const rows = Math.max(1, ...placed.map(({ of }) => of));
  const room = lane.subject_kind === 'resource';
  const height = compact
    ? Math.max(LANE_PX.compact, rows * 22 + 8)
    : room
      ? Math.max(LANE_PX.room, rows * 22 + 14)
      : Math.max(LANE_PX.roomy, rows * ROW_PX);
  return { type: 'lane', key: `${lane.subject_kind} ${lane.subject_id}`, lane, placed, crowds, height };
}
