import { useMemo } from 'react';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { helpfulSlots } from './helpful-slots.ts';

/** The chosen event with the times that would settle its open conflicts; undefined while it is read. */
export function useEventDetail(
  id: string | null,
  recurrence_id: string | null,
  zone: string,
): EventDetail | null | undefined {
  const detail = useLiveQuery('calendar.event', id === null ? null : { id, recurrence_id, zone });
  return useMemo(() => {
    if (!detail) return detail;
    const open = detail.conflicts.filter((one) => one.decision === null);
    return { ...detail, slots: helpfulSlots(detail.slots, detail.instance, open) };
  }, [detail]);
}
