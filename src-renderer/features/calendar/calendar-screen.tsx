import { useCallback, useEffect, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { CalendarInstance, EventDetail } from '../../../src-shared/contract/calendar.ts';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { Which } from '../../../src-shared/contract/shapes.ts';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import { instantToWall, wallToInstant } from '../../../src-shared/domain/calendar/zone.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { ask } from '../../bridge/ask.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useCrumb } from '../../app/crumb.ts';
import { useDesk } from '../../app/desk-data.ts';
import { useHints } from '../../app/hints.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { go, replace, useRoute } from '../../app/router.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useNow } from '../../app/use-now.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { useCalendar, type Ghost } from '../../state/calendar.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { AsidePane, Pane, SidePane } from '../../ui/panes.tsx';
import { CalendarBar, VIEWS, type View } from './calendar-bar.tsx';
import { CalendarSide } from './calendar-side.tsx';
import { DayGrid } from './day-grid.tsx';
import { AgendaView } from './agenda-view.tsx';
import { EventAside } from './event-aside.tsx';
import { draftOf, newDraft, type EventDraft } from './event-draft.ts';
import { draftForCheck } from './draft-for-check.ts';
import { EventForm } from './event-form.tsx';
import { CalendarImport } from './file/calendar-import.tsx';
import { FileMenu } from './file/file-menu.tsx';
import { useFileDrop } from './file/use-file-drop.ts';
import { daysOf, minutesOf, stepped, wallAt } from './geometry.ts';
import { MonthGrid } from './month-grid.tsx';
import { MoveCheck } from './move-check.tsx';
import { TeamView } from './team-view.tsx';
import { useEventDetail } from './use-event-detail.ts';
import { WhichDialog } from './which-dialog.tsx';
import { YearView } from './year-view.tsx';
import './calendar.css';

const NOTHING = {};

/** A move that waits: for an answer about its conflicts, or about which instances it means. */
interface PendingMove {
  instance: CalendarInstance;
  start: string;
  end: string;
  check: QueryResult<'calendar.check'> | null;
}

/** Day, week, month and team; the address is `#/calendar/<view>/<date>/<event>/<instance>`. */
export default function CalendarScreen(): ReactElement {
  const { t } = useTranslation('calendar');
  const common = useTranslation();
  const format = useFormat();
  const names = useNames();
  const zone = useZone();
  const { me } = useDesk();
  const now = useNow();
  const today = format.dateOf(now);
  const route = useRoute();
  const tell = useOutcome();
  const settings = useLiveQuery('settings.all', NOTHING);
  const session = useLiveQuery('session.state', NOTHING);
  // Named one by one: a ghost that moves must not draw the screen again.
  const { hidden, people, ownShown, setGhost } = useCalendar(
    useShallow(({ hidden, people, ownShown, setGhost }) => ({ hidden, people, ownShown, setGhost })),
  );
  const [form, setForm] = useState<{ initial: EventDraft; editing: EventDetail | null } | null>(null);
  const [pending, setPending] = useState<PendingMove | null>(null);
  /** A calendar file on its way in; `file` where it was dropped. */
  const [importing, setImporting] = useState<{ file: File | null } | null>(null);
  useFileDrop(useCallback((file: File) => setImporting({ file }), []));
  const [asking, setAsking] = useState<{ what: 'move' | 'remove'; run: (which: Which) => void } | null>(null);

  const [viewPart, datePart, eventId, recurrence] = route.path;
  const jumps = viewPart === 'event';
  const view: View = VIEWS.find((one) => one === viewPart) ?? 'week';
  const date: DateText = !jumps && datePart && /^\d{4}-\d\d-\d\d$/.test(datePart) ? datePart : today;
  const chosen = jumps ? (datePart ?? null) : (eventId ?? null);
  const weekStart = settings?.weekStart ?? 1;
  const days = useMemo(() => daysOf(view, date, weekStart), [view, date, weekStart]);
  const shownPeople = useMemo(
    () => [...(me !== null && ownShown ? [me.id] : []), ...people],
    [me, ownShown, people],
  );
  const found = useLiveQuery(
    'calendar.window',
    view === 'team' || view === 'year'
      ? null
      : { from: days[0]!, to: addDays(days.at(-1)!, 1), zone, people: shownPeople },
  );
  const all = found?.instances;
  const instances = useMemo(
    () => (all ?? []).filter((one) => one.kind === 'busy' || !hidden.has(one.kind)),
    [all, hidden],
  );
  const detail = useEventDetail(chosen, (jumps ? null : recurrence) ?? null, zone);

  useCrumb(t(`views.${view}`));
  // A link to an event alone leads to its day.
  useEffect(() => {
    if (jumps && detail)
      replace(
        href(
          'calendar',
          'week',
          detail.instance.startWall.slice(0, 10),
          detail.instance.event_id,
          ...(detail.instance.recurrence_id ? [detail.instance.recurrence_id] : []),
        ),
      );
  }, [jumps, detail]);
  const asked = route.query['new'];
  const reminder = settings?.defaultReminder ?? null;
  useEffect(() => {
    if (asked === undefined) return;
    const from = Math.min(1380, (Math.floor(minutesOf(instantToWall(now, zone)) / 30) + 1) * 30);
    setForm({ initial: newDraft({ date, from, to: from + 60 }, zone, reminder, asked), editing: null });
    replace(href('calendar', view, date));
  }, [asked, date, view, zone, now, reminder]);

  const to = (next: DateText, nextView: View = view): void => go(href('calendar', nextView, next));
  const step = (by: 1 | -1): void => to(stepped(view, date, by));
  const open = (instance: CalendarInstance): void => {
    if (instance.source === 'busy') return;
    setForm(null);
    go(
      href(
        'calendar',
        view,
        date,
        instance.event_id,
        ...(instance.recurrence_id ? [instance.recurrence_id] : []),
      ),
    );
  };
  const create = (at: DateText = date, from: number | null = null, until: number | null = null): void =>
    setForm({
      initial: newDraft({ date: at, from: from ?? 540, to: until ?? 600 }, zone, reminder),
      editing: null,
    });
  const edit = (): void => {
    if (detail) setForm({ initial: draftOf(detail, names), editing: detail });
  };

  const whenWords = (start: string, end: string): string =>
    `${format.dayOfWeek(start.slice(0, 10))} ${format.timeRange(start, end)}`;
  const moveNow = async (move: PendingMove, which: Which): Promise<void> => {
    setAsking(null);
    setPending(null);
    setGhost(null);
    const { instance, start, end } = move;
    const done = await run('event.move', {
      id: instance.event_id,
      recurrence_id: instance.recurrence_id,
      which,
      start,
      end,
      zone,
    });
    if (tell(done, t('moved', { when: whenWords(start, end) })) && done.ok && chosen !== null)
      go(
        href(
          'calendar',
          view,
          view === 'day' ? start.slice(0, 10) : date,
          done.value.id,
          ...(which === 'this' || !instance.recurrence_id ? [] : [instance.recurrence_id]),
        ),
      );
  };
  const move = (pendingMove: PendingMove): void => {
    if (pendingMove.instance.series)
      setAsking({ what: 'move', run: (which) => void moveNow(pendingMove, which) });
    else void moveNow(pendingMove, 'all');
  };
  const moveTo = (instance: CalendarInstance, slot: FreeSlot): void =>
    move({
      instance,
      start: instantToWall(slot.start, zone),
      end: instantToWall(slot.end, zone),
      check: null,
    });

  const drop = async (ghost: Ghost, instance: CalendarInstance | null): Promise<void> => {
    if (instance === null) {
      setGhost(null);
      return create(ghost.date, ghost.from, ghost.to);
    }
    const [start, end] = [wallAt(ghost.date, ghost.from), wallAt(ghost.date, ghost.to)];
    if (start === instance.startWall && end === instance.endWall) return setGhost(null);
    const full = await ask('calendar.event', {
      id: instance.event_id,
      recurrence_id: instance.recurrence_id,
      zone,
    });
    const check =
      full.ok && full.value !== null
        ? await ask('calendar.check', draftForCheck(full.value, start, end, zone))
        : null;
    const clash =
      check?.ok && check.value.conflicts.some((one) => one.severity !== 'info') ? check.value : null;
    const pendingMove: PendingMove = { instance, start, end, check: clash };
    if (clash === null) move(pendingMove);
    else setPending(pendingMove);
  };
  const remove = (): void => {
    if (!detail) return;
    const { instance, event } = detail;
    const really = async (which: Which): Promise<void> => {
      setAsking(null);
      if (
        tell(
          await run('event.remove', { id: instance.event_id, recurrence_id: instance.recurrence_id, which }),
          t('removed', { title: names.title(event) }),
        )
      )
        go(href('calendar', view, date));
    };
    if (instance.series) setAsking({ what: 'remove', run: (which) => void really(which) });
    else void really('all');
  };

  useKeys('screen', [
    { keys: 't', label: t('today'), run: () => to(today) },
    { keys: 'd', label: t('views.day'), run: () => to(date, 'day') },
    { keys: 'w', label: t('views.week'), run: () => to(date, 'week') },
    { keys: 'm', label: t('views.month'), run: () => to(date, 'month') },
    { keys: 'a', label: t('views.agenda'), run: () => to(date, 'agenda') },
    { keys: 'y', label: t('views.year'), run: () => to(date, 'year') },
    { keys: 'p', label: t('views.team'), run: () => to(date, 'team') },
    { keys: 'n', label: t('hints.new'), run: () => create() },
    { keys: 'j', label: t(`next.${view}`), run: () => step(1) },
    { keys: 'k', label: t(`previous.${view}`), run: () => step(-1) },
  ]);
  useHints([
    ...(detail && detail.slots.length > 0 ? [{ keys: ['1', '2', '3'], label: t('hints.slots') }] : []),
    ...(detail ? [{ keys: 'e', label: t('hints.edit') }] : [{ keys: 'n', label: t('hints.new') }]),
    { keys: 't', label: t('hints.today') },
    { keys: ['d', 'w', 'm'], label: t('hints.views') },
    { keys: 'p', label: t('hints.team') },
  ]);

  const heading =
    view === 'week'
      ? format.range(days[0]!, days[6]!)
      : view === 'month'
        ? format.month(date)
        : view === 'agenda'
          ? format.range(days[0]!, days.at(-1)!)
          : view === 'year'
            ? t('year.title', { year: date.slice(0, 4) })
            : format.dayLong(date, today);
  const workHours = {
    from: minutesOf(`${today}T${session?.me?.work_start ?? '08:30'}`),
    to: minutesOf(`${today}T${session?.me?.work_end ?? '17:30'}`),
  };
  const staleOf = (instance: CalendarInstance): boolean =>
    instance.subject_id !== me?.id && (found?.asOf[instance.subject_id]?.stale ?? false);
  const slots = (pending?.check?.slots ?? (form === null ? detail?.slots : undefined) ?? []).map((slot) => {
    const [start, end] = [instantToWall(slot.start, zone), instantToWall(slot.end, zone)];
    return {
      slot,
      date: start.slice(0, 10),
      from: minutesOf(start),
      to: end.slice(0, 10) > start.slice(0, 10) ? 1440 : minutesOf(end),
    };
  });

  return (
    <>
      {view === 'team' || view === 'year' ? null : (
        <SidePane label={t('kindsTitle')} width={190} closeLabel={common.t('kit.close')} icon="filter">
          <CalendarSide
            date={date}
            shownDays={days}
            today={today}
            weekStart={weekStart}
            instances={all ?? []}
            ages={found?.asOf ?? {}}
            onDay={(day) => to(day)}
          />
        </SidePane>
      )}
      <Pane label={t('title')} className="calendar">
        <CalendarBar
          view={view}
          heading={heading}
          week={view === 'month' || view === 'year' || view === 'agenda' ? '' : format.week(days[0]!)}
          onStep={step}
          onToday={() => to(today)}
          onView={(next) => to(date, next)}
          onNew={() => create()}
          more={
            <FileMenu
              onYear={() => to(date, 'year')}
              onImport={() => setImporting({ file: null })}
              fileName={`semicolon-${today}.ics`}
            />
          }
        />
        {view === 'team' ? (
          <TeamView date={date} unit={null} now={now} selected={detail?.instance.key ?? null} onOpen={open} />
        ) : view === 'year' ? (
          <YearView
            year={date.slice(0, 4)}
            today={today}
            weekStart={weekStart}
            onDay={(day) => to(day, 'day')}
          />
        ) : view === 'agenda' ? (
          <AgendaView
            days={days}
            instances={instances}
            today={today}
            now={now}
            selected={detail?.instance.key ?? null}
            onOpen={open}
            onNew={(day) => create(day)}
          />
        ) : view === 'month' ? (
          <MonthGrid
            days={days}
            month={date.slice(0, 7)}
            instances={instances}
            today={today}
            now={now}
            selected={detail?.instance.key ?? null}
            staleOf={staleOf}
            onOpen={open}
            onDay={(day) => to(day, 'day')}
            onNew={(day) => create(day)}
          />
        ) : (
          <DayGrid
            days={days}
            instances={instances}
            today={today}
            now={now}
            nowMinutes={minutesOf(instantToWall(now, zone))}
            selected={pending?.instance.key ?? detail?.instance.key ?? null}
            slots={slots}
            workHours={workHours}
            staleOf={staleOf}
            onOpen={open}
            onDrop={(ghost, instance) => void drop(ghost, instance)}
            onDay={(day) => to(day, 'day')}
          />
        )}
      </Pane>
      <AsidePane
        label={t('detail')}
        icon="calendar"
        closeLabel={common.t('kit.close')}
        openFor={detail?.instance.key ?? null}
        {...(form !== null || pending !== null || importing !== null
          ? {
              open: true,
              width: 340,
              onOpenChange: (next: boolean) =>
                !next && (setForm(null), setPending(null), setGhost(null), setImporting(null)),
            }
          : {})}
      >
        {importing !== null ? (
          <CalendarImport file={importing.file} onClose={() => setImporting(null)} />
        ) : pending?.check ? (
          <MoveCheck
            check={pending.check}
            title={names.title(pending.instance)}
            when={whenWords(pending.start, pending.end)}
            from={wallToInstant(pending.start, zone)}
            ownEvent={pending.instance.event_id}
            onTake={(slot) => moveTo(pending.instance, slot)}
            onAnyway={() => move({ ...pending, check: null })}
            onCancel={() => {
              setPending(null);
              setGhost(null);
            }}
          />
        ) : form !== null ? (
          <EventForm
            key={form.editing?.instance.key ?? 'new'}
            initial={form.initial}
            editing={form.editing}
            onClose={() => setForm(null)}
            onSaved={(id) => {
              const kept = form.editing?.instance.recurrence_id;
              setForm(null);
              go(
                href(
                  'calendar',
                  view,
                  view === 'day' || view === 'team' ? form.initial.startDay : date,
                  id,
                  ...(kept && id === form.editing?.instance.event_id ? [kept] : []),
                ),
              );
            }}
          />
        ) : chosen === null ? (
          <EmptyState what={t('nothing')} why={t('nothingWhy')} />
        ) : detail === null ? (
          <EmptyState what={t('gone')} why={t('goneWhy')} />
        ) : detail === undefined ? null : (
          <EventAside
            key={detail.instance.key}
            detail={detail}
            onEdit={edit}
            onRemove={remove}
            onMoveTo={(slot) => moveTo(detail.instance, slot)}
          />
        )}
      </AsidePane>
      {asking === null ? null : (
        <WhichDialog
          what={asking.what}
          onChoose={asking.run}
          onClose={() => {
            setAsking(null);
            setGhost(null);
          }}
        />
      )}
    </>
  );
}
