import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { href } from '../../app/route.ts';
import { titled } from '../../app/titled.ts';
import { useAct } from '../../app/use-act.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Progress } from '../../ui/progress.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** The steps of a task; how far they are is how far the task is. */
export function Subtasks({ parent, today }: { parent: TaskRow; today: DateText }): ReactElement {
  const { t } = useTranslation('tasks');
  const act = useAct();
  const tell = useOutcome();
  const rows = useLiveQuery('task.below', { id: parent.id, today }) ?? [];
  const [text, setText] = useState('');
  const add = async (value: string): Promise<void> => {
    const { title, text: detail } = titled(value);
    if (title === '') return;
    setText('');
    const { zone, id: parent_id, customer_id } = parent;
    tell(await run('task.create', { fields: { title, detail, zone, parent_id, customer_id } }));
  };
  return (
    <section className="task-subs" aria-label={t('subtasks')}>
      <GroupHeader
        text={t('subtasks')}
        level={3}
        {...(rows.length === 0
          ? {}
          : {
              count: t('subtasksCount', {
                done: rows.filter(({ status }) => status === 'done').length,
                all: rows.length,
              }),
            })}
      >
        {rows.length === 0 || parent.percent === null ? null : (
          <span className="task-percent">
            <Progress
              label={t('fields.progress')}
              value={parent.percent}
              max={100}
              text={`${parent.percent}%`}
            />
          </span>
        )}
      </GroupHeader>
      {rows.map((task) => (
        <div key={task.id} className="row">
          <Checkbox
            round
            label={t(task.status === 'open' ? 'complete' : 'reopen', { title: task.title })}
            on={task.status !== 'open'}
            onChange={() =>
              void act(task.status === 'open' ? 'task.complete' : 'task.reopen', { id: task.id })
            }
          />
          <a className={task.status === 'open' ? 'cut' : 'cut done-title'} href={href('tasks', task.id)}>
            {task.title}
          </a>
          <span className="sp" />
          {task.percent === null || task.status !== 'open' ? null : (
            <span className="small t3 nw">{`${task.percent}%`}</span>
          )}
          <Button
            kind="quiet"
            size="s"
            icon="trash"
            label={t('remove')}
            onPress={() => void act('task.remove', { id: task.id }, t('removed', { title: task.title }))}
          />
        </div>
      ))}
      <TextField
        label={t('addSubtask')}
        labelHidden
        placeholder={t('addSubtask')}
        icon="plus"
        value={text}
        onChange={setText}
        onEnter={(value) => void add(value)}
      />
    </section>
  );
}
