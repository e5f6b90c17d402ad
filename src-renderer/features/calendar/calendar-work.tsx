import type { ReactElement } from 'react';
import type { CalendarInstance, EventDetail } from '../../../src-shared/contract/calendar.ts';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useDesk } from '../../app/desk-data.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNow } from '../../app/use-now.ts';
import { useCalendar, type Ghost } from '../../state/calendar.ts';
import { AgendaView } from './agenda-view.tsx';
import { DayGrid, type GridProps } from './day-grid.tsx';
import { minutesOf, stepped } from './geometry.ts';
import { ringedOf } from './meant.ts';
import { MonthGrid } from './month-grid.tsx';
import { ownHours } from './own-hours.ts';
import { PaperSheet } from './paper-sheet.tsx';
import { TeamView } from './team-view.tsx';
import type { Address } from './use-address.ts';
import type { CalendarWindow } from './use-calendar-window.ts';
import type { EventMoves } from './use-event-moves.ts';
import { useDayMarks } from './use-day-marks.ts';
import { usePrinting } from '../../app/use-printing.ts';
import { YearView } from './year-view.tsx';

const NOTHING = {};

/** The days themselves, in the way that the address says. */
export function CalendarWork({
  address,
  window,
  detail,
  some,
  moves,
  free,
  onOpen,
  onEdit,
  onNew,
  onSpread,
  onTeamDrop,
}: {
  address: Address;
  window: CalendarWindow;
  detail: EventDetail | null | undefined;
  /** What is chosen together. */
  some: readonly CalendarInstance[];
  moves: EventMoves;
  /** Free slots that are on offer, drawn where they are. */
  free: readonly FreeSlot[];
  onOpen: (instance: CalendarInstance, how: 'open' | 'toggle' | 'range') => void;
  onEdit: (instance: CalendarInstance) => void;
  onNew: (date: DateText, from?: number, to?: number) => void;
  /** An event of whole days. */
  onSpread: (first: DateText, last: DateText) => void;
  onTeamDrop: Parameters<typeof TeamView>[0]['onDrop'];
}): ReactElement {
  const format = useFormat();
  const zone = useZone();
  const now = useNow();
  const { me } = useDesk();
  const session = useLiveQuery('session.state', NOTHING);
  const picked = useCalendar((state) => state.picked);
  const pick = useCalendar((state) => state.pick);
  const { view, date } = address;
  const { days, instances, weekStart, ages } = window;
  const today = format.dateOf(now);
  const selected = ringedOf({ some, open: detail?.instance });
  const year = date.slice(0, 4);
  const marks = useDayMarks(
    view === 'year' ? `${year}-01-01` : days[0]!,
    view === 'year' ? `${year}-12-31` : days.at(-1)!,
  );
  const toDay = (day: DateText): void => address.to(day, 'day');
  const shown = {
    days,
    instances,
    marks,
    today,
    now,
    selected,
    picked,
    staleOf: ({ subject_id }: CalendarInstance) =>
      subject_id !== me?.id && (ages[subject_id]?.stale ?? false),
    onOpen,
    onEdit,
    onSpread,
    onTurn: address.turn,
    onShift: (instance: CalendarInstance, by: number, copy: boolean) =>
      moves.shiftBy(instance, { days: by, minutes: 0 }, copy),
  };
  const printing = usePrinting();
  if (printing && (view === 'day' || view === 'week' || view === 'month'))
    return (
      <PaperSheet
        days={days}
        month={view === 'month' ? date.slice(0, 7) : null}
        instances={instances}
        marks={marks}
      />
    );
  switch (view) {
    case 'team':
    case 'teamWeek':
      return (
        <TeamView
          days={days}
          date={date}
          marks={marks}
          now={now}
          selected={selected}
          onOpen={(one) => onOpen(one, 'open')}
          onEdit={onEdit}
          onDrop={onTeamDrop}
          onDay={(day) => address.to(day, 'team')}
          onSpan={(span) => address.to(date, span)}
          onTurn={address.turn}
        />
      );
    case 'year':
      return <YearView year={year} today={today} weekStart={weekStart} marks={marks} onDay={toDay} />;
    case 'agenda':
      return <AgendaView {...shown} onNew={onNew} />;
    case 'month':
      return (
        <MonthGrid
          {...shown}
          month={date.slice(0, 7)}
          onDay={toDay}
          onNew={onNew}
          onDate={(day) => address.to(day)}
          onStep={(by) => address.turn(stepped(view, date, by))}
        />
      );
    case 'day':
    case 'week': {
      const drop = (ghost: Ghost, instance: CalendarInstance | null): void => {
        if (instance !== null) return void moves.drop(ghost, instance);
        moves.giveUp();
        onNew(ghost.date, ghost.from, ghost.to);
      };
      return (
        <DayGrid
          {...shown}
          nowMinutes={minutesOf(instantToWall(now, zone))}
          selected={moves.pending?.instance.key ?? selected}
          slots={free.map((slot) => drawn(slot, zone))}
          hours={ownHours(session?.me ?? null, zone)}
          onDrop={drop}
          onDay={toDay}
          onCrowd={(day) => address.to(day, view === 'day' ? 'agenda' : 'day')}
          onDate={(day) => address.to(day)}
          onStep={(by) => address.turn(stepped(view, date, by))}
          onPick={pick}
        />
      );
    }
  }
}

/** Where on the grid a free slot is. */
function drawn(slot: FreeSlot, zone: string): GridProps['slots'][number] {
  const [start, end] = [instantToWall(slot.start, zone), instantToWall(slot.end, zone)];
  const overnight = end.slice(0, 10) > start.slice(0, 10);
  return { slot, date: start.slice(0, 10), from: minutesOf(start), to: overnight ? 1440 : minutesOf(end) };
}
