import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';

/** The title with its signs: what a line of the list, a card and a line of my day have in common. */
export function TaskTitle({ task }: { task: TaskRow }): ReactElement {
  const { t } = useTranslation('tasks');
  const done = task.status !== 'open';
  const steps = task.subtasks.open + task.subtasks.done;
  return (
    <>
      {task.priority === 'high' && !done ? (
        <span className="soft x">
          <Icon name="up" size="xs" label={t('priorities.high')} />
        </span>
      ) : null}
      <span className={done ? 'cut done-title' : 'cut'}>{task.title}</span>
      {task.rrule === null ? null : <Sign icon="repeat" text={t('fields.repeat')} />}
      {task.planned === null ? null : <Sign icon="calendar" text={t('planned')} />}
      {task.files === 0 ? null : <Sign icon="attach" text={t('filesCount', { count: task.files })} />}
      {task.note_id === null ? null : <Sign icon="note" text={t('fields.note')} />}
      {steps > 0 ? (
        <span className="small t3 nw">{t('subtasksCount', { done: task.subtasks.done, all: steps })}</span>
      ) : task.percent !== null && task.percent > 0 && !done ? (
        <span className="small t3 nw">{`${task.percent}%`}</span>
      ) : null}
    </>
  );
}

const Sign = ({ icon, text }: { icon: IconName; text: string }): ReactElement => (
  <span className="t3 x">
    <Icon name={icon} size="xs" label={text} />
  </span>
);

/** Who else has to do with it: to whom it was handed over and what they say, who handed it over, to whom it was promised. */
export function useWith(): (task: TaskRow) => string {
  const { t } = useTranslation('tasks');
  const names = useNames();
  return (task) => {
    if (task.delegation !== null)
      return `${t('handedTo', { name: names.name(task.delegation.to) })} · ${t(`replies.${task.delegation.state}`)}`;
    if (task.answer !== null) return task.from === null ? '' : t('from', { name: names.name(task.from) });
    if (task.promise === 'to_me') return t('toMe');
    return task.promise === 'by_me' && task.promise_to !== null ? t('to', { name: task.promise_to }) : '';
  };
}

/** The customer in few words. */
export function useCustomerOf(): (task: TaskRow) => string {
  const names = useNames();
  return ({ customer }) => (customer === null ? '' : names.short(customer));
}

export function TaskDue({ task, today }: { task: TaskRow; today: DateText }): ReactElement {
  const format = useFormat();
  const done = task.status !== 'open';
  const late = !done && task.daysLate !== null && task.daysLate > 0;
  const time = task.due !== null && task.due.length > 10 ? ` ${format.time(task.due)}` : '';
  const text =
    done && task.done_at !== null
      ? format.dayShort(format.dateOf(task.done_at), today)
      : task.due === null
        ? ''
        : `${format.due(task.due.slice(0, 10), today)}${time}`;
  return <span className={`small nw ${late ? 'hard' : 't2'}`}>{text}</span>;
}
