import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TaskFilters } from './task-filters.tsx';
import { TASK_FACES, type TaskFace } from './task-groups.ts';
import type { TaskFilter } from './use-task-filter.ts';

/** The faces of the screen, the filter, and the button for a new task. */
export function TaskBar({
  face,
  onFace,
  filter,
  onNew,
}: {
  face: TaskFace;
  onFace: (face: TaskFace) => void;
  filter: TaskFilter;
  onNew: () => void;
}): ReactElement {
  const { t } = useTranslation('tasks');
  return (
    <div className="bar tasks-bar">
      <h1>{t('title')}</h1>
      <Segmented
        label={t('view')}
        size="s"
        value={face}
        options={TASK_FACES.map((value) => ({ value, text: t(`views.${value}`) }))}
        onChange={onFace}
      />
      <span className="sp" />
      {face === 'progress' ? null : <TaskFilters filter={filter} />}
      <Button kind="primary" icon="plus" keys="q" onPress={onNew}>
        {t('newShort')}
      </Button>
    </div>
  );
}
