import { useMemo, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useKeys } from '../../app/use-keys.ts';
import { bannerLanes } from './banner-lanes.ts';
import { EdgeMark } from './edge-mark.tsx';
import { MonthDay } from './month-day.tsx';
import { useDayDrag } from './use-day-drag.ts';
import { chooseByKeys } from './use-grid-keys.ts';
import type { DayMarks } from './use-day-marks.ts';

export interface MonthProps {
  days: readonly DateText[];
  /** `YYYY-MM` of the month shown; days of others are weaker. */
  month: string;
  instances: readonly CalendarInstance[];
  marks: DayMarks;
  today: DateText;
  now: EpochMs;
  selected: string | null;
  staleOf: (instance: CalendarInstance) => boolean;
  picked: ReadonlySet<string>;
  onOpen: (instance: CalendarInstance, how: 'open' | 'toggle' | 'range') => void;
  onEdit: (instance: CalendarInstance) => void;
  onDay: (date: DateText) => void;
  onNew: (date: DateText) => void;
  onShift: (instance: CalendarInstance, days: number, copy: boolean) => void;
  onSpread: (first: DateText, last: DateText) => void;
  /** The keyboard has left the days that are shown. */
  onDate: (date: DateText) => void;
  /** What is moved has left them: the view goes along. */
  onTurn: (date: DateText) => void;
  /** To the month before or after, under what the pointer holds at the edge. */
  onStep: (by: 1 | -1) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Six weeks. A press on a day's number opens the day; events are dragged from day to day, days are dragged over. */
export function MonthGrid(props: MonthProps): ReactElement {
  const { days, instances } = props;
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const grid = useRef<HTMLDivElement>(null);
  const drag = useDayDrag(grid, {
    shift: props.onShift,
    spread: props.onSpread,
    days,
    turn: props.onTurn,
    step: props.onStep,
  });
  const weeks = useMemo(
    () =>
      Array.from({ length: days.length / 7 }, (_, week) => {
        const its = days.slice(week * 7, week * 7 + 7);
        return { days: its, lanes: bannerLanes(instances, its) };
      }),
    [days, instances],
  );
  const open: MonthProps['onOpen'] = (instance, how) => {
    if (!drag.justDragged()) props.onOpen(instance, how);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (
      drag.onKeyDown(event, instances, STEPS) ||
      onNumber(event) ||
      toNumber(event) ||
      chooseByKeys(event, instances, days)
    )
      event.preventDefault();
  };

  /** From the number of a day, arrows lead to those around it; the number is where the keyboard makes an event. */
  function onNumber(event: KeyboardEvent<HTMLElement>): boolean {
    const date = event.target instanceof HTMLElement ? event.target.dataset['number'] : undefined;
    const step = STEPS[event.key];
    if (date === undefined || event.altKey || event.ctrlKey || event.metaKey) return false;
    if (event.key === 'n') {
      props.onNew(date);
      event.stopPropagation();
      return true;
    }
    if (step === undefined) return false;
    const next = addDays(date, step);
    if (days.includes(next)) numberOf(next)?.focus();
    else props.onDate(next);
    return true;
  }
  /** Escape leads from an event to its day. */
  function toNumber(event: KeyboardEvent<HTMLElement>): boolean {
    const key = event.target instanceof HTMLElement ? event.target.dataset['key'] : undefined;
    const instance = instances.find((one) => one.key === key);
    if (event.key !== 'Escape' || instance === undefined || props.picked.size > 0) return false;
    numberOf(instance.startWall.slice(0, 10))?.focus();
    return true;
  }
  const numberOf = (date: DateText): HTMLElement | null =>
    grid.current?.querySelector<HTMLElement>(`[data-number="${date}"]`) ?? null;

  useKeys('screen', [
    { keys: 'arrowdown', label: t('keys.days'), byFocus: true, run: NOTHING },
    { keys: 'x', label: t('keys.choose'), byFocus: true, run: NOTHING },
    { keys: 'alt+arrowright', label: t('keys.moveDay'), byFocus: true, run: NOTHING },
    {
      keys: 'c',
      label: t('keys.toGrid'),
      run: () => numberOf(days.includes(props.today) ? props.today : `${props.month}-01`)?.focus(),
    },
  ]);
  return (
    <div
      ref={grid}
      className="month-grid"
      role="group"
      aria-label={t('grid')}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <EdgeMark turning={drag.turning} />
      {days.slice(0, 7).map((date) => (
        <div key={date} className="month-head">
          {format.weekday(date)}
        </div>
      ))}
      {weeks.map((week) =>
        week.days.map((date, at) => (
          <MonthDay
            key={date}
            date={date}
            at={at}
            lanes={week.lanes}
            month={props}
            target={drag.target}
            onOpen={open}
            onGrab={drag.onGrab}
            onBackground={drag.onBackground}
          />
        )),
      )}
      {drag.target === null ? null : (
        <span className="sr" role="status">
          {format.range(drag.target.from, drag.target.to)}
        </span>
      )}
    </div>
  );
}

const NOTHING = (): void => {};
