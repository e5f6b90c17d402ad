import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useDateWords } from '../../app/pickers/date-words.ts';
import { DateField, TimeField } from '../../ui/date-field.tsx';
import { Select } from '../../ui/select.tsx';
import { repeatOf, ruleOf, type Repeat } from './task-groups.ts';
import type { SaveTask } from './task-detail.tsx';

/** Due, start and repetition. They are one merged unit and are saved together. */
export function TaskTimes({
  task,
  today,
  save,
}: {
  task: TaskRow;
  today: DateText;
  save: SaveTask;
}): ReactElement {
  const { t } = useTranslation('tasks');
  const words = useDateWords();
  const [day, clock] = [
    task.due?.slice(0, 10) ?? null,
    (task.due?.length ?? 0) > 10 ? task.due!.slice(11) : null,
  ];
  const times = { due: task.due, start: task.start, zone: task.zone, rrule: task.rrule };
  const due = (nextDay: string | null, nextClock: string | null): void => {
    const next = nextDay === null ? null : nextClock === null ? nextDay : `${nextDay}T${nextClock}`;
    save({ ...times, due: next, rrule: next === null ? null : task.rrule });
  };
  const repeats: Repeat[] = [
    'none',
    'daily',
    'weekdays',
    'weekly',
    'monthly',
    ...(repeatOf(task.rrule) === 'custom' ? (['custom'] as const) : []),
  ];
  return (
    <>
      <div className="task-pair">
        <DateField label={t('fields.due')} value={day} onChange={(next) => due(next, clock)} words={words} />
        <TimeField
          label={t('fields.time')}
          value={clock}
          onChange={(next) => due(day ?? today, next)}
          disabled={day === null}
        />
      </div>
      <div className="task-pair even">
        <DateField
          label={t('fields.start')}
          value={task.start?.slice(0, 10) ?? null}
          onChange={(start) => save({ ...times, start })}
          {...(day === null ? {} : { max: day })}
          words={words}
        />
        <Select
          label={t('fields.repeat')}
          value={repeatOf(task.rrule)}
          options={repeats.map((value) => ({ value, text: t(`repeats.${value}`) }))}
          disabled={day === null}
          onChange={(repeat) => save({ ...times, rrule: ruleOf(repeat, task.rrule) })}
        />
      </div>
    </>
  );
}
