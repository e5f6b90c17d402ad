import { memo, useEffect, useMemo, useRef, type PointerEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import { MINUTE } from '../../../src-shared/domain/calendar/civil.ts';
import { layoutDay } from '../../../src-shared/domain/calendar/layout.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { daysBetween, weekdayOf } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useCalendar, type Caret, type Ghost } from '../../state/calendar.ts';
import { Keys } from '../../ui/kbd.tsx';
import { Icon } from '../../ui/icon.tsx';
import { vars } from '../../ui/vars.ts';
import { BannerBand, bandHeight } from './banner-band.tsx';
import { bannerLanes } from './banner-lanes.ts';
import { withoutCrowds } from './crowd.ts';
import { EventBox } from './event-box.tsx';
import { bannerOn, cutOn, DAY_MINUTES, isBanner, minutesOf, onDay, wallAt } from './geometry.ts';
import { GridCaret } from './grid-caret.tsx';
import { offHours, workedOn, type OwnHours } from './off-hours.ts';
import { shortGaps } from './short-gaps.ts';
import { useTaskDrop } from '../tasks/use-task-drop.ts';
import { DaySign } from './day-sign.tsx';
import type { DayMarks } from './use-day-marks.ts';
import { useGridDrag } from './use-grid-drag.ts';
import { useFocusLeft } from './use-focus-back.ts';
import { useGridKeys } from './use-grid-keys.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const HOUR_PX = 49;
const LINE_PX = 16;
/** Minutes: what lasts less is drawn as high as its words need. */
const SHORTEST = 20;
const FIRST_SHOWN = 7;
/** An hour's label stands this far above its line; the first one shown is whole. */
const LABEL_ABOVE = 8;

export interface GridProps {
  days: readonly DateText[];
  instances: readonly CalendarInstance[];
  today: DateText;
  now: EpochMs;
  nowMinutes: number;
  marks: DayMarks;
  selected: string | null;
  /** Free slots of the selected event, drawn where they are with their keys. */
  slots: readonly { slot: FreeSlot; date: DateText; from: number; to: number }[];
  /** Of whoever reads, on the clock of their own zone. */
  hours: OwnHours;
  staleOf: (instance: CalendarInstance) => boolean;
  /** Keys of what is chosen together. */
  picked: ReadonlySet<string>;
  onOpen: (instance: CalendarInstance, how: 'open' | 'toggle' | 'range') => void;
  /** What was dragged or moved by keys is let go; a new event where `instance` is null. */
  onDrop: (ghost: Ghost, instance: CalendarInstance | null) => void;
  onPick: (keys: readonly string[]) => void;
  onEdit: (instance: CalendarInstance) => void;
  /** To where all of a day that is too full can be read. */
  onCrowd: (date: DateText) => void;
  /** Something of whole days was dragged to another day, or copied there. */
  onShift: (instance: CalendarInstance, days: number, copy: boolean) => void;
  /** Whole days were dragged over. */
  onSpread: (first: DateText, last: DateText) => void;
  onDay: (date: DateText) => void;
  /** The keyboard has left the days that are shown. */
  onDate: (date: DateText) => void;
  /** What is moved is over other days: the view goes there, and what is open stays open. */
  onTurn: (date: DateText) => void;
  /** To the days before or after. */
  onStep: (by: 1 | -1) => void;
}

/** Days side by side over the hours: one for the day view, seven for the week. */
export function DayGrid(props: GridProps): ReactElement {
  const { days, instances, today, nowMinutes, onDrop } = props;
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const body = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  useFocusLeft(grid);
  const setCaret = useCalendar((state) => state.setCaret);
  const make = (caret: Caret): void => onDrop({ mode: 'create', key: null, ...caret, others: 0 }, null);
  const drag = useGridDrag(body, days[0]!, {
    drop: onDrop,
    turn: props.onStep,
    back: (date) => {
      if (!days.includes(date)) props.onTurn(date);
    },
    enclose: props.onPick,
    press: (date, minute) => {
      const from = Math.min(DAY_MINUTES - 30, Math.floor(minute / 30) * 30);
      setCaret({ date, from, to: from + 30 });
      props.onPick([]);
      grid.current?.querySelector<HTMLElement>('[data-caret]')?.focus({ preventScroll: true });
    },
  });
  const opens = minutesOf(`${today}T${props.hours.start}`);
  const keys = useGridKeys({
    grid,
    days,
    instances,
    start: {
      date: days.includes(today) ? today : days[0]!,
      from: opens,
      to: opens + 30,
    },
    onDrop,
    onNew: make,
    onDate: props.onDate,
    onTurn: props.onTurn,
  });
  const banners = useMemo(() => instances.filter(isBanner), [instances]);
  const lanes = useMemo(() => bannerLanes(instances, days), [instances, days]);
  const timed = useMemo(() => instances.filter((one) => !isBanner(one)), [instances]);
  const earliest = useMemo(() => {
    const starts = timed
      .filter((one) => days.includes(one.startWall.slice(0, 10)))
      .map((one) => minutesOf(one.startWall) / 60);
    return Math.max(0, Math.min(FIRST_SHOWN, ...starts.map(Math.floor)));
  }, [timed, days]);
  const first = days[0];
  useEffect(() => {
    if (body.current && useCalendar.getState().ghost === null)
      body.current.scrollTop = Math.max(0, earliest * HOUR_PX - LABEL_ABOVE);
    // oxlint-disable-next-line react/exhaustive-deps -- only another week scrolls: a new early event does not pull the grid away under the pointer, nor does a page that turns under what is held
  }, [first]);
  const columns =
    days.length === 1
      ? 'minmax(0, 1fr)'
      : days.map((date) => (isWeekend(date) ? 'var(--weekend)' : 'minmax(0, 1fr)')).join(' ');
  const open: GridProps['onOpen'] = (instance, how) => {
    if (!drag.justDragged()) props.onOpen(instance, how);
  };

  return (
    <div
      className="week days-grid"
      style={vars(
        { '--from': 0, '--hour': `${HOUR_PX}px` },
        {
          gridTemplateRows: `32px ${bandHeight(lanes)}px minmax(0, 1fr)`,
          gridTemplateColumns: `var(--axis) ${columns}`,
        },
      )}
      ref={grid}
      role="group"
      aria-label={t('grid')}
      tabIndex={-1}
      onKeyDown={keys.onKeyDown}
    >
      {drag.turning === 0 ? null : (
        <div className={drag.turning === 1 ? 'edge-turn next' : 'edge-turn'} aria-hidden="true">
          <Icon name={drag.turning === 1 ? 'right' : 'left'} size="s" />
        </div>
      )}
      {drag.lasso === null ? null : (
        <div
          className="grid-lasso"
          style={{
            left: drag.lasso.left,
            top: drag.lasso.top,
            width: drag.lasso.right - drag.lasso.left,
            height: drag.lasso.bottom - drag.lasso.top,
          }}
        />
      )}
      <div />
      {days.map((date) => (
        <button
          key={date}
          type="button"
          className={`dh ${date === today ? 'now' : ''} ${isWeekend(date) ? 'we' : ''}`}
          onClick={() => props.onDay(date)}
        >
          <span>
            {days.length > 1 && isWeekend(date) && format.language === 'zh-CN'
              ? format.weekdayNarrow(date)
              : format.weekday(date)}
          </span>
          <b>{Number(date.slice(8))}</b>
          <DaySign mark={props.marks.markOf(date)} />
          <span className="lu">{format.lunarShort(date)}</span>
        </button>
      ))}
      <div className="ad lab">{t('allDayShort')}</div>
      <BannerBand grid={props} lanes={lanes} columns={columns} onOpen={open} />
      <div
        ref={body}
        className="days-body"
        style={{ gridTemplateColumns: `var(--axis) ${columns}` }}
        tabIndex={-1}
      >
        <div className="ax" style={{ height: 24 * HOUR_PX }}>
          {HOURS.slice(1).map((hour) =>
            Math.abs(hour * 60 - nowMinutes) < 18 && days.includes(today) ? null : (
              <span key={hour} style={{ top: hour * HOUR_PX - 6 }}>
                {format.timeOfMinutes(hour * 60)}
              </span>
            ),
          )}
          {days.includes(today) ? (
            <span className="nowt" style={{ top: (nowMinutes / 60) * HOUR_PX - 7 }}>
              {format.timeOfMinutes(nowMinutes)}
            </span>
          ) : null}
        </div>
        {days.map((date) => (
          <DayColumn
            key={date}
            date={date}
            grid={props}
            timed={timed}
            wide={days.length === 1}
            caret={keys.caret.date === date ? keys.caret : null}
            onMake={make}
            away={banners.some((one) => one.kind === 'leave' && bannerOn(one, date))}
            onOpen={open}
            onBackground={drag.onBackground}
            onGrab={drag.onGrab}
            onResize={drag.onResize}
          />
        ))}
      </div>
    </div>
  );
}

/** How many columns can still be read. */
const MOST = { day: 12, week: 6, weekend: 3 } as const;
const isWeekend = (date: DateText): boolean => weekdayOf(date) === 0 || weekdayOf(date) === 6;

const DayColumn = memo(function DayColumn({
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
  onResize: (instance: CalendarInstance, event: PointerEvent<HTMLElement>) => void;
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
  const works = grid.marks.works(date);
  const taskDrop = useTaskDrop(date);
  return (
    <div
      className={`col ${works ? '' : 'we'} ${away ? 'leave' : ''}`}
      style={{ height: 24 * HOUR_PX }}
      data-day={date}
      role="group"
      aria-label={t('column', { day: format.dayLong(date), count: placed.length })}
      onPointerDown={(event) => onBackground(date, event)}
      {...taskDrop}
    >
      {works
        ? offHours(workedOn(date, zone, grid.hours, grid.marks.works)).map(({ from, to }) => (
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
            room={{ lines: Math.max(1, Math.floor((height - 4) / LINE_PX)), narrow }}
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
            resizable={item.editable && !cut.after}
            className={[cut.before ? 'from-above' : '', cut.after ? 'goes-below' : '']
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
      <GhostBox date={date} />
      {date === grid.today ? (
        <div className="nowl" style={{ top: (grid.nowMinutes / 60) * HOUR_PX }} />
      ) : null}
    </div>
  );
});

/** What of a ghost lies on a day, which may be the one before or after its own. */
function partOf(ghost: Ghost, date: DateText): { from: number; to: number } | null {
  if (date !== ghost.date && ghost.from >= 0 && ghost.to <= DAY_MINUTES) return null;
  const by = daysBetween(ghost.date, date) * DAY_MINUTES;
  const [from, to] = [Math.max(0, ghost.from - by), Math.min(DAY_MINUTES, ghost.to - by)];
  return from < to ? { from, to } : null;
}

/** What is being dragged. It alone is drawn again while the pointer moves. */
function GhostBox({ date }: { date: DateText }): ReactElement | null {
  const format = useFormat();
  const { t } = useTranslation('calendar');
  const ghost = useCalendar(({ ghost: now }) => (now !== null && partOf(now, date) !== null ? now : null));
  const part = ghost === null ? null : partOf(ghost, date);
  if (ghost === null || part === null) return null;
  return (
    <div className="ghost dragged" role="status" style={vars({ '--a': part.from / 60, '--b': part.to / 60 })}>
      {ghost.mode === 'copy' ? <Icon name="plus" size="xs" label={t('several.copy')} /> : null}
      <span className="sr">{format.dayMedium(ghost.date)}</span>
      <span className="nw">
        {format.timeRange(wallAt(ghost.date, ghost.from), wallAt(ghost.date, ghost.to))}
      </span>
      {ghost.others > 0 ? <span className="nw">{t('several.others', { count: ghost.others })}</span> : null}
    </div>
  );
}
