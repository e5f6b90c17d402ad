import { useMemo, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance, TeamLane } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useSteady } from '../../app/use-steady.ts';
import { useCalendar } from '../../state/calendar.ts';
import { TeamFrame, type TeamShown } from './team-frame.tsx';
import { shownHours, type Hours } from './team-hours.ts';
import { isCompact, teamLines } from './team-lines.ts';
import { TeamRow } from './team-row.tsx';
import { useTeamDrag } from './use-team-drag.ts';

const HEAD_PX = 30;

/** A team's day: a line a colleague or room, over the hours. */
export function TeamDay({
  lanes: everybody,
  corner,
  date,
  now,
  selected,
  onOpen,
  onEdit,
  onDrop,
  children,
}: TeamShown & { date: DateText }): ReactElement {
  const { t } = useTranslation('calendar');
  const scroller = useRef<HTMLDivElement>(null);
  const folded = useCalendar((state) => state.folded);
  const lines = useMemo(() => teamLines(everybody, date, folded), [everybody, date, folded]);
  const lanes = useMemo(() => lines.flatMap((line) => (line.type === 'lane' ? [line.lane] : [])), [lines]);
  const compact = isCompact(everybody);
  const hours = useMemo(() => shownHours(everybody, date), [everybody, date]);
  const { ghost, justDragged, onBackground, onGrab, onResize, onKeyDown } = useTeamDrag(scroller, {
    date,
    hours,
    lanes,
    drop: (meant, instance, home) => {
      const laneOf = (id: string): TeamLane | undefined => lanes.find((one) => one.subject_id === id);
      const [from, to] = [laneOf(home), laneOf(meant.lane)];
      if (from && to) onDrop(meant, instance, from, to);
    },
  });
  const open = useSteady((instance: CalendarInstance) => {
    if (!justDragged()) onOpen(instance);
  });
  const edit = useSteady(onEdit);
  useKeys('screen', [
    { keys: 'arrowdown', label: t('keys.team'), byFocus: true, run: NOTHING_DONE },
    { keys: 'alt+arrowright', label: t('keys.move'), byFocus: true, run: NOTHING_DONE },
    { keys: 'alt+arrowdown', label: t('keys.invite'), byFocus: true, run: NOTHING_DONE },
    { keys: 'alt+shift+arrowright', label: t('keys.resize'), byFocus: true, run: NOTHING_DONE },
    {
      keys: 'c',
      label: t('keys.toLines'),
      run: () => scroller.current?.querySelector<HTMLElement>('[data-key]')?.focus(),
    },
  ]);
  return (
    <TeamFrame
      scroller={scroller}
      label={t('views.team')}
      corner={corner}
      head={{ px: HEAD_PX, content: <HoursHead hours={hours} /> }}
      lines={lines}
      days={[date]}
      hours={hours}
      drawn={({ lane, placed, crowds }) => (
        <TeamRow
          lane={lane}
          placed={placed}
          crowds={crowds}
          compact={compact}
          date={date}
          hours={hours}
          now={now}
          selected={selected}
          ghost={ghost?.lane === lane.subject_id ? ghost : null}
          onOpen={open}
          onEdit={edit}
          onBackground={onBackground}
          onGrab={onGrab}
          onResize={onResize}
        />
      )}
      onKeyDown={onKeyDown}
    >
      {children}
    </TeamFrame>
  );
}

const NOTHING_DONE = (): void => {};

function HoursHead({ hours: { from, to } }: { hours: Hours }): ReactElement {
  const between = Array.from({ length: to - from - 1 }, (_, at) => from + 1 + at);
  return (
    <div className="hh">
      {between.map((hour) => (
        <span key={hour} style={{ left: `${((hour - from) / (to - from)) * 100}%` }}>
          {String(hour).padStart(2, '0')}
        </span>
      ))}
    </div>
  );
}
