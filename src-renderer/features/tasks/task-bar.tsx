import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { TASK_FACES, type TaskFace } from './task-groups.ts';

/** The faces of the screen, the filter, and the button for a new task. */
export function TaskBar({
  face,
  onFace,
  filter,
  onFilter,
  filtering,
  onFiltering,
  onNew,
}: {
  face: TaskFace;
  onFace: (face: TaskFace) => void;
  filter: string;
  onFilter: (text: string) => void;
  filtering: boolean;
  onFiltering: (filtering: boolean) => void;
  onNew: () => void;
}): ReactElement {
  const { t } = useTranslation('tasks');
  const filters = face !== 'day' && face !== 'progress';
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
      {!filters ? null : filtering || filter !== '' ? (
        <span className="tasks-filter">
          <TextField
            label={t('filter')}
            labelHidden
            icon="search"
            type="search"
            placeholder={t('filter')}
            value={filter}
            onChange={onFilter}
            onEscape={() => {
              onFilter('');
              onFiltering(false);
            }}
            autoFocus
          />
        </span>
      ) : (
        <Button icon="search" label={t('filter')} kind="quiet" keys="/" onPress={() => onFiltering(true)} />
      )}
      <Button kind="primary" icon="plus" keys="q" onPress={onNew}>
        {t('new')}
      </Button>
    </div>
  );
}
