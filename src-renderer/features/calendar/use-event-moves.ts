import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance, EventDetail } from '../../../src-shared/contract/calendar.ts';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { Which } from '../../../src-shared/contract/shapes.ts';
import type { Shift } from '../../../src-shared/domain/calendar/common-shift.ts';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import { instanceKey } from '../../../src-shared/domain/calendar/instance-key.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import { ask } from '../../bridge/ask.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { run } from '../../bridge/run.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { useSay } from '../../ui/toast.tsx';
import { useCalendar, type Copied, type Ghost } from '../../state/calendar.ts';
import { asksBefore } from './asks-before.ts';
import { draftForCheck } from './draft-for-check.ts';
import { wallAt } from './geometry.ts';
import { shiftBetween, shifted } from './shift.ts';
import type { Address } from './use-address.ts';
import { copiedOf, useSeveralMoves, type SeveralMoves } from './use-several-moves.ts';
import { useWhenWords } from './use-when-words.ts';

/** A move that waits: for an answer about its conflicts, or about which instances it means. */
export interface PendingMove {
  readonly instance: CalendarInstance;
  readonly start: string;
  readonly end: string;
  readonly check: QueryResult<'calendar.check'> | null;
}

/** A series that waits, because others of its occurrences would clash where they would go. */
export interface PendingSeries {
  readonly move: PendingMove;
  readonly which: 'following' | 'all';
  readonly check: QueryResult<'calendar.checkSeries'>;
}

/** A question that stands before a change of a series. */
export interface WhichQuestion {
  readonly what: 'move' | 'remove';
  /** Several were chosen: then it is this one of each, or all of each. */
  readonly several: boolean;
  /** With which the rule goes along. */
  readonly goes?: QueryResult<'calendar.scopes'>;
  readonly run: (which: Which) => void;
}

export interface EventMoves {
  readonly pending: PendingMove | null;
  readonly asking: WhichQuestion | null;
  readonly pendingSeries: PendingSeries | null;
  /** Of a selection, what waits for a word. */
  readonly several: SeveralMoves;
  /** What a drag over the grid has come to; an occurrence that would clash there waits for a word. */
  drop(ghost: Ghost, instance: CalendarInstance): Promise<void>;
  /** The same by a shift: what is chosen with it goes along. */
  shiftBy(instance: CalendarInstance, shift: Shift, copy: boolean): void;
  moveTo(instance: CalendarInstance, slot: FreeSlot): void;
  move(move: PendingMove): void;
  /** The series that waits goes, whatever it clashes with. */
  moveSeries(): void;
  moveBy(some: readonly CalendarInstance[], shift: Shift): void;
  copyBy(some: readonly Copied[], shift: Shift): void;
  remove(detail: EventDetail): void;
  removeSeveral(some: readonly CalendarInstance[]): void;
  /** The pending move or the open question is given up. */
  giveUp(): void;
}

const NOTHING = {};

/** Moves, copies and removals, with the questions before them: would it clash, and which instances are meant. */
export function useEventMoves(address: Address, all: readonly CalendarInstance[]): EventMoves {
  const { t } = useTranslation('calendar');
  const whenWords = useWhenWords();
  const names = useNames();
  const zone = useZone();
  const tell = useOutcome();
  const say = useSay();
  const setGhost = useCalendar((state) => state.setGhost);
  const pick = useCalendar((state) => state.pick);
  const picked = useCalendar((state) => state.picked);
  const [pending, setPending] = useState<PendingMove | null>(null);
  const [pendingSeries, setPendingSeries] = useState<PendingSeries | null>(null);
  const [asking, setAsking] = useState<WhichQuestion | null>(null);

  // What is chosen may be carried to days on which it is not shown.
  const seen = useRef(new Map<string, CalendarInstance>());
  useEffect(() => {
    if (picked.size === 0) seen.current.clear();
    for (const one of all) if (picked.has(one.key)) seen.current.set(one.key, one);
  }, [all, picked]);

  const settle = (): void => {
    setPending(null);
    setAsking(null);
    setPendingSeries(null);
    setGhost(null);
  };
  const several = useSeveralMoves({
    settle,
    which: (go) => setAsking({ what: 'move', several: true, run: go }),
  });
  const giveUp = (): void => {
    several.giveUp();
    settle();
  };

  // What waits was asked of how things stood: an undo, a redo or another act makes it a question about the past.
  const turned = JSON.stringify(useLiveQuery('undo.state', NOTHING) ?? null);
  const stood = useRef(turned);
  useEffect(() => {
    const before = stood.current;
    stood.current = turned;
    const waits = pending ?? pendingSeries ?? several.pending ?? asking;
    if (before !== 'null' && before !== turned && waits !== null) giveUp();
  });

  const moveNow = async ({ instance, start, end }: PendingMove, which: Which): Promise<void> => {
    giveUp();
    const done = await run('event.move', { ...nameOf(instance), which, start, end, zone });
    if (!tell(done, t('moved', { when: whenWords(start, end) })) || !done.ok) return;
    const { picked: chosen } = useCalendar.getState();
    if (chosen.has(instance.key)) {
      const key = instanceKey(done.value.id, done.value.recurrence_id ?? instance.recurrence_id);
      pick([...chosen].map((one) => (one === instance.key ? key : one)));
    }
    if (address.chosen !== null)
      address.choose(
        done.value.id,
        done.value.recurrence_id,
        address.view === 'day' ? start.slice(0, 10) : address.date,
      );
  };
  /** The occurrence that is touched was checked when it was dropped; the others are when it is said that they go along. */
  const moveWhich = async (wanted: PendingMove, which: Which): Promise<void> => {
    if (which === 'this') return moveNow(wanted, which);
    const { instance, start, end } = wanted;
    const check = await ask('calendar.checkSeries', { ...nameOf(instance), which, start, end, zone });
    if (!check.ok || check.value.clashes.length === 0) return moveNow(wanted, which);
    setAsking(null);
    setPending(null);
    setPendingSeries({ move: wanted, which, check: check.value });
  };
  const move = (wanted: PendingMove): void => {
    if (wanted.instance.series) void askWhich(wanted);
    else void moveNow(wanted, 'all');
  };
  const askWhich = async (wanted: PendingMove): Promise<void> => {
    const { instance, start, end } = wanted;
    const goes = await ask('calendar.scopes', { ...nameOf(instance), start, end, zone, keepsZone: true });
    setAsking({
      what: 'move',
      several: false,
      ...(goes.ok && { goes: goes.value }),
      run: (which) => void moveWhich(wanted, which),
    });
  };
  const checkAndMove = async (instance: CalendarInstance, start: string, end: string): Promise<void> => {
    const full = await ask('calendar.event', { ...nameOf(instance), zone });
    const check =
      full.ok && full.value !== null
        ? await ask('calendar.check', draftForCheck(full.value, start, end, zone))
        : null;
    const clash =
      check?.ok && asksBefore(check.value.conflicts, start.slice(0, 10) !== instance.startWall.slice(0, 10))
        ? check.value
        : null;
    const wanted: PendingMove = { instance, start, end, check: clash };
    if (clash === null) move(wanted);
    else setPending(wanted);
  };

  const moveBy = (chosen: readonly CalendarInstance[], shift: Shift): void => {
    const some = chosen.filter((one) => one.editable);
    const [first] = some;
    if (first === undefined) return giveUp();
    if (some.length === 1) {
      const { start, end } = shifted(first, shift);
      return void checkAndMove(first, start, end);
    }
    void several.move(some, shift);
  };
  /** What a drag took along: all that is chosen where it is one of them. */
  const shiftBy = (instance: CalendarInstance, shift: Shift, copy: boolean): void => {
    const some = picked.has(instance.key)
      ? [...seen.current.values()].filter((one) => picked.has(one.key))
      : [instance];
    if (copy) void several.copy(some.map(copiedOf), shift);
    else moveBy(some, shift);
  };
  const drop = async (ghost: Ghost, instance: CalendarInstance): Promise<void> => {
    if (ghost.whole) return checkAndMove(instance, ghost.date, addDays(ghost.date, 1));
    const [start, end] = [wallAt(ghost.date, ghost.from), wallAt(ghost.date, ghost.to)];
    if (start === instance.startWall && end === instance.endWall) return giveUp();
    if (ghost.mode === 'resize') return checkAndMove(instance, start, end);
    shiftBy(instance, shiftBetween(instance.startWall, start), ghost.mode === 'copy');
  };

  const removeNow = async (some: readonly CalendarInstance[], which: Which, words: string): Promise<void> => {
    setAsking(null);
    const done =
      some.length === 1
        ? await run('event.remove', { ...nameOf(some[0]!), which })
        : await run('event.removeSeveral', { events: some.map(nameOf), which });
    if (!tell(done, words)) return;
    pick([]);
    address.leave();
  };
  const removeAll = (some: readonly CalendarInstance[], words: string): void => {
    if (some.length === 0) return;
    if (some.some((one) => one.series))
      setAsking({
        what: 'remove',
        several: some.length > 1,
        run: (which) => void removeNow(some, which, words),
      });
    else void removeNow(some, some.length === 1 ? 'all' : 'this', words);
  };
  return {
    pending,
    pendingSeries,
    asking,
    several,
    drop,
    shiftBy,
    moveTo: (instance, slot) =>
      move({
        instance,
        start: instantToWall(slot.start, zone),
        end: instantToWall(slot.end, zone),
        check: null,
      }),
    move,
    moveSeries: () => {
      if (pendingSeries !== null) void moveNow(pendingSeries.move, pendingSeries.which);
    },
    moveBy,
    copyBy: (some, shift) => void several.copy(some, shift),
    remove: ({ instance, event }) => removeAll([instance], t('removed', { title: names.title(event) })),
    removeSeveral: (chosen) => {
      const some = chosen.filter((one) => one.editable);
      // A key that does nothing says why.
      if (some.length === 0 && chosen.length > 0) return say({ text: t('several.notYours'), icon: 'lock' });
      removeAll(
        some,
        some.length === 1
          ? t('removed', { title: names.title(some[0]!) })
          : t('several.removed', { count: some.length }),
      );
    },
    giveUp,
  };
}

const nameOf = (one: CalendarInstance): { id: string; recurrence_id: string | null } => ({
  id: one.event_id,
  recurrence_id: one.recurrence_id,
});
