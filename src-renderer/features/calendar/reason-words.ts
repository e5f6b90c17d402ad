import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindTimeResult, TimeAnswer } from '../../../src-shared/contract/planning.ts';
import { useNames } from '../../app/name-of.ts';

/** Why an answer of find a time stands where it does, in one line; those of one kind named together. */
export function useReasonWords(): (answer: TimeAnswer, found: FindTimeResult) => string {
  const { t } = useTranslation('calendar');
  const names = useNames();
  return useCallback(
    (answer, found) => {
      const who = (ids: readonly string[]): string =>
        names.list(found.people.filter(({ id }) => ids.includes(id)));
      const parts: string[] = [];
      const idsOf = (type: string): string[] =>
        answer.reasons.flatMap((reason) => (reason.type === type && 'id' in reason ? [reason.id] : []));
      const has = (type: string): boolean => answer.reasons.some((reason) => reason.type === type);
      if (has('AllFree')) parts.push(t('find.reason.AllFree'));
      for (const type of [
        'RequiredBusy',
        'TravelTight',
        'OutsideHours',
        'Tentative',
        'OptionalBusy',
        'Stale',
      ] as const) {
        const ids = idsOf(type);
        if (ids.length > 0) parts.push(t(`find.reason.${type}`, { who: who(ids) }));
      }
      if (has('NoRoom'))
        parts.push(t(found.largestRoom === null ? 'find.reason.NoRoom' : 'find.reason.TooSmall'));
      if (has('NotAWorkingDay')) parts.push(t('find.reason.NotAWorkingDay'));
      const rooms = answer.rooms.flatMap((id) => found.rooms.filter((room) => room.id === id));
      if (rooms.length > 0) parts.push(names.list(rooms));
      return parts.join(' · ');
    },
    [t, names],
  );
}
