import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { CalendarInstance, TeamLane } from '../../../src-shared/contract/calendar.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { weekdayOf } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useKeys } from '../../app/use-keys.ts';
import { usePrinting } from '../../app/use-printing.ts';
import { useCalendar } from '../../state/calendar.ts';
import { Icon } from '../../ui/icon.tsx';
import { vars } from '../../ui/vars.ts';
import { DaySign } from './day-sign.tsx';
import { wallAt, wholeOn } from './geometry.ts';
import { TeamGroup } from './team-group.tsx';
import { heightBefore, isCompact, teamWeekLines, type WeekLine } from './team-lines.ts';
import { freeOn, TeamWeekRow } from './team-week-row.tsx';
import type { DayMarks } from './use-day-marks.ts';
import type { TeamGhost } from './use-team-drag.ts';
import { useTeamWeekDrag } from './use-team-week-drag.ts';
import { useZone } from '../../app/i18n/zone.ts';

const HEAD_PX = 34;
/** A week shows how full its days are over the usual hours. */
const HOURS = { from: 8, to: 19 };

/** A team's week: a line a colleague or room, a cell a day. Only the lines in sight exist. */
export function TeamWeek({
  lanes: everybody,
  corner,
  days,
  marks,
  now,
  selected,
  onOpen,
  onEdit,
  onDrop,
  onDay,
  onTurn,
  children,
}: {
  lanes: readonly TeamLane[];
  corner: string;
  days: readonly DateText[];
  marks: DayMarks;
  now: EpochMs;
  selected: string | null;
  onOpen: (instance: CalendarInstance) => void;
  onEdit: (instance: CalendarInstance) => void;
  onDrop: (ghost: TeamGhost, instance: CalendarInstance | null, from: TeamLane, to: TeamLane) => void;
  onDay: (date: DateText) => void;
  onTurn: (date: DateText) => void;
  children: ReactElement | null;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const zone = useZone();
  const today = format.dateOf(now);
  const scroller = useRef<HTMLDivElement>(null);
  const { folded, toggleFold } = useCalendar(
    useShallow(({ folded, toggleFold }) => ({ folded, toggleFold })),
  );
  const printing = usePrinting();
  // On paper nothing opens and nothing scrolls: everything is drawn.
  const lines = useMemo(
    () => teamWeekLines(everybody, days, folded, printing),
    [everybody, days, folded, printing],
  );
  const rows = useMemo(() => lines.filter((line): line is WeekLine => line.type === 'lane'), [lines]);
  const lanes = useMemo(() => rows.map(({ lane }) => lane), [rows]);
  const counts = useMemo(
    () => rows.map(({ cells }) => cells.map((cell) => cell.shown.length + Math.min(1, cell.hidden.length))),
    [rows],
  );
  const compact = isCompact(everybody);
  const laneOf = (id: string): TeamLane | undefined => lanes.find((one) => one.subject_id === id);
  const make = (id: string, date: DateText): void => {
    const lane = laneOf(id);
    if (lane) onDrop({ mode: 'create', lane: id, date, ...freeOn(lane, date, zone) }, null, lane, lane);
  };
  const drag = useTeamWeekDrag(scroller, {
    days,
    lanes,
    counts,
    drop: (instance, home, target, later) => {
      const [from, to] = [laneOf(home), laneOf(target.lane)];
      const own = instance.startWall.slice(0, 10);
      const { from: start, to: end } = wholeOn(instance, own);
      // Days alone are counted: the hours stay.
      const date = wallAt(own, later * 1440).slice(0, 10);
      const ghost = { mode: target.mode, lane: target.lane, date, from: start, to: end };
      if (from && to) onDrop(ghost, instance, from, to);
    },
    make,
    turn: onTurn,
  });
  // Handlers that stay the same leave the lines that did not change undrawn.
  const latest = useRef({ onOpen, onEdit, make, justDragged: drag.justDragged });
  useLayoutEffect(() => {
    latest.current = { onOpen, onEdit, make, justDragged: drag.justDragged };
  });
  const [open] = useState(() => (instance: CalendarInstance) => {
    if (!latest.current.justDragged()) latest.current.onOpen(instance);
  });
  const [edit] = useState(() => (instance: CalendarInstance) => latest.current.onEdit(instance));
  const [makeOn] = useState(() => (lane: string, date: DateText) => latest.current.make(lane, date));
  useKeys('screen', [
    { keys: 'arrowdown', label: t('keys.teamWeek'), byFocus: true, run: NOTHING_DONE },
    { keys: 'enter', label: t('keys.makeOn'), byFocus: true, run: NOTHING_DONE },
    { keys: 'alt+arrowright', label: t('keys.moveDay'), byFocus: true, run: NOTHING_DONE },
    { keys: 'alt+arrowdown', label: t('keys.invite'), byFocus: true, run: NOTHING_DONE },
    {
      keys: 'c',
      label: t('keys.toLines'),
      run: () => {
        const at = days.includes(today) ? today : days[0];
        const cell = scroller.current?.querySelector<HTMLElement>(`[data-cell="${at}"]`);
        (cell?.querySelector<HTMLElement>('[data-key]') ?? cell)?.focus();
      },
    },
  ]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => lines[index]!.height,
    getItemKey: (index) => lines[index]!.key,
    overscan: 6,
    scrollMargin: HEAD_PX,
  });
  const shown = printing
    ? lines.map(({ height }, index) => ({ index, size: height, start: heightBefore(lines, index) }))
    : virtual.getVirtualItems().map(({ index, size, start }) => ({ index, size, start: start - HEAD_PX }));
  useLayoutEffect(() => {
    virtual.measure();
  }, [virtual, lines]);
  const gridTemplateColumns = `var(--who) ${days.map((date) => (isWeekend(date) ? 'var(--weekend)' : 'minmax(0, 1fr)')).join(' ')}`;
  return (
    <div className="team-week">
      {drag.turning === 0 ? null : (
        <div className={drag.turning === 1 ? 'edge-turn next' : 'edge-turn'} aria-hidden="true">
          <Icon name={drag.turning === 1 ? 'right' : 'left'} size="s" />
        </div>
      )}
      <div
        ref={scroller}
        className="scroll team-scroll"
        role="group"
        aria-label={t('views.teamWeek')}
        tabIndex={-1}
        style={vars({ '--first': HOURS.from, '--hours': HOURS.to - HOURS.from })}
        onKeyDown={drag.onKeyDown}
      >
        <div className="team team-head week" style={{ gridTemplateColumns }}>
          <div className="who team-corner">
            <span className="small t3 cut">{corner}</span>
          </div>
          {days.map((date) => (
            <button
              key={date}
              type="button"
              className={['dh', date === today ? 'now' : '', isWeekend(date) ? 'we' : '']
                .filter(Boolean)
                .join(' ')}
              data-day={date}
              onClick={() => onDay(date)}
            >
              <span>
                {isWeekend(date) && format.language === 'zh-CN'
                  ? format.weekdayNarrow(date)
                  : format.weekday(date)}
              </span>
              <b>{Number(date.slice(8))}</b>
              <DaySign mark={marks.markOf(date)} />
            </button>
          ))}
        </div>
        <div className="team-lines" style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, start, size }) => {
            const line = lines[index];
            if (line === undefined) return null;
            return (
              <div
                key={line.key}
                className="team team-line"
                style={{ height: size, transform: `translateY(${start}px)`, gridTemplateColumns }}
              >
                {line.type === 'group' ? (
                  <TeamGroup
                    unit={line.unit}
                    lanes={line.lanes}
                    folded={line.folded}
                    days={days}
                    hours={HOURS}
                    onFold={() => toggleFold(line.key)}
                  />
                ) : (
                  <TeamWeekRow
                    line={line}
                    compact={compact}
                    marks={marks}
                    now={now}
                    today={today}
                    selected={selected}
                    target={drag.target?.lane === line.lane.subject_id ? drag.target : null}
                    onOpen={open}
                    onEdit={edit}
                    onMake={makeOn}
                    onGrab={drag.onGrab}
                  />
                )}
              </div>
            );
          })}
        </div>
        {drag.target === null ? null : (
          <span className="sr" role="status">
            {format.dayMedium(drag.target.date)}
          </span>
        )}
        {children}
      </div>
    </div>
  );
}

const isWeekend = (date: DateText): boolean => weekdayOf(date) === 0 || weekdayOf(date) === 6;
const NOTHING_DONE = (): void => {};
