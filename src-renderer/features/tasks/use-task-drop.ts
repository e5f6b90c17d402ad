import { useMemo, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { run } from '../../bridge/run.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { useCalendar } from '../../state/calendar.ts';
import { bringsTasks, droppedTasks, PLANNED_MINUTES } from './task-drag.ts';

const DAY_MINUTES = 24 * 60;
const STEP = 15;

/** The quarter of an hour under the pointer, so that the whole stretch fits the day. */
export const minuteAt = (share: number): number =>
  Math.min(DAY_MINUTES - PLANNED_MINUTES, Math.max(0, Math.floor((share * DAY_MINUTES) / STEP) * STEP));

export interface TaskDrop {
  onDragOver: (event: DragEvent<HTMLElement>) => void;
  onDragLeave: (event: DragEvent<HTMLElement>) => void;
  onDrop: (event: DragEvent<HTMLElement>) => void;
}

/** A day of the grid takes tasks: where one is let go, an hour is set apart for it. Several follow one another. */
export function useTaskDrop(date: DateText): TaskDrop {
  const { t } = useTranslation('tasks');
  const format = useFormat();
  const zone = useZone();
  const tell = useOutcome();
  const setGhost = useCalendar((state) => state.setGhost);
  return useMemo(() => {
    const at = (event: DragEvent<HTMLElement>): number => {
      const { top, height } = event.currentTarget.getBoundingClientRect();
      return minuteAt((event.clientY - top) / height);
    };
    const plan = async (ids: readonly string[], from: number): Promise<void> => {
      const fitting = ids.slice(0, Math.floor((DAY_MINUTES - from) / PLANNED_MINUTES));
      const start = `${date}T${clock(from)}`;
      const done = await run('task.plan', { ids: fitting, start, minutes: PLANNED_MINUTES, zone });
      const time = `${format.dayShort(date)} ${format.time(start)}`;
      tell(
        done,
        fitting.length === ids.length
          ? t('did.plannedAt', { time })
          : t('did.plannedSome', { time, count: fitting.length, left: ids.length - fitting.length }),
      );
    };
    return {
      onDragOver: (event) => {
        if (!bringsTasks(event)) return;
        event.preventDefault();
        const from = at(event);
        setGhost({ mode: 'create', key: null, date, from, to: from + PLANNED_MINUTES, others: 0 });
      },
      onDragLeave: (event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setGhost(null);
      },
      onDrop: (event) => {
        const ids = droppedTasks(event);
        setGhost(null);
        if (ids.length === 0) return;
        event.preventDefault();
        void plan(ids, at(event));
      },
    };
  }, [date, zone, format, setGhost, tell, t]);
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
