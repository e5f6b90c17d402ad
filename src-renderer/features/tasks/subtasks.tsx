import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepRow, TaskRow } from '../../../src-shared/contract/work.ts';
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

/** The steps of a task, those first that came with a colleague's; how far they are is how far the task is. */
export function Subtasks({ parent }: { parent: TaskRow }): ReactElement {
  const { t } = useTranslation('tasks');
  const tell = useOutcome();
  const rows = useLiveQuery('task.below', { id: parent.id }) ?? [];
  const own = rows.filter(({ source }) => source === 'task');
  const [text, setText] = useState('');
  const add = async (value: string): Promise<void> => {
    const { title, text: detail } = titled(value);
    if (title === '') return;
    setText('');
    const { zone, id: parent_id, customer_id } = parent;
    tell(await run('task.create', { fields: { title, detail, zone, parent_id, customer_id } }));
  };
  const put = async ({ id }: StepRow, after: StepRow | undefined): Promise<void> => {
    const into = { list: 'steps', parent_id: parent.id } as const;
    tell(await run('task.place', { ids: [id], into, after: after?.id ?? null }));
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
      {rows.map((step) => (
        <Step
          key={step.id}
          step={step}
          {...(step.source === 'step' ? {} : placesAround(own, step, (after) => void put(step, after)))}
        />
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

interface Places {
  /** Undefined where there is nothing above, or below. */
  onUp?: () => void;
  onDown?: () => void;
}

function placesAround(
  own: readonly StepRow[],
  step: StepRow,
  put: (after: StepRow | undefined) => void,
): Places {
  const at = own.indexOf(step);
  return {
    ...(at > 0 ? { onUp: () => put(own[at - 2]) } : {}),
    ...(at < own.length - 1 ? { onDown: () => put(own[at + 1]) } : {}),
  };
}

function Step({ step, onUp, onDown }: { step: StepRow } & Places): ReactElement {
  const { t } = useTranslation('tasks');
  const act = useAct();
  const { id, title } = step;
  const open = step.status === 'open';
  const theirs = step.source === 'step';
  const toggle = (): void => {
    if (theirs) void act('task.tick', { id, done: open });
    else void act(open ? 'task.complete' : 'task.reopen', { id });
  };
  const moves = [
    ['up', t('stepUp', { title }), onUp],
    ['down', t('stepDown', { title }), onDown],
  ] as const;
  return (
    <div className="row">
      <Checkbox round label={t(open ? 'complete' : 'reopen', { title })} on={!open} onChange={toggle} />
      {theirs ? (
        <span className={open ? 'cut' : 'cut done-title'}>{title}</span>
      ) : (
        <a className={open ? 'cut' : 'cut done-title'} href={href('tasks', id)}>
          {title}
        </a>
      )}
      <span className="sp" />
      {step.percent === null || !open ? null : <span className="small t3 nw">{`${step.percent}%`}</span>}
      {theirs
        ? null
        : moves.map(([icon, label, move]) => (
            <Button
              key={icon}
              kind="quiet"
              size="s"
              icon={icon}
              label={label}
              disabled={move === undefined}
              onPress={() => move?.()}
            />
          ))}
      {theirs ? null : (
        <Button
          kind="quiet"
          size="s"
          icon="trash"
          label={t('remove')}
          onPress={() => void act('task.remove', { id }, t('removed', { title }))}
        />
      )}
    </div>
  );
}
