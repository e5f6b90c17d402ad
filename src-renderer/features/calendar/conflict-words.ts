import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConflictView } from '../../../src-shared/contract/conflict-view.ts';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useSpecialDayName } from './use-day-marks.ts';

/** The id under which a check names a draft. */
const DRAFT = 'draft';

type Times = Pick<NonNullable<ConflictView['b']>, 'start' | 'end'>;

/** A moment lies in a meeting and overlaps with it by nothing: whose it is, or null where both last. */
export function momentOf(minutes: number, own: Times | null, other: Times): 'own' | 'theirs' | null {
  if (minutes > 0) return null;
  return other.start === other.end && own !== null && own.end > own.start ? 'theirs' : 'own';
}

/** Says a conflict in one sentence, as seen from one of its two events; null is a draft that was never saved. */
export function useConflictWords(): (conflict: ConflictView, ownEvent: string | null) => string {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const names = useNames();
  const whyOff = useOffDayWords();
  return useCallback(
    (conflict, ownEvent) => {
      const [other, own] =
        conflict.b !== null && conflict.b.event_id !== (ownEvent ?? DRAFT)
          ? [conflict.b, conflict.a]
          : [conflict.a, conflict.b];
      const title = names.title(other);
      const who = conflict.subjects.length > 0 ? names.list(conflict.subjects) : names.name(conflict.subject);
      const { start, end } = conflict.overlap;
      // Which meeting of a series it is, its day tells.
      const isOneOf = conflict.series || (own?.recurrence_id ?? null) !== null;
      const day = isOneOf ? `${format.dayShort(format.dateOf(start))} ` : '';
      const time = `${day}${format.between(start, end)}`;
      const moment = momentOf(conflict.minutes, own, other);
      const said = {
        who,
        title,
        time,
        length: format.duration(conflict.minutes),
      };
      switch (conflict.kind) {
        case 'person':
          if (title !== '' && moment === 'theirs') return t('conflict.personHolds', said);
          return t(
            `conflict.${title === '' ? 'personBusy' : 'person'}${moment === null ? '' : 'Moment'}`,
            said,
          );
        case 'resource':
          return t(
            `conflict.${title === '' ? 'resourceBusy' : 'resource'}${moment === null ? '' : 'Moment'}`,
            said,
          );
        case 'refused':
          return t(conflict.b === null || title === '' ? 'conflict.refusedBusy' : 'conflict.refused', said);
        case 'travel':
          return t(title === '' ? 'conflict.travelBusy' : 'conflict.travel', {
            who,
            title,
            gap: conflict.travel?.gap ?? 0,
            needed: conflict.travel?.needed ?? 0,
          });
        case 'hours':
          return t('conflict.hours', { who, why: whyOff(conflict.day) });
        case 'customer':
          return other.organiser === null
            ? t('conflict.customer', { title })
            : t('conflict.customerOf', { title, who: names.name(other.organiser) });
      }
    },
    [t, format, names, whyOff],
  );
}

/** Why a time is nobody's working time: the holiday by its name, the weekend, or only the hour. */
export function useOffDayWords(): (day: ConflictView['day']) => string {
  const { t } = useTranslation('calendar');
  const nameOf = useSpecialDayName();
  return useCallback(
    (day) => {
      if (day === null) return t('conflict.off.hours');
      if (day.kind === 'weekend') return t('conflict.off.weekend');
      const name = nameOf(day);
      return name === '' ? t(`conflict.off.${day.kind}`) : t(`conflict.off.${day.kind}Named`, { name });
    },
    [t, nameOf],
  );
}

/** How much two lie over each other, in a few words. */
export function useOverlapWords(): (minutes: number) => string {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  return useCallback(
    (minutes) =>
      minutes === 0
        ? t('conflict.sameMoment')
        : t('conflict.overlapBy', { length: format.duration(minutes) }),
    [t, format],
  );
}

/** A free slot in words: when, who can come, how far from the time it had. */
export function useSlotWords(): (
  slot: FreeSlot,
  from: EpochMs,
  nearest: boolean,
) => { when: string; why: string } {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  return useCallback(
    (slot, from, nearest) => {
      const away = Math.round((slot.start - from) / 60_000);
      return {
        // Beside the time it has, which says its year.
        when: `${format.dayOfWeek(format.dateOf(slot.start), format.dateOf(from))} ${format.between(slot.start, slot.end)}`,
        why: [
          slot.allFree ? t('slot.allFree') : t('slot.missing', { count: slot.missingOptional.length }),
          slot.outsideHours ? t('slot.outside') : '',
          nearest
            ? t('slot.same')
            : away === 0
              ? ''
              : t(away > 0 ? 'slot.later' : 'slot.earlier', { duration: format.duration(Math.abs(away)) }),
        ]
          .filter(Boolean)
          .join(' · '),
      };
    },
    [t, format],
  );
}
