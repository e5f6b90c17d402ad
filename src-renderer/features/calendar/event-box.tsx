import { memo, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { LINE_PX, roomBesideMark, type Room } from './event-room.ts';
import { markOf, statesOf } from './event-states.ts';
import { titleParts } from './title-parts.ts';

/** The classes of an event's states; see the table of states in the mockups. */
export function eventClass(
  instance: CalendarInstance,
  state: { past: boolean; selected: boolean; stale: boolean; narrow?: boolean },
): string {
  return [
    'ev',
    `k-${instance.kind}`,
    state.past && instance.severity !== 'hard' ? 'past' : '',
    instance.private ? 'priv' : instance.status === 'tentative' && instance.kind !== 'hold' ? 'tent' : '',
    instance.status === 'free' && instance.kind !== 'leave' ? 'free' : '',
    instance.severity === 'hard' ? 'c-hard' : instance.severity === 'soft' ? 'c-soft' : '',
    state.stale ? 'stale' : '',
    state.selected ? 'sel' : '',
    state.narrow ? 'nar' : '',
    instance.cancelled ? 'gone' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

export interface EventWords {
  head: string;
  /** What it is about, where: each a line of its own. */
  details: string[];
  short: string;
  /** What follows the short name in a narrow place. */
  shortDetails: string[];
}

/** The names under which an event goes: the customer first, what it is about below. */
export function useEventWords(): (instance: CalendarInstance) => EventWords {
  const { t } = useTranslation('calendar');
  const names = useNames();
  return (instance) => {
    const title = names.title(instance);
    const short = names.either(instance.short, instance.short_en);
    if (instance.source === 'busy' || title === '')
      return { head: t('busyTitle'), details: [], short: t('busyTitle'), shortDetails: [] };
    const { head, rest } = titleParts(title, short);
    const about =
      instance.answer === 'needs_action'
        ? t('unanswered')
        : instance.status === 'free'
          ? t('freeTime')
          : (instance.place ?? '');
    const afterShort = short !== '' && title.startsWith(short) ? title.slice(short.length).trim() : '';
    return {
      head,
      details: [rest, about].filter(Boolean),
      short: short || title,
      shortDetails: [rest || afterShort, about].filter(Boolean),
    };
  };
}

/** An event on a line of hours: two lines of its name, a Latin word on one, and the kind alone where none fits. */
export function NarrowWords({
  instance,
  minutes,
  words,
}: {
  instance: CalendarInstance;
  minutes: number;
  words: EventWords;
}): ReactElement {
  const text = minutes < 60 ? words.short : words.head;
  const busy = instance.source === 'busy' || instance.kind === 'busy';
  const latin = /^[\p{Script=Latin}\d]/u.test(text);
  if (minutes < 25 || (latin && minutes < 45))
    return <Icon name={instance.kind === 'busy' ? 'lock' : instance.kind} size="xs" />;
  return (
    <span className={latin && !text.includes(' ') ? 'tx one' : 'tx'} style={{ WebkitLineClamp: 2 }}>
      {busy ? <Icon name="lock" size="xs" /> : null}
      <b>{text}</b>
    </span>
  );
}

interface Resizable {
  readonly start: boolean;
  readonly end: boolean;
}
/** For what keeps its length. */
export const FIXED: Resizable = { start: false, end: false };

export const EventBox = memo(function EventBox({
  instance,
  room,
  now,
  selected,
  stale,
  className = '',
  style,
  resizable,
  onOpen,
  onEdit,
  onGrab,
  onResize,
}: {
  instance: CalendarInstance;
  room: Room;
  now: EpochMs;
  selected: boolean;
  stale: boolean;
  className?: string;
  style?: CSSProperties;
  /** Which of its edges are its start and end, and may be pulled. */
  resizable: Resizable;
  /** `how`: a press alone opens, with Ctrl it is chosen beside others, with Shift everything up to it. */
  onOpen: (instance: CalendarInstance, how: 'open' | 'toggle' | 'range') => void;
  /** It was pressed twice. */
  onEdit: (instance: CalendarInstance) => void;
  onGrab?: (instance: CalendarInstance, event: PointerEvent<HTMLElement>) => void;
  /** One of its edges was taken hold of: `start` is the upper one. */
  onResize?: (instance: CalendarInstance, event: PointerEvent<HTMLElement>, edge: 'start' | 'end') => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const words = useEventWords()(instance);
  const past = instance.end <= now;
  const mark = markOf(instance);
  const kind: IconName = instance.kind === 'busy' ? 'lock' : instance.kind;
  // What stands in its lines is not said a second time.
  const spoken = [
    ...new Set([
      t(`kinds.${instance.kind}`),
      words.head,
      ...words.details,
      format.timeRange(instance.startWall, instance.endWall),
      ...statesOf(instance).map((state) => t(state)),
    ]),
  ]
    .filter(Boolean)
    .join(', ');
  const single = room.lines <= 1;
  const { lines, shorter } = mark ? roomBesideMark(room) : { lines: room.lines, shorter: false };
  const marked = mark ? <Icon name={mark.icon} size="xs" label={t(mark.words)} /> : null;
  return (
    <div
      className={`${eventClass(instance, { past, selected, stale, narrow: room.narrow })} ${className}`.trim()}
      style={style}
      role="button"
      tabIndex={0}
      aria-label={spoken}
      aria-pressed={selected}
      title={
        instance.private || instance.source === 'busy'
          ? t('privateTitle')
          : `${words.head} ${format.timeRange(instance.startWall, instance.endWall)}`
      }
      data-key={instance.key}
      onDoubleClick={(event) => {
        event.stopPropagation();
        onEdit(instance);
      }}
      onClick={(event) =>
        onOpen(instance, event.ctrlKey || event.metaKey ? 'toggle' : event.shiftKey ? 'range' : 'open')
      }
      onKeyDown={(event: KeyboardEvent) => {
        if ((event.key !== 'Enter' && event.key !== ' ') || event.altKey) return;
        event.preventDefault();
        onOpen(instance, event.ctrlKey || event.metaKey ? 'toggle' : 'open');
      }}
      onPointerDown={(event) => onGrab?.(instance, event)}
    >
      {single ? (
        <div className="tl">
          {room.narrow ? null : <Icon name={kind} size="xs" />}
          <span className="cut">
            <b>{room.narrow ? words.short : words.head}</b>
          </span>
          {marked === null ? null : <span className="st">{marked}</span>}
        </div>
      ) : (
        <>
          <div className={shorter ? 'lines shorter' : 'lines'} style={{ height: lines * LINE_PX }}>
            <div className="tx" style={{ WebkitLineClamp: lines }}>
              {room.narrow ? null : <Icon name={kind} size="xs" />}
              <b>{room.narrow ? words.short : words.head}</b>
            </div>
            {(room.narrow ? words.shortDetails : words.details).map((line) => (
              <div key={line} className="m">
                {line}
              </div>
            ))}
          </div>
          {marked === null ? null : <span className="sb">{marked}</span>}
        </>
      )}
      {onResize
        ? (['start', 'end'] as const)
            .filter((edge) => resizable[edge])
            .map((edge) => (
              <span
                key={edge}
                className={`ev-handle ${edge}`}
                aria-hidden="true"
                onPointerDown={(event) => {
                  event.stopPropagation();
                  onResize(instance, event, edge);
                }}
              />
            ))
        : null}
    </div>
  );
});
