import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { Which } from '../../../src-shared/contract/shapes.ts';
import { instanceKey } from '../../../src-shared/domain/calendar/instance-key.ts';
import type { Shift } from '../../../src-shared/domain/calendar/common-shift.ts';
import { ask } from '../../bridge/ask.ts';
import { run } from '../../bridge/run.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { useCalendar, type Copied } from '../../state/calendar.ts';
import { plus, shifted } from './shift.ts';
import { useWhenWords } from './use-when-words.ts';

/** A selection that waits for a word, because it would clash where it goes. */
export interface PendingSeveral {
  readonly what: 'move' | 'copy';
  readonly some: readonly Copied[];
  readonly shift: Shift;
  readonly check: QueryResult<'calendar.checkSeveral'>;
}

export interface SeveralMoves {
  readonly pending: PendingSeveral | null;
  /** Moves them by as much, where nothing would clash; else that is shown first. Several alone: one has a check of its own. */
  move(some: readonly CalendarInstance[], shift: Shift): Promise<void>;
  copy(some: readonly Copied[], shift: Shift): Promise<void>;
  /** What waits is done, further by `more` than it was wished. */
  go(more?: Shift): void;
  giveUp(): void;
}

/** Moves and copies of a selection: one check and one command for all of it. */
export function useSeveralMoves(on: {
  /** The ghost goes, and whatever was asked. */
  settle: () => void;
  /** Asks which instances of the series among them are meant. */
  which: (run: (which: Which) => void) => void;
}): SeveralMoves {
  const { t } = useTranslation('calendar');
  const zone = useZone();
  const tell = useOutcome();
  const whenWords = useWhenWords();
  const pick = useCalendar((state) => state.pick);
  const [pending, setPending] = useState<PendingSeveral | null>(null);

  const placesOf = (some: readonly Copied[], shift: Shift) =>
    some.map((one) => ({ id: one.id, recurrence_id: one.recurrence_id, ...shifted(one, shift) }));
  const settle = (): void => {
    setPending(null);
    on.settle();
  };
  const moveNow = async (some: readonly Copied[], shift: Shift, which: Which): Promise<void> => {
    settle();
    const done = await run('event.moveSeveral', { moves: placesOf(some, shift), which, zone });
    if (!tell(done, t('several.moved', { count: some.length })) || !done.ok) return;
    // What was chosen stays chosen, under whatever name it has now; what could not be moved, too.
    const before = new Set(some.map((one) => instanceKey(one.id, one.recurrence_id)));
    pick([...useCalendar.getState().picked].filter((key) => !before.has(key)).concat(done.value.keys));
  };
  const copyNow = async (some: readonly Copied[], shift: Shift): Promise<void> => {
    settle();
    const done = await run('event.copy', { copies: placesOf(some, shift), zone });
    const { start, end } = shifted(some[0]!, shift);
    const words =
      some.length === 1
        ? t('copiedTo', { when: whenWords(start, end) })
        : t('several.copied', { count: some.length });
    if (tell(done, words)) pick([]);
  };
  const now = ({ what, some, shift }: Pick<PendingSeveral, 'what' | 'some' | 'shift'>): void => {
    setPending(null);
    if (what === 'copy') void copyNow(some, shift);
    else if (some.some((one) => one.series)) on.which((which) => void moveNow(some, shift, which));
    else void moveNow(some, shift, 'this');
  };
  const checked = async (what: 'move' | 'copy', some: readonly Copied[], shift: Shift): Promise<void> => {
    if (some.length === 0) return settle();
    const check = await ask('calendar.checkSeveral', {
      places: placesOf(some, shift),
      copy: what === 'copy',
      zone,
    });
    if (check.ok && check.value.clashes.length > 0) setPending({ what, some, shift, check: check.value });
    else now({ what, some, shift });
  };
  return {
    pending,
    move: (some, shift) => checked('move', some.map(copiedOf), shift),
    copy: (some, shift) => checked('copy', some, shift),
    go: (more) => {
      if (pending === null) return;
      now(more === undefined ? pending : { ...pending, shift: plus(pending.shift, more) });
    },
    giveUp: () => setPending(null),
  };
}

/** What has to be known of an occurrence to copy it later. */
export const copiedOf = (one: CalendarInstance): Copied => ({
  id: one.event_id,
  recurrence_id: one.recurrence_id,
  series: one.series,
  title: one.title,
  title_en: one.title_en,
  startWall: one.startWall,
  endWall: one.endWall,
  all_day: one.all_day,
});
