import { memo, useMemo, type PointerEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import { MINUTE } from '../../../src-shared/domain/calendar/civil.ts';
import { layoutDay } from '../../../src-shared/domain/calendar/layout.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { isWeekend } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import type { Caret } from '../../state/calendar.ts';
import { Keys } from '../../ui/kbd.tsx';
import { Icon } from '../../ui/icon.tsx';
import { vars } from '../../ui/vars.ts';
import { useTaskDrop } from '../tasks/use-task-drop.ts';
import { withoutCrowds } from './crowd.ts';
import type { GridProps } from './day-grid.tsx';
import { DragGhost } from './drag-ghost.tsx';
import { EventBox, FIXED } from './event-box.tsx';
import { LINE_PX, roomOf } from './event-room.ts';
import { cutOn, DAY_MINUTES, HOUR_PX, onDay, slotAt } from './geometry.ts';
import { GridCaret } from './grid-caret.tsx';
import { offHours, workedOn } from './off-hours.ts';
import { shortGaps } from './short-gaps.ts';

/** Minutes: what lasts less is drawn as high as its words need. */
const SHORTEST = 20;
/** Which edges are on this day, by whether it began before and whether it goes on; the same objects, so that nothing is drawn anew. */
const EDGES = {
  falsefalse: { start: true, end: true },
  falsetrue: { start: true, end: false },
  truefalse: { start: false, end: true },
  truetrue: FIXED,
} as const;
/** How many columns can still be read. */
const MOST = { day: 12, week: 6, weekend: 3 } as const;

/** One day over the hours: what is on, what is free, and what is held over it. */
export const DayColumn = memo(function DayColumn({
  date,
  grid,
  timed,
  wide,
  away,
  caret,
  onMake,
  onOpen,
  onBackground,
  onGrab,
  onResize,
}: {
  date: DateText;
  grid: GridProps;
  timed: readonly CalendarInstance[];
  wide: boolean;
  away: boolean;
  /** The keyboard's place, where it is on this day. */
  caret: Caret | null;
  onMake: (caret: Caret) => void;
  onOpen: GridProps['onOpen'];
  onBackground: (date: DateText, event: PointerEvent<HTMLElement>) => void;
  onGrab: (instance: CalendarInstance, event: PointerEvent<HTMLElement>) => void;
  onResize: (instance: CalendarInstance, event: PointerEvent<HTMLElement>, edge: 'start' | 'end') => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const zone = useZone();
  const placed = useMemo(
    () =>
      layoutDay(
        timed.filter((one) => onDay(one, date) !== null),
        SHORTEST * MINUTE,
      ),
    [timed, date],
  );
  const most = wide ? MOST.day : isWeekend(date) ? MOST.weekend : MOST.week;
  const { shown, crowds } = useMemo(() => withoutCrowds(placed, most), [placed, most]);
  const worked = workedOn(date, zone, grid.hours, (day) => grid.marks.kindOf(day));
  const works = grid.marks.works(date) || worked.length > 0;
  const taskDrop = useTaskDrop(date);
  return (
    <div
      className={`col ${works ? '' : 'we'} ${away ? 'leave' : ''}`}
      style={{ height: 24 * HOUR_PX }}
      data-day={date}
      role="group"
      aria-label={t('column', { day: format.dayLong(date), count: placed.length })}
      onPointerDown={(event) => onBackground(date, event)}
      onDoubleClick={(event) => {
        if (event.target !== event.currentTarget) return;
        const { top, height } = event.currentTarget.getBoundingClientRect();
        onMake({ date, ...slotAt(((event.clientY - top) / height) * DAY_MINUTES) });
      }}
      {...taskDrop}
    >
      {works
        ? offHours(worked).map(({ from, to }) => (
            <div
              key={from}
              className="offh"
              style={{ top: (from / 60) * HOUR_PX, height: ((to - from) / 60) * HOUR_PX }}
            />
          ))
        : null}
      {caret === null ? null : <GridCaret caret={caret} onNew={onMake} />}
      {shown.map(({ item, index, of, span }) => {
        const part = onDay(item, date)!;
        const cut = cutOn(item, date);
        const height = (Math.max(part.to - part.from, SHORTEST) / 60) * HOUR_PX - 1;
        const narrow = of - span >= 1 && !wide;
        return (
          <EventBox
            key={item.key}
            instance={item}
            room={roomOf(height, narrow)}
            now={grid.now}
            selected={item.key === grid.selected || grid.picked.has(item.key)}
            stale={grid.staleOf(item)}
            style={vars(
              {
                '--a': part.from / 60,
                '--b': Math.max(part.to, part.from + SHORTEST) / 60,
                '--i': index,
                '--n': of,
              },
              span > 1 ? { width: `calc((100% - 6px) / ${of} * ${span} - 1px)` } : {},
            )}
            resizable={item.editable ? EDGES[`${cut.before}${cut.after}`] : FIXED}
            className={[
              cut.before ? 'from-above' : '',
              cut.after ? 'goes-below' : '',
              height < LINE_PX ? 'slight' : '',
            ]
              .filter(Boolean)
              .join(' ')}
            onOpen={onOpen}
            onEdit={grid.onEdit}
            onGrab={onGrab}
            onResize={onResize}
          />
        );
      })}
      {crowds.map(({ start, end, items }) => {
        const walls = { startWall: instantToWall(start, zone), endWall: instantToWall(end, zone) };
        const part = onDay(walls, date);
        if (part === null) return null;
        return (
          <button
            key={`crowd ${start}`}
            type="button"
            className={`crowd ${wide ? '' : 'narrow'}`}
            style={vars({
              '--a': part.from / 60,
              '--b': Math.max(part.to, part.from + SHORTEST) / 60,
              '--i': most - 1,
              '--n': most,
            })}
            aria-label={`${t('moreOf', { count: items.length })}, ${format.timeRange(walls.startWall, walls.endWall)}`}
            onClick={() => grid.onCrowd(date)}
          >
            {`+${items.length}`}
          </button>
        );
      })}
      {shortGaps(timed, date).map((gap) => (
        <div
          key={`travel ${gap.key}`}
          className="travel"
          style={vars({ '--a': gap.from / 60, '--b': gap.to / 60 })}
        >
          <Icon name="car" size="xs" />
          {t('travel', { count: gap.minutes })}
        </div>
      ))}
      {grid.slots.map((one, index) =>
        one.date === date ? (
          <div
            key={one.slot.start}
            className="ghost"
            style={vars({ '--a': one.from / 60, '--b': one.to / 60 })}
          >
            <Keys spec={String(index + 1)} accent />
            <span>
              <span className="nw">{`${format.timeOfMinutes(one.from)}–${format.timeOfMinutes(one.to)}`}</span>
              <br />
              {one.slot.allFree
                ? t('slot.allFree')
                : t('slot.missing', { count: one.slot.missingOptional.length })}
            </span>
          </div>
        ) : null,
      )}
      <DragGhost date={date} />
      {date === grid.today ? (
        <div className="nowl" style={{ top: (grid.nowMinutes / 60) * HOUR_PX }} />
      ) : null}
    </div>
  );
});
