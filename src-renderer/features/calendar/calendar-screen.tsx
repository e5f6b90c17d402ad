import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { ask } from '../../bridge/ask.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useCrumb } from '../../app/crumb.ts';
import { useHints } from '../../app/hints.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useNow } from '../../app/use-now.ts';
import { useCalendar } from '../../state/calendar.ts';
import { Pane, SidePane } from '../../ui/panes.tsx';
import { CalendarAside } from './calendar-aside.tsx';
import { CalendarBar } from './calendar-bar.tsx';
import { CalendarSide } from './calendar-side.tsx';
import { CalendarWork } from './calendar-work.tsx';
import { draftOf, leaveDraft, newDraft, type EventDraft } from './event-draft.ts';
import { FileMenu } from './file/file-menu.tsx';
import { useFileDrop } from './file/use-file-drop.ts';
import { keysBetween } from './grid-focus.ts';
import { listsChosen } from './meant.ts';
import { useAddress, useJump, type Address } from './use-address.ts';
import { useCalendarWindow } from './use-calendar-window.ts';
import { slotsInGrid } from './helpful-slots.ts';
import { useEventDetail } from './use-event-detail.ts';
import { useEventMoves } from './use-event-moves.ts';
import { useFocusBack } from './use-focus-back.ts';
import { useMaking } from './use-making.ts';
import { useNextFree } from './use-next-free.ts';
import { usePicks } from './use-picks.ts';
import { useTeamDrop } from './use-team-drop.ts';
import { WhichDialog } from './which-dialog.tsx';
import './calendar.css';
import './calendar-month.css';
import './calendar-team.css';
import './calendar-event.css';
import './calendar-year.css';
import './calendar-paper.css';
import './calendar-signs.css';
import './calendar-keys.css';
import './calendar-narrow.css';

const NOTHING = {};

/** Day, week, month, agenda, year and team. */
export default function CalendarScreen(): ReactElement {
  const { t } = useTranslation('calendar');
  const common = useTranslation();
  const names = useNames();
  const zone = useZone();
  const today = useFormat().dateOf(useNow());
  const address = useAddress(today);
  const { view, date, chosen, asked } = address;
  const window = useCalendarWindow(address);
  const detail = useEventDetail(chosen, address.recurrence, zone);
  const moves = useEventMoves(address, window.all);
  const some = usePicks(window, detail, address, moves);
  const heading = useHeading(address, window.days, today);
  const listed = listsChosen({ some, open: detail?.instance });
  const reminder = useLiveQuery('settings.all', NOTHING)?.defaultReminder ?? null;
  const making = useMaking();
  const free = useNextFree();
  const { write, writeAt, importFile, done } = making;
  useFileDrop(importFile);
  useCrumb(t(`views.${view}`));
  useJump(address, detail);
  useFocusBack(making.making.form !== null, detail?.instance.key ?? null);

  /** A meeting that waits for its time: whom it concerns comes first. */
  const find = (title: string): void => {
    const { date: day, from } = free.on(date);
    const at = { date: day, from, to: from + 60 };
    const initial = { ...newDraft(at, zone, reminder, title), kind: 'meeting' as const };
    write({ initial, editing: null, finding: true });
  };
  const spread = (first: DateText, last: DateText): void => {
    moves.giveUp();
    writeAt({ ...newDraft({ date: first, from: null, to: null }, zone, reminder), endDay: last });
  };
  /** At a time that was pointed at, else where the day has one. */
  const draftAt = (on: DateText, from?: number, to?: number): EventDraft => {
    const at = from === undefined || to === undefined ? free.on(on) : { date: on, from, to };
    return newDraft(at, zone, reminder);
  };
  useEffect(() => {
    if (asked === null || !free.known) return;
    if (asked.find) find(asked.title);
    else if (asked.leave)
      write({ initial: leaveDraft(date, zone, asked.title || t('kinds.leave')), editing: null });
    else {
      const initial = {
        ...draftAt(date),
        title: asked.title,
        ...(asked.kind === null ? {} : { kind: asked.kind }),
      };
      if (asked.customer === null) write({ initial, editing: null });
      else
        void ask('customer.page', { id: asked.customer }).then((found) => {
          const customer = found.ok ? found.value?.customer : undefined;
          const customers = customer ? [{ id: customer.id, name: names.name(customer) }] : [];
          write({ initial: { ...initial, customers }, editing: null });
        });
    }
    address.answered();
    // oxlint-disable-next-line react/exhaustive-deps -- once for each title that the address asks for
  }, [asked, free.known]);
  const lastPressed = useRef<string | null>(null);
  const open = (instance: CalendarInstance, how: 'open' | 'toggle' | 'range'): void => {
    if (instance.source === 'busy') return;
    const { pick, picked, togglePick } = useCalendar.getState();
    const before = lastPressed.current ?? detail?.instance.key ?? null;
    lastPressed.current = instance.key;
    done();
    moves.giveUp();
    if (how === 'toggle') {
      // The event that is open belongs to what is chosen from now on.
      if (picked.size === 0 && before !== null && before !== instance.key) pick([before, instance.key]);
      else togglePick(instance.key);
      return;
    }
    if (how === 'range' && before !== null) return pick(keysBetween(window.instances, before, instance.key));
    pick([]);
    address.choose(instance.event_id, instance.recurrence_id);
  };
  const editOf = async (instance: CalendarInstance): Promise<void> => {
    const { event_id: id, recurrence_id } = instance;
    const found = await ask('calendar.event', { id, recurrence_id, zone });
    if (!found.ok || !found.value?.editable) return;
    moves.giveUp();
    write({ initial: draftOf(found.value, names), editing: found.value });
  };
  const edit = (): void => {
    if (detail) write({ initial: draftOf(detail, names), editing: detail });
  };

  const teamDrop = useTeamDrop({
    reminder,
    moves,
    onWrite: (initial, editing, begun) => write({ initial, editing, begun }),
  });

  useKeys('screen', [
    { keys: 't', label: t('today'), run: () => address.to(today) },
    { keys: 'd', label: t('views.day'), run: () => address.to(date, 'day') },
    { keys: 'w', label: t('views.week'), run: () => address.to(date, 'week') },
    { keys: 'm', label: t('views.month'), run: () => address.to(date, 'month') },
    { keys: 'a', label: t('views.agenda'), run: () => address.to(date, 'agenda') },
    { keys: 'y', label: t('views.year'), run: () => address.to(date, 'year') },
    { keys: 'p', label: t('views.team'), run: () => address.to(date, 'team') },
    { keys: 'shift+p', label: t('views.teamWeek'), run: () => address.to(date, 'teamWeek') },
    { keys: 'n', label: t('hints.new'), run: () => write({ initial: draftAt(date), editing: null }) },
    { keys: 'f', label: t('find.open'), run: () => find('') },
    { keys: 'j', label: t(`next.${view}`), run: () => address.step(1) },
    { keys: 'k', label: t(`previous.${view}`), run: () => address.step(-1) },
  ]);
  const severalHints = [
    { keys: 'mod+d', label: t('several.duplicate') },
    { keys: 'delete', label: t('hints.remove') },
    { keys: 'escape', label: t('several.none') },
  ];
  useHints(
    listed
      ? severalHints
      : [
          ...(detail && detail.slots.length > 0 ? [{ keys: ['1', '2', '3'], label: t('hints.slots') }] : []),
          ...(detail?.editable
            ? [{ keys: 'e', label: t('hints.edit') }]
            : [{ keys: 'n', label: t('hints.new') }]),
          { keys: 't', label: t('hints.today') },
          { keys: ['d', 'w', 'm'], label: t('hints.views') },
          { keys: 'p', label: t('hints.team') },
        ],
  );

  return (
    <>
      {view === 'team' || view === 'teamWeek' || view === 'year' ? null : (
        <SidePane label={t('kindsTitle')} width={190} closeLabel={common.t('kit.close')} icon="filter">
          <CalendarSide
            date={date}
            shownDays={window.days}
            today={today}
            weekStart={window.weekStart}
            instances={window.all}
            ages={window.ages}
            onDay={(day) => address.to(day)}
          />
        </SidePane>
      )}
      <Pane label={t('title')} className="calendar">
        <CalendarBar
          view={view}
          {...heading}
          onStep={address.step}
          onToday={() => address.to(today)}
          onView={(next) => address.to(date, next)}
          onNew={() => write({ initial: draftAt(date), editing: null })}
          more={
            <FileMenu
              onYear={() => address.to(date, 'year')}
              onImport={() => importFile(null)}
              fileName={`semicolon-${today}.ics`}
            />
          }
        />
        <CalendarWork
          address={address}
          window={window}
          detail={detail}
          some={some}
          moves={moves}
          free={slotsInGrid({
            moved: moves.pending?.check?.slots,
            isAsked: moves.several.pending !== null || moves.pendingSeries !== null,
            isWriting: making.making.form !== null,
            isListed: listed,
            opened: detail?.slots,
          })}
          onOpen={open}
          onEdit={(instance) => void editOf(instance)}
          onNew={(...at) => writeAt(draftAt(...at))}
          onSpread={spread}
          onTeamDrop={(...dropped) => void teamDrop(...dropped)}
        />
      </Pane>
      <CalendarAside
        address={address}
        detail={detail}
        making={making}
        some={some}
        moves={moves}
        onEdit={edit}
      />
      {moves.asking === null ? null : (
        <WhichDialog
          what={moves.asking.what}
          several={moves.asking.several}
          {...(moves.asking.goes && { goes: moves.asking.goes })}
          onChoose={moves.asking.run}
          onClose={moves.giveUp}
        />
      )}
    </>
  );
}

/** What is shown, in words, and the number of the week where it is one. */
function useHeading(
  { view, date }: Address,
  days: readonly DateText[],
  today: DateText,
): { heading: string; week: string } {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const [first, last] = [days[0]!, days.at(-1)!];
  switch (view) {
    case 'week':
    case 'teamWeek':
      return { heading: format.range(first, last), week: format.week(first) };
    case 'agenda':
      return { heading: format.range(first, last), week: '' };
    case 'month':
      return { heading: format.month(date), week: '' };
    case 'year':
      return { heading: t('year.title', { year: date.slice(0, 4) }), week: '' };
    case 'day':
    case 'team':
      return { heading: format.dayLong(date, today), week: format.week(first) };
  }
}
