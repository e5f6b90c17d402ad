import { useMemo, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance, TeamLane } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { isWeekend } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useKeys } from '../../app/use-keys.ts';
import { usePrinting } from '../../app/use-printing.ts';
import { useSteady } from '../../app/use-steady.ts';
import { useCalendar } from '../../state/calendar.ts';
import { DayHead } from './day-head.tsx';
import { EdgeMark } from './edge-mark.tsx';
import { wallAt, wholeOn } from './geometry.ts';
import { TeamFrame, type TeamShown } from './team-frame.tsx';
import { isCompact, teamWeekLines, type WeekLine } from './team-lines.ts';
import { freeOn, TeamWeekRow } from './team-week-row.tsx';
import type { DayMarks } from './use-day-marks.ts';
import { useTeamWeekDrag } from './use-team-week-drag.ts';

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
}: TeamShown & {
  days: readonly DateText[];
  marks: DayMarks;
  onDay: (date: DateText) => void;
  onTurn: (date: DateText) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const zone = useZone();
  const today = format.dateOf(now);
  const scroller = useRef<HTMLDivElement>(null);
  const folded = useCalendar((state) => state.folded);
  const printing = usePrinting();
  // On paper nothing opens: what there is no room for is drawn, too.
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
  const open = useSteady((instance: CalendarInstance) => {
    if (!drag.justDragged()) onOpen(instance);
  });
  const edit = useSteady(onEdit);
  const makeOn = useSteady(make);
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
  const columns = days.map((date) => (isWeekend(date) ? 'var(--weekend)' : 'minmax(0, 1fr)')).join(' ');
  return (
    <div className="team-week">
      <EdgeMark turning={drag.turning} />
      <TeamFrame
        scroller={scroller}
        label={t('views.teamWeek')}
        corner={corner}
        head={{
          px: HEAD_PX,
          className: 'week',
          columns: `var(--who) ${columns}`,
          content: days.map((date) => (
            <DayHead
              key={date}
              date={date}
              today={today}
              marks={marks}
              slim
              lunar={false}
              bounds
              onDay={onDay}
            />
          )),
        }}
        lines={lines}
        days={days}
        hours={HOURS}
        drawn={(line) => (
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
        onKeyDown={drag.onKeyDown}
      >
        {drag.target === null ? null : (
          <span className="sr" role="status">
            {format.dayMedium(drag.target.date)}
          </span>
        )}
        {children}
      </TeamFrame>
    </div>
  );
}

const NOTHING_DONE = (): void => {};
