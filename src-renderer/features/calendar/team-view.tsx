import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { CalendarInstance, TeamLane } from '../../../src-shared/contract/calendar.ts';
import type { QueryInput } from '../../../src-shared/contract/contract.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useDesk } from '../../app/desk-data.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useCalendar } from '../../state/calendar.ts';
import { useKeys } from '../../app/use-keys.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { vars } from '../../ui/vars.ts';
import { DayConflicts } from './day-conflicts.tsx';
import { TeamChoice } from './team-choice.tsx';
import { TeamGroup } from './team-group.tsx';
import { shownHours, type Hours } from './team-hours.ts';
import { heightBefore, isCompact, teamLines } from './team-lines.ts';
import { TeamRow } from './team-row.tsx';
import { TeamWeek } from './team-week.tsx';
import { branchUnit } from './units.ts';
import type { DayMarks } from './use-day-marks.ts';
import { usePrinting } from '../../app/use-printing.ts';
import { useTeamDrag, type TeamGhost } from './use-team-drag.ts';

const HEAD_PX = 30;
const NOTHING = {};

/**
 * One line a colleague or room, with how old its data is (R34): of chosen people, of a team or of the whole branch, in
 * groups that fold and say how many of them are taken. Only the lines in sight exist.
 */
export function TeamView({
  days,
  date,
  marks,
  now,
  selected,
  onOpen,
  onEdit,
  onDrop,
  onDay,
  onSpan,
  onTurn,
}: {
  /** The day, or the days of the week. */
  days: readonly DateText[];
  date: DateText;
  marks: DayMarks;
  now: EpochMs;
  selected: string | null;
  onOpen: (instance: CalendarInstance) => void;
  onEdit: (instance: CalendarInstance) => void;
  /** To one day of the week, and between day and week. */
  onDay: (date: DateText) => void;
  onSpan: (span: 'team' | 'teamWeek') => void;
  /** What is held, or the focus, is on other days: the view goes along. */
  onTurn: (date: DateText) => void;
  /** Something was dragged along a line or to another one; a new event where `instance` is null. */
  onDrop: (ghost: TeamGhost, instance: CalendarInstance | null, from: TeamLane, to: TeamLane) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const found = useLiveQuery('calendar.team', useAsked(days));
  const lanes = found?.lanes ?? NOBODY;
  const people = lanes.filter((lane) => lane.subject_kind === 'person').length;
  const week = days.length > 1;
  const common = {
    lanes,
    corner: t('team.people', { people, resources: lanes.length - people }),
    now,
    selected,
    onOpen,
    onEdit,
    onDrop,
    children: found === undefined ? null : <DayConflicts conflicts={found.conflicts} week={week} now={now} />,
  };
  return (
    <>
      <TeamChoice span={week ? 'teamWeek' : 'team'} onSpan={onSpan} />
      <Legend />
      {found !== undefined && people === 0 ? (
        <EmptyState what={t('team.empty')} why={t('team.emptyWhy')} />
      ) : week ? (
        <TeamWeek {...common} days={days} marks={marks} onDay={onDay} onTurn={onTurn} />
      ) : (
        <Timeline {...common} date={date} />
      )}
    </>
  );
}

const NOBODY: readonly TeamLane[] = [];

function useAsked(days: readonly DateText[]): QueryInput<'calendar.team'> {
  const [first, last] = [days[0]!, days.at(-1)!];
  const zone = useZone();
  const { me } = useDesk();
  const units = useLiveQuery('org.units', NOTHING);
  const everyone = useLiveQuery('org.people', NOTHING);
  const { team, people } = useCalendar(useShallow(({ team, people }) => ({ team, people })));
  const mine = everyone?.find((one) => one.me)?.unit_id ?? null;
  const branch = branchUnit(units ?? [], mine);
  return useMemo(
    () => ({
      from: first,
      to: addDays(last, 1),
      zone,
      unit_id: team.by === 'branch' ? branch : team.unit,
      ...(team.by === 'person' ? { people: [...(me === null ? [] : [me.id]), ...people] } : {}),
    }),
    [first, last, zone, team, branch, me, people],
  );
}

function Timeline({
  lanes: everybody,
  corner,
  date,
  now,
  selected,
  onOpen,
  onEdit,
  onDrop,
  children,
}: {
  lanes: readonly TeamLane[];
  corner: string;
  date: DateText;
  now: EpochMs;
  selected: string | null;
  onOpen: (instance: CalendarInstance) => void;
  onEdit: (instance: CalendarInstance) => void;
  onDrop: (ghost: TeamGhost, instance: CalendarInstance | null, from: TeamLane, to: TeamLane) => void;
  children: ReactElement | null;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const scroller = useRef<HTMLDivElement>(null);
  const { folded, toggleFold } = useCalendar(
    useShallow(({ folded, toggleFold }) => ({ folded, toggleFold })),
  );
  const lines = useMemo(() => teamLines(everybody, date, folded), [everybody, date, folded]);
  const compact = isCompact(everybody);
  const hours = useMemo(() => shownHours(everybody, date), [everybody, date]);
  // A handler that stays the same leaves the lines that did not change undrawn.
  const latest = useRef({ onOpen, onEdit });
  useLayoutEffect(() => {
    latest.current = { onOpen, onEdit };
  });
  const lanes = useMemo(() => lines.flatMap((line) => (line.type === 'lane' ? [line.lane] : [])), [lines]);
  const drag = useTeamDrag(scroller, {
    date,
    hours,
    lanes,
    drop: (ghost, instance, home) => {
      const laneOf = (id: string): TeamLane | undefined => lanes.find((one) => one.subject_id === id);
      const [from, to] = [laneOf(home), laneOf(ghost.lane)];
      if (from && to) onDrop(ghost, instance, from, to);
    },
  });
  const { justDragged, onBackground, onGrab, onResize } = drag;
  const [open] = useState(() => (instance: CalendarInstance) => {
    if (!justDragged()) latest.current.onOpen(instance);
  });
  const [edit] = useState(() => (instance: CalendarInstance) => latest.current.onEdit(instance));
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
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => lines[index]!.height,
    getItemKey: (index) => lines[index]!.key,
    overscan: 6,
    scrollMargin: HEAD_PX,
  });
  const printing = usePrinting();
  // On paper there is no scrolling: all of the lines are drawn, one below the other.
  const shown = printing
    ? lines.map(({ height }, index) => ({ index, size: height, start: heightBefore(lines, index) }))
    : virtual.getVirtualItems().map(({ index, size, start }) => ({ index, size, start: start - HEAD_PX }));
  useLayoutEffect(() => {
    virtual.measure();
  }, [virtual, lines]);
  return (
    <div
      ref={scroller}
      className="scroll team-scroll"
      role="group"
      aria-label={t('views.team')}
      style={vars({ '--first': hours.from, '--hours': hours.to - hours.from })}
      onKeyDown={drag.onKeyDown}
    >
      <div className="team team-head">
        <div className="who team-corner">
          <span className="small t3 cut">{corner}</span>
        </div>
        <div className="hh">
          {hoursBetween(hours).map((hour) => (
            <span key={hour} style={{ left: `${((hour - hours.from) / (hours.to - hours.from)) * 100}%` }}>
              {String(hour).padStart(2, '0')}
            </span>
          ))}
        </div>
      </div>
      <div className="team-lines" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start, size }) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            <div
              key={line.key}
              className="team team-line"
              style={{ height: size, transform: `translateY(${start}px)` }}
            >
              {line.type === 'group' ? (
                <TeamGroup
                  unit={line.unit}
                  lanes={line.lanes}
                  folded={line.folded}
                  days={[date]}
                  hours={hours}
                  onFold={() => toggleFold(line.key)}
                />
              ) : (
                <TeamRow
                  lane={line.lane}
                  placed={line.placed}
                  crowds={line.crowds}
                  compact={compact}
                  date={date}
                  hours={hours}
                  now={now}
                  selected={selected}
                  ghost={drag.ghost?.lane === line.lane.subject_id ? drag.ghost : null}
                  onOpen={open}
                  onEdit={edit}
                  onBackground={onBackground}
                  onGrab={onGrab}
                  onResize={onResize}
                />
              )}
            </div>
          );
        })}
      </div>
      {children}
    </div>
  );
}

const NOTHING_DONE = (): void => {};

const hoursBetween = ({ from, to }: Hours): number[] =>
  Array.from({ length: to - from - 1 }, (_, at) => from + 1 + at);

function Legend(): ReactElement {
  const { t } = useTranslation('calendar');
  const samples = [
    ['fixed', 'ev k-visit'],
    ['tentative', 'ev k-visit tent'],
    ['hold', 'ev k-hold'],
    ['private', 'ev k-busy priv'],
    ['away', 'ev k-leave'],
    ['hard', 'ev k-visit c-hard'],
    ['soft', 'ev k-visit c-soft'],
    ['stale', 'ev k-visit stale'],
  ] as const;
  return (
    <div className="x team-legend">
      {samples.map(([name, classes]) => (
        <span key={name} className="x g1 small t2 nw">
          <span className={`${classes} sample`} aria-hidden="true" />
          {t(`team.legend.${name}`)}
        </span>
      ))}
    </div>
  );
}
