import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { GroupHeader } from '../../ui/group-header.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { startTaskDrag } from './task-drag.ts';
import './tasks.css';

const SHOWN = 8;

/** Tasks that still want a time, beside the calendar: dragged onto a day, or planned with Enter. */
export function TaskTray({ today }: { today: DateText }): ReactElement | null {
  const { t } = useTranslation('tasks');
  const format = useFormat();
  const day = useLiveQuery('task.day', { today, text: '' });
  const [planning, setPlanning] = useState<TaskRow | null>(null);
  if (day === undefined) return null;
  const waiting = [
    ...day.chosen,
    ...day.asked.map(({ task }) => task),
    ...day.suggested.map(({ task }) => task),
  ].filter(
    (task) => task.status === 'open' && (task.planned === null || task.planned.start.slice(0, 10) < today),
  );
  return (
    <section aria-label={t('tray')}>
      <GroupHeader text={t('tray')} count={waiting.length} />
      <div className="task-tray">
        {waiting.length === 0 ? <p className="small t3 side-row">{t('trayEmpty')}</p> : null}
        {waiting.slice(0, SHOWN).map((task) => (
          <button
            key={task.id}
            type="button"
            className="tray-row"
            draggable
            title={t('trayHint')}
            onDragStart={(event) => startTaskDrag(event, [task.id])}
            onClick={() => setPlanning(task)}
          >
            <span className="cut">{task.title}</span>
            <span className="sp" />
            <span className={`small nw ${(task.daysLate ?? 0) > 0 ? 'hard' : 't3'}`}>
              {task.due === null ? '' : format.due(task.due.slice(0, 10), today)}
            </span>
          </button>
        ))}
      </div>
      {planning === null ? null : <PlanDialog task={planning} onClose={() => setPlanning(null)} />}
    </section>
  );
}
