import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import { Checkbox } from '../../ui/checkbox.tsx';

/** The round box that completes a task, or opens it again. */
export function TaskCheck({
  task: { title, status },
  onToggle,
}: {
  task: Pick<TaskRow, 'title' | 'status'>;
  onToggle: () => void;
}): ReactElement {
  const { t } = useTranslation('tasks');
  const done = status !== 'open';
  return <Checkbox round label={t(done ? 'reopen' : 'complete', { title })} on={done} onChange={onToggle} />;
}
