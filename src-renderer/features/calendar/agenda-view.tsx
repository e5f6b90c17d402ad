import { useRef, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useCalendar } from '../../state/calendar.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { useEventWords } from './event-box.tsx';
import { markOf, statesOf } from './event-states.ts';
import { bannerOn, isBanner, onDay } from './geometry.ts';
import type { DayMarks } from './use-day-marks.ts';
import { useDayDrag } from './use-day-drag.ts';

/** Day after day, one line an appointment: for reading on and for printing. Days with nothing are left out. */
export function AgendaView({
  days,
  instances,
  marks,
  today,
  now,
  selected,
  picked,
  onOpen,
  onEdit,
  onNew,
  onShift,
  onTurn,
}: {
  days: readonly DateText[];
  instances: readonly CalendarInstance[];
  marks: DayMarks;
  today: DateText;
  now: EpochMs;
  selected: string | null;
  picked: ReadonlySet<string>;
  onOpen: (instance: CalendarInstance, how: 'open' | 'toggle' | 'range') => void;
  onEdit: (instance: CalendarInstance) => void;
  onNew: (date: DateText) => void;
  onShift: (instance: CalendarInstance, days: number, copy: boolean) => void;
  onTurn: (date: DateText) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const list = useRef<HTMLDivElement>(null);
  const drag = useDayDrag(list, { shift: onShift, spread: NOTHING, days, turn: onTurn });
  const { target } = drag;
  const open: typeof onOpen = (instance, how) => {
    if (!drag.justDragged()) onOpen(instance, how);
  };
  useKeys('screen', [
    { keys: 'arrowdown', label: t('keys.lines'), byFocus: true, run: NOTHING },
    { keys: 'x', label: t('keys.choose'), byFocus: true, run: NOTHING },
    { keys: 'alt+arrowdown', label: t('keys.moveDay'), byFocus: true, run: NOTHING },
    {
      keys: 'c',
      label: t('keys.toList'),
      run: () => list.current?.querySelector<HTMLElement>('.agenda-line:not(.past), .agenda-line')?.focus(),
    },
  ]);
  const filled = days
    .map((date) => ({
      date,
      its: instances
        .filter((one) => (isBanner(one) ? bannerOn(one, date) : onDay(one, date) !== null))
        .sort((a, b) => b.all_day - a.all_day || a.start - b.start),
    }))
    .filter(({ date, its }) => its.length > 0 || date === today);
  const signOf = (date: DateText): string => {
    const mark = marks.markOf(date);
    return mark === null ? '' : `${mark.mark} ${mark.name}`.trim();
  };
  return (
    <div
      ref={list}
      className="agenda scroll"
      role="group"
      aria-label={t('grid')}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (drag.onKeyDown(event, instances, BY_DAY) || moveFocus(event)) event.preventDefault();
      }}
    >
      {target === null ? null : (
        <span className="agenda-to" role="status">
          {t(target.mode === 'copy' ? 'agenda.copyTo' : 'agenda.moveTo', {
            when: format.dayMedium(target.from),
          })}
          {target.others > 0 ? ` ${t('several.others', { count: target.others })}` : ''}
        </span>
      )}
      {filled.length === 0 ? <EmptyState what={t('agenda.empty')} why={t('agenda.emptyWhy')} /> : null}
      {filled.map(({ date, its }) => (
        <section
          key={date}
          aria-label={t('column', { day: format.dayLong(date), count: its.length })}
          className={target !== null && target.from <= date && date <= target.to ? 'drop' : ''}
          data-cell={date}
        >
          <GroupHeader
            text={date === today ? `${t('today')} ${format.dayMedium(date)}` : format.dayMedium(date, today)}
            count={signOf(date) || format.lunarShort(date)}
          >
            <Button
              kind="quiet"
              size="s"
              icon="plus"
              label={t('agenda.newOn', { day: format.dayMedium(date) })}
              onPress={() => onNew(date)}
            />
          </GroupHeader>
          {its.length === 0 ? <p className="small t3 agenda-none">{t('agenda.nothing')}</p> : null}
          {its.map((instance) => (
            <AgendaLine
              key={instance.key}
              instance={instance}
              date={date}
              past={instance.end <= now}
              selected={instance.key === selected || picked.has(instance.key)}
              onOpen={open}
              onEdit={onEdit}
              onGrab={drag.onGrab}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

function AgendaLine({
  instance,
  date,
  past,
  selected,
  onOpen,
  onEdit,
  onGrab,
}: {
  instance: CalendarInstance;
  date: DateText;
  past: boolean;
  selected: boolean;
  onOpen: (instance: CalendarInstance, how: 'open' | 'toggle' | 'range') => void;
  onEdit: (instance: CalendarInstance) => void;
  onGrab: (instance: CalendarInstance, event: PointerEvent<HTMLElement>) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const words = useEventWords()(instance);
  const mark = markOf(instance);
  // Lines have no stripes: what is tentative or private is said.
  const states = statesOf(instance).filter((state) => state !== mark?.words);
  const kind: IconName = instance.kind === 'busy' ? 'lock' : instance.kind;
  return (
    <div
      className={[
        'ag',
        'agenda-line',
        `k-${instance.kind}`,
        past ? 'past' : '',
        selected ? 'sel' : '',
        instance.cancelled ? 'gone' : '',
      ]
        .filter(Boolean)
        .join(' ')}
      role="button"
      tabIndex={0}
      aria-pressed={selected}
      data-key={instance.key}
      onClick={(event) =>
        onOpen(instance, event.ctrlKey || event.metaKey ? 'toggle' : event.shiftKey ? 'range' : 'open')
      }
      onDoubleClick={() => onEdit(instance)}
      onPointerDown={(event) => onGrab(instance, event)}
      onKeyDown={(event) => {
        if ((event.key !== 'Enter' && event.key !== ' ') || event.altKey) return;
        event.preventDefault();
        onOpen(instance, event.ctrlKey || event.metaKey ? 'toggle' : 'open');
      }}
    >
      <span className="t2 nw num">{isBanner(instance) ? t('allDay') : timesOn(instance, date)}</span>
      <span className="bar2" aria-hidden="true" />
      <span className="ki x">
        <Icon name={kind} size="s" label={t(`kinds.${instance.kind}`)} />
      </span>
      <span className="cut">
        <b className="med">{words.head}</b>{' '}
        <span className="small t3">
          {[
            ...new Set([
              ...words.details.filter((one) => mark === null || one !== t(mark.words)),
              ...states.map((state) => t(state)),
            ]),
          ].join(' · ')}
        </span>
      </span>
      <span
        className={`x g1 small nw ${mark?.icon === 'clash' ? 'hard' : mark?.icon === 'warn' ? 'soft' : 't3'}`}
      >
        {mark ? (
          <>
            <Icon name={mark.icon} size="xs" />
            {t(mark.words)}
          </>
        ) : null}
      </span>
    </div>
  );

  /** Of an appointment over midnight, what of it is on this day. */
  function timesOn(one: CalendarInstance, day: DateText): string {
    const part = onDay(one, day);
    return part === null ? '' : format.minuteRange(part.from, part.to);
  }
}

const BY_DAY: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };
const NOTHING = (): void => {};

/** Up and down go from line to line, over the heads of the days; with Shift what is passed is chosen, X chooses it alone. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('.agenda-line')];
  const at = lines.indexOf(document.activeElement as HTMLElement);
  const key = lines[at]?.dataset['key'];
  const { pick, picked, togglePick } = useCalendar.getState();
  if (event.key === 'x' && key !== undefined) {
    togglePick(key);
    return true;
  }
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return false;
  const next = lines[Math.max(0, Math.min(lines.length - 1, at + by))];
  if (!next) return false;
  const to = next.dataset['key'];
  if (event.shiftKey && key !== undefined && to !== undefined) pick([...picked, key, to]);
  next.focus();
  return true;
}
