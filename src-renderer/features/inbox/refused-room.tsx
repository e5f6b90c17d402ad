import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { useNames } from '../../app/name-of.ts';
import { useAct } from '../../app/use-act.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

type Detail = NonNullable<QueryResult<'inbox.schedule'>>;

/** One for each free room, in the order in which they are told. */
const KEYS = ['q', 'w', 'e'] as const;
const WITHOUT = 'z';

/** What can be done about a room that was refused, beside moving the meeting: keys, and the acts behind them. */
export function useOtherRoom(
  { conflict, rooms }: Pick<Detail, 'conflict' | 'rooms'>,
  onSettled: () => void,
): {
  keys: { keys: string; label: string; run: () => void }[];
  hints: { keys: string[]; label: string }[];
  take: (room: Id | null) => void;
} {
  const { t } = useTranslation('inbox');
  const names = useNames();
  const act = useAct();
  const { a, subject } = conflict;
  const free = a.editable ? (rooms?.free ?? []) : [];
  const change = async (room: Id | null): Promise<void> => {
    if (rooms === null) return;
    const its = free.find((one) => one.id === room);
    const done = await act(
      'event.update',
      {
        id: a.event_id,
        recurrence_id: a.recurrence_id,
        which: a.recurrence_id === null ? 'all' : 'this',
        fields: { resources: room === null ? rooms.kept : [...rooms.kept, room] },
      },
      its ? t('rooms.taken', { room: names.name(its) }) : t('rooms.dropped', { room: names.name(subject) }),
    );
    if (done !== undefined) onSettled();
  };
  const take = (room: Id | null): void => void change(room);
  return {
    take,
    keys: [
      ...free.map((one, at) => ({
        keys: KEYS[at]!,
        label: t('rooms.take', { room: names.name(one) }),
        run: () => take(one.id),
      })),
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
    hints: free[0] ? [{ keys: [KEYS[0]], label: t('rooms.take', { room: names.name(free[0]) }) }] : [],
  };
}

/** Rooms that are free at the time of a meeting whose room went to somebody else. */
export function RefusedRoom({
  detail: { conflict, rooms },
  room,
}: {
  detail: Detail;
  room: ReturnType<typeof useOtherRoom>;
}): ReactElement | null {
  const { t } = useTranslation('inbox');
  const names = useNames();
  if (rooms === null || !conflict.a.editable) return null;
  return (
    <section aria-label={t('rooms.title')}>
      <div className="h">{t('rooms.title')}</div>
      {rooms.free.length === 0 ? <Notice tone="soft">{t('rooms.none')}</Notice> : null}
      <div className="x g6 wrap">
        {rooms.free.map((one, at) => (
          <Button key={one.id} keys={KEYS[at]!} onPress={() => room.take(one.id)}>
            {`${names.name(one)} · ${t('rooms.seats', { count: one.seats })}`}
          </Button>
        ))}
        <Button kind="quiet" keys={WITHOUT} onPress={() => room.take(null)}>
          {t('rooms.drop', { room: names.name(conflict.subject) })}
        </Button>
      </div>
    </section>
  );
}
