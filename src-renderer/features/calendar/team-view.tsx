import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { QueryInput } from '../../../src-shared/contract/contract.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useDesk } from '../../app/desk-data.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useCalendar } from '../../state/calendar.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { DayConflicts } from './day-conflicts.tsx';
import { TeamChoice } from './team-choice.tsx';
import { TeamGroup } from './team-group.tsx';
import { TEAM_FROM as FROM, TEAM_TO as TO } from './team-hours.ts';
import { teamLines, type TeamLine } from './team-lines.ts';
import { TeamRow } from './team-row.tsx';
import { branchUnit } from './units.ts';

const HOURS = Array.from({ length: TO - FROM - 1 }, (_, at) => FROM + 1 + at);
const HEAD_PX = 30;
const NOTHING = {};

/**
 * One line a colleague or room, with how old its data is (R34): of chosen people, of a team or of the whole branch, in
 * groups that fold and say how many of them are taken. Only the lines in sight exist.
 */
export function TeamView({
  date,
  now,
  selected,
  onOpen,
}: {
  date: DateText;
  now: EpochMs;
  selected: string | null;
  onOpen: (instance: CalendarInstance) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const folded = useCalendar((state) => state.folded);
  const found = useLiveQuery('calendar.team', useAsked(date));
  const { lines, compact } = useMemo(
    () => teamLines(found?.lanes ?? [], date, folded),
    [found, date, folded],
  );
  const people = found?.lanes.filter((lane) => lane.subject_kind === 'person').length ?? 0;
  return (
    <>
      <TeamChoice />
      <Legend />
      {found !== undefined && people === 0 ? (
        <EmptyState what={t('team.empty')} why={t('team.emptyWhy')} />
      ) : (
        <Timeline
          lines={lines}
          compact={compact}
          corner={t('team.people', { people, resources: (found?.lanes.length ?? 0) - people })}
          date={date}
          now={now}
          selected={selected}
          onOpen={onOpen}
        >
          {found === undefined ? null : <DayConflicts conflicts={found.conflicts} now={now} />}
        </Timeline>
      )}
    </>
  );
}

function useAsked(date: DateText): QueryInput<'calendar.team'> {
  const zone = useZone();
  const { me } = useDesk();
  const units = useLiveQuery('org.units', NOTHING);
  const everyone = useLiveQuery('org.people', NOTHING);
  const { team, people } = useCalendar(useShallow(({ team, people }) => ({ team, people })));
  const mine = everyone?.find((one) => one.me)?.unit_id ?? null;
  const branch = branchUnit(units ?? [], mine);
  return useMemo(
    () => ({
      from: date,
      to: addDays(date, 1),
      zone,
      unit_id: team.by === 'branch' ? branch : team.unit,
      ...(team.by === 'person' ? { people: [...(me === null ? [] : [me.id]), ...people] } : {}),
    }),
    [date, zone, team, branch, me, people],
  );
}

function Timeline({
  lines,
  compact,
  corner,
  date,
  now,
  selected,
  onOpen,
  children,
}: {
  lines: readonly TeamLine[];
  compact: boolean;
  corner: string;
  date: DateText;
  now: EpochMs;
  selected: string | null;
  onOpen: (instance: CalendarInstance) => void;
  children: ReactElement | null;
}): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const toggleFold = useCalendar((state) => state.toggleFold);
  // A handler that stays the same leaves the lines that did not change undrawn.
  const latest = useRef(onOpen);
  useLayoutEffect(() => {
    latest.current = onOpen;
  });
  const [open] = useState(() => (instance: CalendarInstance) => latest.current(instance));
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => lines[index]!.height,
    getItemKey: (index) => lines[index]!.key,
    overscan: 6,
    scrollMargin: HEAD_PX,
  });
  useLayoutEffect(() => {
    virtual.measure();
  }, [virtual, lines]);
  return (
    <div ref={scroller} className="scroll team-scroll">
      <div className="team team-head">
        <div className="who team-corner">
          <span className="small t3 cut">{corner}</span>
        </div>
        <div className="hh">
          {HOURS.map((hour) => (
            <span key={hour} style={{ left: `${((hour - FROM) / (TO - FROM)) * 100}%` }}>
              {String(hour).padStart(2, '0')}
            </span>
          ))}
        </div>
      </div>
      <div className="team-lines" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, size }) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            <div
              key={line.key}
              className="team team-line"
              style={{ height: size, transform: `translateY(${start - HEAD_PX}px)` }}
            >
              {line.type === 'group' ? (
                <TeamGroup
                  unit={line.unit}
                  lanes={line.lanes}
                  folded={line.folded}
                  date={date}
                  onFold={() => toggleFold(line.key)}
                />
              ) : (
                <TeamRow
                  lane={line.lane}
                  placed={line.placed}
                  compact={compact}
                  date={date}
                  now={now}
                  selected={selected}
                  onOpen={open}
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
