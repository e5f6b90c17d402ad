import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { ConflictSide, ConflictView } from '../../../src-shared/contract/conflict-view.ts';
import { meetingsIn } from '../../../src-shared/domain/calendar/matter.ts';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import { OthersAsOf } from '../../app/parts/others-as-of.tsx';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useDesk } from '../../app/desk-data.ts';
import { useHints } from '../../app/hints.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import { useAct } from '../../app/use-act.ts';
import { useExpectedKeys, useKeys } from '../../app/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Pill } from '../../ui/pill.tsx';
import { helpfulSlots } from '../calendar/helpful-slots.ts';
import { useOffDayWords, useOverlapWords } from '../calendar/conflict-words.ts';
import { useSpecialDayName } from '../calendar/use-day-marks.ts';
import { DecideForm, type Decision } from './decide-form.tsx';
import { ConflictCause } from './conflict-cause.tsx';
import { ConflictDay } from './conflict-day.tsx';
import { DeclineMeetings } from './decline-meetings.tsx';
import { conflictIcon, useConflictTitle } from './inbox-list.tsx';
import { JointVisit } from './joint-visit.tsx';
import { SeriesInstances } from './series-instances.tsx';
import { BEST_ROOM, RefusedRoom, useOtherRoom } from './refused-room.tsx';
import { SlotChoice } from './slot-choice.tsx';

type Detail = NonNullable<QueryResult<'inbox.schedule'>>;

/** One schedule conflict: the day of everybody concerned, how it came about, where it could go. */
export function ScheduleConflict({
  id,
  onSettled,
}: {
  id: string;
  onSettled: () => void;
}): ReactElement | null {
  const { t } = useTranslation('inbox');
  const zone = useZone();
  const detail = useLiveQuery('inbox.schedule', { id, zone });
  useExpectedKeys(detail === undefined);
  if (detail === undefined) return null;
  return detail === null ? (
    <EmptyState what={t('gone')} why={t('goneWhy')} />
  ) : (
    <Shown detail={detail} onSettled={onSettled} />
  );
}

function Shown({ detail, onSettled }: { detail: Detail; onSettled: () => void }): ReactElement {
  const { t } = useTranslation('inbox');
  const calendar = useTranslation('calendar');
  const format = useFormat();
  const names = useNames();
  const zone = useZone();
  const act = useAct();
  const title = useConflictTitle();
  const [moving, setMoving] = useState(0);
  const [deciding, setDeciding] = useState<Decision | null>(null);
  const { conflict } = detail;
  const movable = movesOf(detail);
  const chosen = movable[Math.min(moving, movable.length - 1)];
  const other = movable.length > 1 ? movable[(moving + 1) % movable.length] : undefined;
  const side = chosen === undefined ? null : sideOf(conflict, chosen);
  const otherSide = other === undefined ? null : sideOf(conflict, other);
  const sideName = (one: ConflictSide | null): string =>
    one === null ? '' : names.title(one) || calendar.t('busyTitle');

  const take = async (slot: FreeSlot): Promise<void> => {
    if (chosen === undefined) return;
    const [start, end] = [instantToWall(slot.start, zone), instantToWall(slot.end, zone)];
    const when = `${format.dayOfWeek(start.slice(0, 10))} ${format.timeRange(start, end)}`;
    const done = await act(
      'event.move',
      {
        id: chosen.event_id,
        recurrence_id: chosen.recurrence_id,
        which: chosen.recurrence_id === null ? 'all' : 'this',
        start,
        end,
        zone,
      },
      t('moved', { when }),
    );
    if (done !== undefined) onSettled();
  };
  const meetings = meetingsIn(detail.instances);
  const decide = async (decision: Decision, reason: string, which: 'this' | 'series'): Promise<void> => {
    setDeciding(null);
    const done = await act(
      'conflict.decide',
      {
        conflict_ids: decidedAlong(detail, which),
        decision,
        reason: reason.trim() === '' ? null : reason.trim().slice(0, 1000),
        which,
      },
      t(which === 'series' ? `series.${decision}` : decision),
    );
    if (done !== undefined) onSettled();
  };
  const dismiss = (): void => {
    if (meetings > 1) setDeciding('dismissed');
    else void decide('dismissed', '', 'this');
  };
  const room = useOtherRoom(detail, onSettled);
  const pick = (): void => {
    const one = side ?? conflict.a;
    go(
      href(
        'calendar',
        'week',
        format.dateOf(one.start),
        one.event_id,
        ...(one.recurrence_id ? [one.recurrence_id] : []),
      ),
    );
  };
  useKeys('screen', [
    ...(chosen?.options ?? []).map((slot, index) => ({
      keys: String(index + 1),
      label: t('hints.slot'),
      run: () => void take(slot),
    })),
    ...room.keys,
    {
      keys: 'x',
      label: t('hints.other'),
      disabled: other === undefined,
      run: () => setMoving((at) => (at + 1) % movable.length),
    },
    { keys: 'm', label: movable.length > 0 ? t('hints.pick') : t('openEvent'), run: pick },
    { keys: 'a', label: t('hints.accept'), run: () => setDeciding('accepted') },
    {
      keys: 'd',
      label: t('dismiss'),
      disabled: conflict.decision !== null,
      run: dismiss,
    },
  ]);
  useHints([
    { keys: ['j', 'k'], label: t('hints.step') },
    ...(chosen === undefined || chosen.options.length === 0
      ? []
      : [{ keys: chosen.options.map((_, index) => String(index + 1)), label: t('hints.slot') }]),
    ...room.hints,
    { keys: 'a', label: t('hints.accept') },
    { keys: 'm', label: movable.length > 0 ? t('hints.pick') : t('openEvent') },
  ]);
  const first = chosen?.options[0];
  return (
    <>
      <div className="inbox-head">
        <div className="x">
          <Pill tone={conflict.severity} icon={conflictIcon(conflict)}>
            {conflict.kind === 'refused' ? t('refusedPill') : calendar.t(`severity.${conflict.severity}`)}
          </Pill>
          <h2 className="cut">{conflict.kind === 'refused' ? names.title(conflict.a) : title(conflict)}</h2>
          <span className="sp" />
          <OthersAsOf age={conflict.asOf} said={(asOf) => t('colleaguesAsOf', { asOf })} />
        </div>
        <p className="t2">
          <Why conflict={conflict} day={detail.day} />
        </p>
      </div>
      <div className="scroll inbox-body">
        {conflict.decision === null ? null : <Decided conflict={conflict} />}
        <ConflictDay detail={detail} moving={chosen} />
        <DeclineMeetings declinable={detail.declinable} leads={first === undefined} onDeclined={onSettled} />
        <JointVisit conflict={conflict} />
        {detail.rooms === null ? null : <RefusedRoom detail={detail} room={room} />}
        <div className="inbox-cause">
          <ConflictCause detail={detail} />
          {chosen === undefined ? null : (
            <section aria-label={t('willNotify')}>
              <div className="h">{t('willNotify')}</div>
              <p className="small t2">
                {detail.notifies.length === 0
                  ? t('notifyNobody')
                  : t('notifyWho', { who: names.list(detail.notifies) })}
              </p>
            </section>
          )}
        </div>
        {chosen === undefined ? (
          movable.length === 0 ? (
            <Notice tone="info">
              {t('notYours', {
                who: names.list([conflict.a, conflict.b].flatMap((one) => one?.organiser ?? [])),
              })}
            </Notice>
          ) : null
        ) : (
          <section aria-label={t('move', { title: sideName(side) })}>
            <div className="h">
              {t('move', { title: sideName(side) })}
              <span className="c">
                {side === null
                  ? ''
                  : [
                      format.duration(Math.round((side.end - side.start) / 60_000)),
                      side.recurrence_id === null
                        ? ''
                        : t('series.onlyOn', { day: format.dayShort(format.dateOf(side.start)) }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
              </span>
            </div>
            {chosen.options.length === 0 ? (
              <Notice tone="soft">{t('noSlots')}</Notice>
            ) : (
              <SlotChoice
                options={chosen.options}
                from={side?.start ?? conflict.overlap.start}
                onTake={(slot) => void take(slot)}
              />
            )}
          </section>
        )}
        <SeriesInstances detail={detail} />
        {deciding !== null ? (
          <DecideForm
            key={deciding}
            how={deciding}
            series={meetings}
            onDecide={(reason, which) => void decide(deciding, reason, which)}
            onCancel={() => setDeciding(null)}
          />
        ) : null}
      </div>
      <div className="inbox-foot">
        {room.best === null ? null : (
          <Button kind="primary" keys={BEST_ROOM} onPress={room.best.run}>
            {room.best.label}
          </Button>
        )}
        {first === undefined || room.best !== null ? null : (
          <Button
            kind={conflict.kind === 'customer' ? 'normal' : 'primary'}
            keys="1"
            onPress={() => void take(first)}
          >
            {t('moveButton', {
              when: `${format.dayOfWeek(format.dateOf(first.start))} ${format.time(first.start)}`,
            })}
          </Button>
        )}
        {otherSide === null ? null : (
          <Button keys="x" onPress={() => setMoving((at) => (at + 1) % movable.length)}>
            {t('otherOne')}
          </Button>
        )}
        <Button keys="m" onPress={pick}>
          {t(movable.length > 0 ? 'pick' : 'openEvent')}
        </Button>
        <span className="sp" />
        {conflict.decision === null ? (
          <>
            <Button kind="quiet" keys="a" onPress={() => setDeciding('accepted')}>
              {t('accept')}
            </Button>
            <Button kind="quiet" keys="d" onPress={dismiss}>
              {t('dismiss')}
            </Button>
          </>
        ) : (
          <Button
            kind="quiet"
            onPress={() => void act('conflict.reopen', { conflict_id: conflict.id }, t('reopened'))}
          >
            {t('reopen')}
          </Button>
        )}
      </div>
    </>
  );
}

/**
 * Which events may move and where to: first one that has a slot to go to, for leave has none. Where the way is too long the
 * later one first, as it is the one that waits.
 */
function movesOf({ conflict, slots }: Detail): Detail['slots'] {
  const moves = slots.flatMap((one) => {
    const side = sideOf(conflict, one);
    if (!side?.editable) return [];
    return [{ ...one, options: helpfulSlots(one.options, side, [conflict]) }];
  });
  const startOf = (one: (typeof moves)[number]): number =>
    conflict.travel === null ? 0 : (sideOf(conflict, one)?.start ?? 0);
  const hasSlots = (one: (typeof moves)[number]): number => Number(one.options.length > 0);
  return moves.sort((a, b) => hasSlots(b) - hasSlots(a) || startOf(b) - startOf(a));
}

/** The conflicts that are decided: of a room that two others have, or that a series wants, each is one. */
function decidedAlong({ conflict, instances }: Detail, which: 'this' | 'series'): string[] {
  if (conflict.kind !== 'refused') return [conflict.id];
  const along = instances.filter(
    ({ a }) =>
      which === 'series' ||
      (a.event_id === conflict.a.event_id && a.recurrence_id === conflict.a.recurrence_id),
  );
  return along.map((one) => one.id);
}

const sideOf = (
  conflict: ConflictView,
  of: { event_id: string; recurrence_id: string | null },
): ConflictSide | null =>
  conflict.a.event_id === of.event_id && conflict.a.recurrence_id === of.recurrence_id
    ? conflict.a
    : conflict.b?.event_id === of.event_id
      ? conflict.b
      : conflict.a.event_id === of.event_id
        ? conflict.a
        : null;

function Why({ conflict, day: named }: Pick<Detail, 'conflict' | 'day'>): string {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const overlapWords = useOverlapWords();
  const names = useNames();
  const whyOff = useOffDayWords();
  const dayName = useSpecialDayName();
  const date = format.dayMedium(format.dateOf(conflict.overlap.start));
  const name = named === null ? '' : dayName(named);
  const day = name === '' ? date : t('dayNamed', { day: date, name });
  const time = format.between(conflict.overlap.start, conflict.overlap.end);
  const who = names.list(conflict.subjects.length > 0 ? conflict.subjects : [conflict.subject]);
  if (conflict.kind === 'travel')
    return t('travelWhy', {
      day,
      time,
      needed: conflict.travel?.needed ?? 0,
      gap: conflict.travel?.gap ?? 0,
    });
  if (conflict.kind === 'refused') {
    const [title, other] = [names.title(conflict.a), conflict.b === null ? '' : names.title(conflict.b)];
    return other === ''
      ? t('refusedUnknownWhy', { day, time, who, title })
      : t('refusedWhy', { day, time, who, title, other });
  }
  if (conflict.kind === 'hours') return t('hoursWhy', { day: date, time, why: whyOff(conflict.day) });
  if (conflict.kind === 'customer') return t('customerWhy', { day, who });
  return t('overlapWhy', {
    day,
    time,
    overlap: overlapWords(conflict.minutes),
    who,
    role: t(conflict.required ? 'required' : 'optional'),
  });
}

function Decided({ conflict }: { conflict: ConflictView }): ReactElement | null {
  const { t } = useTranslation('inbox');
  const { me } = useDesk();
  const { decision } = conflict;
  if (decision === null) return null;
  const who =
    decision.person_id === me?.id
      ? t('iDid')
      : (conflict.subjects.find((one) => one.id === decision.person_id)?.name ?? '');
  return (
    <Notice tone="ok">
      {decision.decision === 'dismissed'
        ? t('dismissedBy', { who })
        : t('decidedBy', { who, reason: decision.reason ?? t('noReason') })}
    </Notice>
  );
}
