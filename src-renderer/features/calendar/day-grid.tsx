import { useEffect, useMemo, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { isWeekend } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useCalendar, type Caret, type Ghost } from '../../state/calendar.ts';
import { vars } from '../../ui/vars.ts';
import { BannerBand, bandHeight } from './banner-band.tsx';
import { bannerLanes } from './banner-lanes.ts';
import { DayColumn } from './day-column.tsx';
import { DayHead } from './day-head.tsx';
import { EdgeMark } from './edge-mark.tsx';
import { bannerOn, HOUR_PX, isBanner, minutesOf, slotAt } from './geometry.ts';
import type { WorkingHours } from '../../../src-shared/domain/calendar/working-hours.ts';
import type { DayMarks } from './use-day-marks.ts';
import { useFocusLeft } from './use-focus-back.ts';
import { cellAt } from './cell-at.ts';
import { useGridDrag } from './use-grid-drag.ts';
import { useGridKeys } from './use-grid-keys.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
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
  hours: WorkingHours;
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
  const drag = useGridDrag(body, {
    days,
    drop: onDrop,
    wholeDayAt: (at) => (grid.current === null ? null : cellAt(grid.current, at)),
    step: props.onStep,
    turn: props.onTurn,
    enclose: props.onPick,
    press: (date, minute) => {
      setCaret({ date, ...slotAt(minute) });
      props.onPick([]);
      grid.current?.querySelector<HTMLElement>('[data-caret]')?.focus({ preventScroll: true });
    },
  });
  const opens = minutesOf(`${today}T${props.hours.workStart}`);
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
      <EdgeMark turning={drag.turning} />
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
        <DayHead
          key={date}
          date={date}
          today={today}
          marks={props.marks}
          slim={days.length > 1}
          lunar
          onDay={props.onDay}
        />
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
