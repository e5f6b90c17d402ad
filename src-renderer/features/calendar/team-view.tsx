import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { TeamLane } from '../../../src-shared/contract/calendar.ts';
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
import { TeamDay } from './team-day.tsx';
import type { TeamActs } from './team-frame.tsx';
import { TeamLegend } from './team-legend.tsx';
import { TeamWeek } from './team-week.tsx';
import { branchUnit } from './units.ts';
import type { DayMarks } from './use-day-marks.ts';

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
}: TeamActs & {
  /** The day, or the days of the week. */
  days: readonly DateText[];
  date: DateText;
  marks: DayMarks;
  now: EpochMs;
  selected: string | null;
  /** To one day of the week, and between day and week. */
  onDay: (date: DateText) => void;
  onSpan: (span: 'team' | 'teamWeek') => void;
  /** What is held, or the focus, is on other days: the view goes along. */
  onTurn: (date: DateText) => void;
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
      <TeamLegend />
      {found !== undefined && people === 0 ? (
        <EmptyState what={t('team.empty')} why={t('team.emptyWhy')} />
      ) : week ? (
        <TeamWeek {...common} days={days} marks={marks} onDay={onDay} onTurn={onTurn} />
      ) : (
        <TeamDay {...common} date={date} />
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
