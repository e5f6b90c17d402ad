import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance, EventDetail } from '../../../src-shared/contract/calendar.ts';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { Which } from '../../../src-shared/contract/shapes.ts';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import { ask } from '../../bridge/ask.ts';
import { run } from '../../bridge/run.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { useCalendar, type Ghost } from '../../state/calendar.ts';
import { draftForCheck } from './draft-for-check.ts';
import { wallAt } from './geometry.ts';
import type { Address } from './use-address.ts';

/** A move that waits: for an answer about its conflicts, or about which instances it means. */
export interface PendingMove {
  readonly instance: CalendarInstance;
  readonly start: string;
  readonly end: string;
  readonly check: QueryResult<'calendar.check'> | null;
}

/** A question that stands before a change of a series. */
export interface WhichQuestion {
  readonly what: 'move' | 'remove';
  readonly run: (which: Which) => void;
}

export interface EventMoves {
  readonly pending: PendingMove | null;
  readonly asking: WhichQuestion | null;
  /** What a drag over the grid has come to; an occurrence that would clash there waits for a word. */
  drop(ghost: Ghost, instance: CalendarInstance): Promise<void>;
  moveTo(instance: CalendarInstance, slot: FreeSlot): void;
  move(move: PendingMove): void;
  remove(detail: EventDetail): void;
  /** The pending move or the open question is given up. */
  giveUp(): void;
}

/** Moves and removals, with the questions that come before them: would it clash, and which instances are meant. */
export function useEventMoves(address: Address): EventMoves {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const names = useNames();
  const zone = useZone();
  const tell = useOutcome();
  const setGhost = useCalendar((state) => state.setGhost);
  const [pending, setPending] = useState<PendingMove | null>(null);
  const [asking, setAsking] = useState<WhichQuestion | null>(null);

  const giveUp = (): void => {
    setPending(null);
    setAsking(null);
    setGhost(null);
  };
  const moveNow = async ({ instance, start, end }: PendingMove, which: Which): Promise<void> => {
    giveUp();
    const named = { id: instance.event_id, recurrence_id: instance.recurrence_id };
    const done = await run('event.move', { ...named, which, start, end, zone });
    const when = `${format.dayOfWeek(start.slice(0, 10))} ${format.timeRange(start, end)}`;
    if (tell(done, t('moved', { when })) && done.ok && address.chosen !== null)
      address.choose(
        done.value.id,
        which === 'this' ? null : instance.recurrence_id,
        address.view === 'day' ? start.slice(0, 10) : address.date,
      );
  };
  const move = (wanted: PendingMove): void => {
    if (wanted.instance.series) setAsking({ what: 'move', run: (which) => void moveNow(wanted, which) });
    else void moveNow(wanted, 'all');
  };
  const drop = async (ghost: Ghost, instance: CalendarInstance): Promise<void> => {
    const [start, end] = [wallAt(ghost.date, ghost.from), wallAt(ghost.date, ghost.to)];
    if (start === instance.startWall && end === instance.endWall) return setGhost(null);
    const named = { id: instance.event_id, recurrence_id: instance.recurrence_id };
    const full = await ask('calendar.event', { ...named, zone });
    const check =
      full.ok && full.value !== null
        ? await ask('calendar.check', draftForCheck(full.value, start, end, zone))
        : null;
    const clash =
      check?.ok && check.value.conflicts.some((one) => one.severity !== 'info') ? check.value : null;
    const wanted: PendingMove = { instance, start, end, check: clash };
    if (clash === null) move(wanted);
    else setPending(wanted);
  };
  const remove = ({ instance, event }: EventDetail): void => {
    const really = async (which: Which): Promise<void> => {
      setAsking(null);
      const named = { id: instance.event_id, recurrence_id: instance.recurrence_id };
      const done = await run('event.remove', { ...named, which });
      if (tell(done, t('removed', { title: names.title(event) }))) address.leave();
    };
    if (instance.series) setAsking({ what: 'remove', run: (which) => void really(which) });
    else void really('all');
  };
  const moveTo = (instance: CalendarInstance, slot: FreeSlot): void =>
    move({
      instance,
      start: instantToWall(slot.start, zone),
      end: instantToWall(slot.end, zone),
      check: null,
    });
  return { pending, asking, drop, moveTo, move, remove, giveUp };
}
