import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandInput, QueryResult } from '../../../src-shared/contract/contract.ts';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import type { QuickEntry } from '../../../src-shared/domain/quick-entry/quick-entry.ts';
import { shiftRule, startOfSeries } from '../../../src-shared/domain/calendar/shift-rule.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useDesk } from '../../app/desk-data.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import { titled } from '../../app/titled.ts';
import { useNow } from '../../app/use-now.ts';
import type { IconName } from '../../ui/icon.tsx';
import { checkOf } from '../calendar/draft-for-check.ts';
import type { Attempt } from './use-attempt.ts';
import { useMeant, type Meant } from './use-meant.ts';
import { eventOf, taskOf, understand, type Understood } from './understood.ts';

/** One thing that can be made of the sentence, in the order of the palette; the first is what Enter does. */
export interface QuickAction {
  readonly id: string;
  readonly icon: IconName;
  readonly label: string;
  readonly keys?: string;
  readonly run: () => void;
}

export interface QuickEntryState {
  readonly understood: Understood;
  /** What the sentence is about where it makes nothing; else null. */
  readonly meant: Meant | null;
  /** Null where the sentence asks for a task, or makes nothing. */
  readonly event: CommandInput<'event.create'> | null;
  readonly check: QueryResult<'calendar.check'> | undefined;
  /** Where it would fit better; empty where it clashes with nothing. */
  readonly slots: readonly FreeSlot[];
  readonly actions: readonly QuickAction[];
  readonly take: (slot: FreeSlot) => void;
  /** The next one of the same name. */
  readonly nextName: () => void;
}

const NOTHING = {};

/** A sentence in the palette, from reading to making; null while it says no appointment and no task. */
export function useQuickEntry(
  text: string,
  /** What it says. */
  entry: QuickEntry | null,
  attempt: Attempt,
  /** The palette has done what it was opened for. */
  done: () => void,
): QuickEntryState | null {
  const { t } = useTranslation('calendar');
  const { controls } = useDesk();
  const format = useFormat();
  const names = useNames();
  const zone = useZone();
  const today = format.dateOf(useNow());
  const [turns, setTurns] = useState(0);
  const settings = useLiveQuery('settings.all', NOTHING);
  const asked =
    entry === null ||
    (entry.who.length === 0 && entry.maybe.length === 0 && entry.room === null && entry.car === null)
      ? null
      : { who: entry.who.slice(0, 10), maybe: [...entry.maybe], room: entry.room, car: entry.car };
  const match = useLiveQuery('quickEntry.match', asked);
  const namesKey = entry?.who.join('\n') ?? '';
  useEffect(() => setTurns(0), [namesKey]);
  const understood = entry === null ? null : understand(entry, match, turns);
  const event =
    understood === null || understood.entry.is !== 'event'
      ? null
      : eventOf(understood, zone, settings?.defaultReminder ?? null, text);
  const meant = useMeant(text, entry, attempt, done);
  const check = useLiveQuery('calendar.check', event === null ? null : checkOf(event, null));
  if (understood === null) return null;

  const { title } = titled(understood.entry.title);
  const makeEvent = (input: CommandInput<'event.create'>, open: boolean): void =>
    attempt(
      () => run('event.create', input),
      t('created', { title }),
      ({ id }) => {
        if (open) go(href('calendar', 'event', id));
      },
    );
  const makeTask = (): void =>
    attempt(
      () => run('task.create', taskOf(understood, zone, text)),
      t('quick.taskMade', { title: titled(understood.entry.taskTitle).title }),
    );
  const take = (slot: FreeSlot): void => {
    if (event === null) return;
    const its = event.slot.zone;
    const [start, end] = [instantToWall(slot.start, its), instantToWall(slot.end, its)];
    const rrule =
      event.slot.rrule &&
      shiftRule(event.slot.rrule, startOfSeries(event.slot.start, its), startOfSeries(start, its));
    makeEvent({ ...event, slot: { ...event.slot, start, end, rrule } }, false);
  };
  const due =
    understood.entry.when === null ? null : format.dayMedium(understood.entry.when.start.slice(0, 10), today);
  const named = { title: titled(understood.entry.taskTitle).title };
  const taskLabel = due === null ? t('quick.asTask', named) : t('quick.asTaskDue', { ...named, due });
  const met = understood.who.find((one) => one.match?.table === 'customer')?.match ?? null;
  // A browser keeps Ctrl T and its like for its own windows.
  const lead = controls === null ? 'alt' : 'mod';
  const openMet: QuickAction[] =
    met === null
      ? []
      : [
          {
            id: 'quick.open',
            icon: 'people',
            label: t('quick.open', {
              name: [names.name(met), names.either(met.detail, met.detail_en)].filter(Boolean).join(' · '),
            }),
            keys: `${lead}+o`,
            run: () => {
              done();
              go(href('customers', met.id));
            },
          },
        ];
  const asTask: QuickAction = {
    id: 'quick.task',
    icon: 'task',
    label: taskLabel,
    keys: `${lead}+t`,
    run: makeTask,
  };
  const actions: readonly QuickAction[] =
    meant !== null
      ? [...meant.actions, asTask]
      : event === null
        ? [{ id: 'quick.task', icon: 'task', label: taskLabel, run: makeTask }, ...openMet]
        : [
            {
              id: 'quick.event',
              icon: 'plus',
              label: t(clashes(check) ? 'quick.asWrittenClash' : 'quick.asWritten'),
              run: () => makeEvent(event, false),
            },
            {
              id: 'quick.eventOpen',
              icon: 'calendar',
              label: t('quick.andOpen'),
              keys: 'mod+enter',
              run: () => makeEvent(event, true),
            },
            asTask,
            ...openMet,
          ];
  const slots = clashes(check) ? (check?.slots ?? []).slice(0, 3) : [];
  return {
    understood,
    meant,
    event,
    check,
    slots,
    actions,
    take,
    nextName: () => setTurns((now) => now + 1),
  };
}

const clashes = (check: QueryResult<'calendar.check'> | undefined): boolean =>
  (check?.conflicts ?? []).some(({ severity }) => severity !== 'info');
