import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { TaskActs } from './use-task-acts.ts';

/** What can be done to the chosen tasks at once; it stands where the new task would be written. */
export function BulkBar({
  tasks,
  today,
  acts,
  onDue,
  onRemove,
  onClear,
}: {
  tasks: readonly TaskRow[];
  today: DateText;
  acts: TaskActs;
  onDue: () => void;
  onRemove: () => void;
  onClear: () => void;
}): ReactElement {
  const { t } = useTranslation('tasks');
  const open = tasks.filter(({ status }) => status === 'open');
  return (
    <div className="x tasks-bulk" role="toolbar" aria-label={t('bulk')}>
      <b>{t('chosen', { count: tasks.length })}</b>
      <Button
        size="s"
        icon="check"
        keys="c"
        disabled={open.length === 0}
        onPress={() => {
          acts.change(open, { kind: 'lane', lane: 'done' });
          onClear();
        }}
      >
        {t('hints.complete')}
      </Button>
      <Button size="s" icon="calendar" keys="d" onPress={onDue}>
        {t('fields.due')}
      </Button>
      <Menu
        label={t('fields.priority')}
        actions={(['high', 'normal', 'low'] as const).map((priority) => ({
          id: priority,
          text: t(`priorities.${priority}`),
          run: () => acts.change(tasks, { kind: 'priority', priority }),
        }))}
      >
        <Button size="s" icon="up">
          {t('fields.priority')}
        </Button>
      </Menu>
      <Button
        size="s"
        icon="today"
        keys="t"
        onPress={() => acts.change(tasks, { kind: 'myDay', day: today })}
      >
        {t('intoDay')}
      </Button>
      <Button size="s" kind="danger" icon="trash" onPress={onRemove}>
        {t('remove')}
      </Button>
      <span className="sp" />
      <Button size="s" kind="quiet" keys="escape" onPress={onClear}>
        {t('clearChosen')}
      </Button>
    </div>
  );
}
