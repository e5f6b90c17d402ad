import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import { useNames } from '../../app/name-of.ts';
import { RecordPicker } from '../../app/pickers/record-picker.tsx';
import { href } from '../../app/route.ts';
import { useDraft } from '../../app/use-draft.ts';
import { Icon } from '../../ui/icon.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { SaveTask } from './task-detail.tsx';

/** What a task is about: a customer, an event, a note; and to whom it was promised. */
export function TaskLinks({ task, save }: { task: TaskRow; save: SaveTask }): ReactElement {
  const { t } = useTranslation('tasks');
  const names = useNames();
  const { customer, event, note } = task;
  const promiseTo = useDraft(
    { table: 'task', id: task.id, field: 'promise_to' },
    task.promise_to ?? '',
    (text) => save({ promise_to: text.trim() === '' ? null : text.trim() }),
  );
  return (
    <>
      <Linked to={customer === null ? null : href('customers', customer.id)} open={t('open')}>
        <RecordPicker
          table="customer"
          label={t('fields.customer')}
          value={customer === null ? null : { id: customer.id, name: names.name(customer) }}
          onChange={(picked) => save({ customer_id: picked?.id ?? null })}
        />
      </Linked>
      <div className="task-pair even">
        <Linked to={event === null ? null : href('calendar', 'event', event.id)} open={t('open')}>
          <RecordPicker
            table="event"
            label={t('fields.event')}
            value={event === null ? null : { id: event.id, name: names.either(event.title, event.title_en) }}
            onChange={(picked) => save({ event_id: picked?.id ?? null })}
          />
        </Linked>
        <Linked to={note === null ? null : href('notes', note.id)} open={t('open')}>
          <RecordPicker
            table="note"
            label={t('fields.note')}
            value={note === null ? null : { id: note.id, name: note.title }}
            onChange={(picked) => save({ note_id: picked?.id ?? null })}
          />
        </Linked>
      </div>
      <div className="field">
        <span className="t2 small">{t('fields.promise')}</span>
        <Segmented
          label={t('fields.promise')}
          size="s"
          value={task.promise ?? 'none'}
          options={(['none', 'by_me', 'to_me'] as const).map((value) => ({
            value,
            text: t(`promises.${value}`),
          }))}
          onChange={(promise) => save({ promise: promise === 'none' ? null : promise })}
        />
      </div>
      {task.promise === null ? null : (
        <span onBlur={promiseTo.onBlur}>
          <TextField label={t('fields.promiseTo')} value={promiseTo.text} onChange={promiseTo.onChange} />
        </span>
      )}
    </>
  );
}

/** A picker with the way to what was picked. */
function Linked({
  to,
  open,
  children,
}: {
  to: string | null;
  open: string;
  children: ReactElement;
}): ReactElement {
  return (
    <div className="task-link">
      {children}
      {to === null ? null : (
        <a className="link-out" href={to} aria-label={open} title={open}>
          <Icon name="arrow-right" size="s" />
        </a>
      )}
    </div>
  );
}
