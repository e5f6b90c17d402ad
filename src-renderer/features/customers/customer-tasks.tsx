import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useOneAtATime } from '../../app/one-at-a-time.ts';
import { href } from '../../app/route.ts';
import { useNow } from '../../app/use-now.ts';
import { titled } from '../../app/titled.ts';
import { useAct } from '../../app/use-act.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** What is to be done for this customer; a new task is linked to it. */
export function CustomerTasks({ id, editable }: { id: string; editable: boolean }): ReactElement {
  const { t } = useTranslation('tasks');
  const format = useFormat();
  const zone = useZone();
  const act = useAct();
  const tell = useOutcome();
  const once = useOneAtATime();
  const today = format.dateOf(useNow());
  const found = useLiveQuery('task.list', { view: 'all', today, customer_id: id, text: '' });
  const add = async (text: string): Promise<void> => {
    const { title, text: detail } = titled(text);
    if (title !== '')
      tell(
        await run('task.create', { fields: { title, detail, zone, due: today, customer_id: id } }),
        t('added', { title }),
      );
  };
  return (
    <div className="scroll">
      {editable ? (
        <div className="tasks-new">
          <TextField
            key={found?.rows.length ?? 0}
            label={t('new')}
            labelHidden
            icon="plus"
            placeholder={t('newPlaceholder')}
            onEnter={once(add)}
          />
        </div>
      ) : null}
      {found?.rows.length === 0 ? <EmptyState what={t('empty.anytime')} why={t('emptyWhy.today')} /> : null}
      {found?.rows.map((task) => (
        <div key={task.id} className="row">
          <Checkbox
            round
            label={t(task.status === 'open' ? 'complete' : 'reopen', { title: task.title })}
            on={task.status !== 'open'}
            onChange={() =>
              void act(
                task.status === 'open' ? 'task.complete' : 'task.reopen',
                { id: task.id },
                t(task.status === 'open' ? 'completed' : 'reopened', { title: task.title }),
              )
            }
          />
          <a className={task.status === 'open' ? 'cut' : 'cut done-title'} href={href('tasks', task.id)}>
            {task.title}
          </a>
          <span className="sp" />
          <span className={`small nw ${task.status === 'open' && (task.daysLate ?? 0) > 0 ? 'hard' : 't3'}`}>
            {task.due === null ? '' : format.due(task.due.slice(0, 10), today)}
          </span>
        </div>
      ))}
    </div>
  );
}
