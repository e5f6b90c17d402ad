import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { IconName } from '../ui/icon.tsx';
import type { Format } from './i18n/format.ts';
import { useFormat } from './i18n/use-format.ts';
import { useNames } from './name-of.ts';
import { href, hrefWith } from './route.ts';

type Params = Readonly<Record<string, string | number | null>>;
export interface NoticeLike {
  /** Of a conflict: the conflict itself. */
  readonly id: string;
  readonly kind: keyof typeof ICONS;
  readonly params: Params;
  readonly table_name: string | null;
  readonly row_id: string | null;
  /** Of a clash: the conflict that is open now; null: it is over. */
  readonly conflict?: string | null | undefined;
}

const ICONS = {
  event_moved: 'calendar',
  event_cancelled: 'close',
  event_changed: 'edit',
  invited: 'inbox',
  answered: 'check',
  answered_for: 'check',
  answered_first: 'check',
  countered: 'clock',
  counter_answered: 'clock',
  clash: 'clash',
  conflict: 'clash',
  room_refused: 'door',
  customer_moved: 'people',
  customer_changed: 'edit',
  change_refused: 'warn',
  rating_changed: 'down',
  balance_moved: 'up',
  bulletin: 'note',
  edits_quarantined: 'warn',
  deletion_held: 'warn',
  many_deleted: 'warn',
  duplicate_found: 'people',
  task_offered: 'task',
  task_answered: 'task',
  task_withdrawn: 'task',
} as const satisfies Record<string, IconName>;

/** A newer server may tell of what this window has no words for: it says so in general. */
const isKnown = (kind: string): kind is keyof typeof ICONS => Object.hasOwn(ICONS, kind);

const plain = (value: string | number | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);

/** What of a series a notice is about; an event that happens once has none of it. */
const WHICH = ['one', 'following', 'all'] as const;

/** `2026-12-15 18:00`, or a date, as people say it; the time alone where the day has just been named. */
export function wallWords(wall: string, format: Pick<Format, 'dayMedium'>, after = ''): string {
  const [date = '', time] = wall.replace('T', ' ').split(' ');
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return wall;
  if (time !== undefined && after.startsWith(date)) return time;
  return [format.dayMedium(date), ...(time === undefined ? [] : [time])].join(' ');
}

/** When a clash begins: two of one series are told apart by their day, which stands first, where nothing is cut. */
export function startOfClash({ kind, params }: Pick<NoticeLike, 'kind' | 'params'>): number | null {
  const start = kind === 'clash' ? params['start'] : kind === 'conflict' ? params['time'] : null;
  return typeof start === 'number' ? start : null;
}

/** The sentence of something that changed, in the reader's language. */
export function useNoticeWords(): (notice: NoticeLike) => string {
  const { t } = useTranslation('today');
  const format = useFormat();
  const names = useNames();
  return useCallback(
    ({ kind, params }) => {
      if (!isKnown(kind)) return t('newer_notice');
      const text = (key: string): string =>
        names.either(plain(params[key]) || null, plain(params[`${key}_en`]) || null);
      const amount = Number(params['amount'] ?? 0);
      const at = params['time'];
      const title = text('title');
      const which = WHICH.find((one) => one === params['which']);
      const line = t(keyOf(kind, params), {
        for: text('for'),
        said: t(`answers.${(plain(params['said']) || 'needs_action') as 'accepted'}`),
        // An answer that somebody gave for another.
        who: params['by'] === undefined ? text('who') : t('forWhom', { by: text('by'), who: text('who') }),
        title: which === undefined ? title : t(`ofSeries.${which}`, { title }),
        other: text('other'),
        customer: text('customer'),
        room: text('room'),
        from: plain(params['from']),
        to: plain(params['to']),
        of: plain(params['of']),
        key: plain(params['key']),
        count: Number(params['count'] ?? 1),
        time:
          typeof at === 'number'
            ? `${format.dayOfWeek(format.dateOf(at))} ${format.time(at)}`
            : wallWords(plain(at), format, plain(params['was'])),
        was: wallWords(plain(params['was']), format),
        old: plain(params['old']),
        place: plain(params['place']),
        word: plain(params['word']),
        answer: t(`answers.${(plain(params['answer']) || 'needs_action') as 'accepted'}`),
        reply: t(`replies.${(plain(params['reply']) || 'offered') as 'accepted'}`),
        amount: format.money(Math.abs(amount), plain(params['currency']) || 'CNY'),
      });
      const told = params['for'] === undefined ? line : t('inNameOf', { name: text('for'), line });
      const start = startOfClash({ kind, params });
      return start === null ? told : t('onDay', { day: format.dayShort(format.dateOf(start)), line: told });
    },
    [t, format, names],
  );
}

type Key =
  | Exclude<keyof typeof ICONS, 'balance_moved' | 'event_changed' | 'counter_answered'>
  | 'balance_up'
  | 'balance_down'
  | 'invited_at'
  | 'invited_for'
  | 'event_cancelled_at'
  | 'event_unasked'
  | 'event_unasked_for'
  | 'event_rule'
  | 'event_organiser'
  | 'event_passed'
  | 'event_moved_was'
  | 'event_renamed'
  | 'event_place'
  | 'event_no_place'
  | 'answered_word'
  | 'answered_once'
  | 'answered_once_word'
  | 'answered_times'
  | 'answered_times_word'
  | 'clash_taken'
  | 'room_refused_at'
  | 'counter_accepted'
  | 'counter_declined'
  | 'counter_declined_word'
  | 'book_came'
  | 'book_came_empty';

/** Which sentence a notice is told in, by what it says. */
export function keyOf(kind: keyof typeof ICONS, params: Params): Key {
  if (kind === 'balance_moved') return Number(params['amount'] ?? 0) < 0 ? 'balance_down' : 'balance_up';
  const isTimed = params['time'] !== undefined;
  if (kind === 'invited') {
    if (params['for'] !== undefined) return 'invited_for';
    return isTimed ? 'invited_at' : kind;
  }
  if (kind === 'event_cancelled') {
    if (params['unasked'] !== undefined)
      return params['for'] === undefined ? 'event_unasked' : 'event_unasked_for';
    return isTimed ? 'event_cancelled_at' : kind;
  }
  if (kind === 'customer_moved' && params['count'] !== undefined)
    return params['count'] === 0 ? 'book_came_empty' : 'book_came';
  if (kind === 'event_moved') return params['was'] === undefined ? kind : 'event_moved_was';
  if (kind === 'event_changed') {
    if (params['rule'] !== undefined) return 'event_rule';
    if (params['passed'] !== undefined) return 'event_passed';
    if (params['organiser'] !== undefined) return 'event_organiser';
    if (params['old'] !== undefined) return 'event_renamed';
    return params['place'] === '' ? 'event_no_place' : 'event_place';
  }
  // Of a series: which of its meetings is without a room.
  if (kind === 'room_refused' && isTimed) return 'room_refused_at';
  if (kind === 'clash' && params['other'] !== undefined && params['other'] === params['who'])
    return 'clash_taken';
  if (kind === 'answered') {
    const isWith = plain(params['word']) !== '';
    if (!isTimed) return isWith ? 'answered_word' : kind;
    if (Number(params['count'] ?? 1) > 1) return isWith ? 'answered_times_word' : 'answered_times';
    return isWith ? 'answered_once_word' : 'answered_once';
  }
  if (kind !== 'counter_answered') return kind;
  if (params['counter'] === 'accepted') return 'counter_accepted';
  return plain(params['word']) === '' ? 'counter_declined' : 'counter_declined_word';
}

export const noticeIcon = ({ kind, params }: NoticeLike): IconName =>
  kind === 'balance_moved' && Number(params['amount']) < 0
    ? 'down'
    : kind === 'conflict' && params['severity'] !== 'hard'
      ? 'warn'
      : isKnown(kind)
        ? ICONS[kind]
        : 'bell';

export const noticeTone = ({ kind, params }: NoticeLike): string =>
  kind === 'clash' || kind === 'room_refused' || (kind === 'conflict' && params['severity'] === 'hard')
    ? 'hard'
    : kind === 'conflict' ||
        kind === 'rating_changed' ||
        kind === 'change_refused' ||
        kind === 'edits_quarantined' ||
        kind === 'deletion_held' ||
        kind === 'many_deleted'
      ? 'soft'
      : 't2';

/** Where a notice leads; null: nowhere in particular. */
export function noticeLink({ id, kind, table_name, row_id, params, conflict }: NoticeLike): string | null {
  if (kind === 'change_refused' || kind === 'edits_quarantined') return href('sync');
  if (kind === 'conflict') return href('inbox', 'schedule', id);
  if (kind === 'invited') return href('inbox', 'invitations');
  // To that conflict, never to whichever is first in the list.
  if (kind === 'clash') return conflict ? href('inbox', 'schedule', conflict) : null;
  if (kind === 'countered')
    return row_id === null ? href('inbox', 'invitations') : href('inbox', 'counter', row_id);
  if (row_id === null) return null;
  if (table_name === 'customer') return href('customers', row_id);
  if (table_name === 'book') return href('customers');
  if (table_name === 'task') return href('tasks', row_id);
  if (table_name !== 'event') return null;
  // Said of one meeting of a series, it leads to that, and where that is gone to the day on which it stood.
  const meeting = params['recurrence_id'];
  const day = dayOf(params['time']) ?? dayOf(typeof meeting === 'string' ? meeting : undefined);
  if (typeof meeting === 'string')
    return hrefWith(day === null ? {} : { on: day }, 'calendar', 'event', row_id, meeting);
  if (day === null) return href('calendar', 'event', row_id);
  // One meeting that was taken out of its series is not the series, nor are those that were cut off.
  if (kind === 'event_cancelled' && (params['which'] === 'one' || params['which'] === 'following'))
    return href('calendar', 'week', day);
  return hrefWith({ on: day }, 'calendar', 'event', row_id);
}

/** The day of a time as a notice has it: `2026-12-15 18:00`, or a date. */
function dayOf(time: Params[string] | undefined): string | null {
  const day = plain(time).slice(0, 10);
  return /^\d{4}-\d\d-\d\d$/.test(day) ? day : null;
}
