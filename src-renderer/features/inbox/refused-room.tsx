import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_WITHOUT } from '../../../src-shared/contract/calendar.ts';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import { meetingsIn } from '../../../src-shared/domain/calendar/matter.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useAct } from '../../app/use-act.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

type Detail = NonNullable<QueryResult<'inbox.schedule'>>;
type Room = NonNullable<Detail['rooms']>['free'][number];

/** One for each free room, in the order in which they are told. */
const KEYS = ['q', 'w', 'e'] as const;
export const [BEST_ROOM] = KEYS;
const WITHOUT = 'z';

interface OtherRoom {
  keys: { keys: string; label: string; run: () => void }[];
  hints: { keys: string[]; label: string }[];
  /** What is best done, where a room is free for all meetings. */
  best: { label: string; run: () => void } | null;
  take: (room: Room | null) => void;
}

/** What can be done about a room that was refused, beside moving the meeting: keys, and the acts behind them. */
export function useOtherRoom({ conflict, rooms }: Detail, onSettled: () => void): OtherRoom {
  const { t } = useTranslation('inbox');
  const names = useNames();
  const format = useFormat();
  const act = useAct();
  const { a, subject } = conflict;
  const free = a.editable ? (rooms?.free ?? []) : [];
  const label = (room: Room): string =>
    t(room.id === subject.id ? 'rooms.again' : 'rooms.take', { room: names.name(room) });
  const change = async (room: Room | null): Promise<void> => {
    const but = room?.missing ?? [];
    const days = names.texts(but.map(({ start }) => format.dayShort(format.dateOf(start))));
    const said =
      room === null
        ? t('rooms.dropped', { room: names.name(subject) })
        : t(but.length > 0 ? 'rooms.takenBut' : 'rooms.taken', { room: names.name(room), days });
    const done = await act(
      'event.otherRoom',
      {
        id: a.event_id,
        // All that wait for it: the series, or what happens once.
        recurrence_id: null,
        refused: subject.id,
        instead: room?.id ?? null,
        except: but.map((one) => one.recurrence_id),
      },
      said,
    );
    if (done !== undefined) onSettled();
  };
  const take = (room: Room | null): void => void change(room);
  const takable = free.map((room, at) => ({ room, keys: KEYS[at]! })).filter(({ room }) => isTakable(room));
  const best = free[0] && free[0].missing.length === 0 ? free[0] : null;
  return {
    take,
    best: best && { label: label(best), run: () => take(best) },
    keys: [
      ...takable.map(({ room, keys }) => ({ keys, label: label(room), run: () => take(room) })),
      ...(rooms !== null && a.editable
        ? [
            {
              keys: WITHOUT,
              label: t('rooms.drop', { room: names.name(subject) }),
              run: () => take(null),
            },
          ]
        : []),
    ],
    hints: takable.slice(0, 1).map(({ room, keys }) => ({ keys: [keys], label: label(room) })),
  };
}

/** For more of them the series would be none any more. */
const isTakable = (room: Room): boolean => room.missing.length <= MOST_WITHOUT;

/** Rooms for a meeting, or a series, whose room went to somebody else; each says for which meetings it is not free. */
export function RefusedRoom({
  detail: { conflict, rooms, instances },
  room,
}: {
  detail: Detail;
  room: OtherRoom;
}): ReactElement | null {
  const { t } = useTranslation('inbox');
  const names = useNames();
  const format = useFormat();
  if (rooms === null || !conflict.a.editable) return null;
  const meetings = meetingsIn(instances);
  const title = t(meetings > 1 ? 'rooms.titleSeries' : 'rooms.title', { count: meetings });
  const missing = ({ missing: but }: Room): string => {
    if (but.length === 0) return meetings > 1 ? t('rooms.freeForAll', { count: meetings }) : '';
    const days = but.slice(0, SHOWN).map(({ start }) => format.dayShort(format.dateOf(start)));
    return t(but.length > SHOWN ? 'rooms.notFreeMany' : 'rooms.notFree', {
      days: names.texts(days),
      count: but.length,
    });
  };
  return (
    <section aria-label={title}>
      <div className="h">{title}</div>
      {rooms.free.length === 0 ? (
        <Notice tone="soft">{t(meetings > 1 ? 'rooms.noneSeries' : 'rooms.none')}</Notice>
      ) : null}
      <ul className="other-rooms">
        {rooms.free.map((one, at) => {
          const text = `${names.name(one)} · ${t('rooms.seats', { count: one.seats })}`;
          return (
            <li key={one.id} className="x g6 wrap">
              {isTakable(one) ? (
                <Button keys={KEYS[at]!} onPress={() => room.take(one)}>
                  {one.id === conflict.subject.id ? t('rooms.again', { room: names.name(one) }) : text}
                </Button>
              ) : (
                <span>{text}</span>
              )}
              <span className={one.missing.length > 0 ? 'small soft' : 'small t3'}>{missing(one)}</span>
            </li>
          );
        })}
        <li>
          <Button kind="quiet" keys={WITHOUT} onPress={() => room.take(null)}>
            {t('rooms.drop', { room: names.name(conflict.subject) })}
          </Button>
        </li>
      </ul>
    </section>
  );
}

/** So many days are named before they are only counted. */
const SHOWN = 4;
