import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useDateWords } from '../../app/pickers/date-words.ts';
import { DateField, TimeField } from '../../ui/date-field.tsx';
import { endsBeforeStart } from '../../../src-shared/domain/calendar/rule-end.ts';
import { RepeatFields } from '../../app/repeat/repeat-fields.tsx';
import { Segmented } from '../../ui/segmented.tsx';
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
      <DateField
        label={t('fields.start')}
        value={task.start?.slice(0, 10) ?? null}
        onChange={(start) => save({ ...times, start })}
        {...(day === null ? {} : { max: day })}
        words={words}
      />
      {day === null ? (
        <p className="small t3">{t('repeatNeedsDue')}</p>
      ) : (
        <RepeatFields
          rrule={task.rrule}
          day={day}
          onChange={(rrule) => {
            if (!endsBeforeStart({ rrule, start: day, zone: 'UTC' })) save({ ...times, rrule });
          }}
        />
      )}
      {task.rrule === null ? null : (
        <div className="field">
          <span className="t2 small">{t('fields.repeatFrom')}</span>
          <Segmented
            label={t('fields.repeatFrom')}
            size="s"
            value={task.repeat_from ?? 'due'}
            options={(['due', 'done'] as const).map((value) => ({ value, text: t(`repeatFrom.${value}`) }))}
            onChange={(from) => save({ repeat_from: from === 'due' ? null : from })}
          />
          <p className="small t3">{t(`repeatFromWhy.${task.repeat_from ?? 'due'}`)}</p>
        </div>
      )}
    </>
  );
}
