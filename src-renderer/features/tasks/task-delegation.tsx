import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { ColleaguePicker } from '../../app/pickers/colleague-picker.tsx';
import { useAct } from '../../app/use-act.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useNow } from '../../app/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { Pill, type Tone } from '../../ui/pill.tsx';
import { Progress } from '../../ui/progress.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useFocusStays } from '../../ui/use-focus-stays.ts';
import type { TaskActs } from './use-task-acts.ts';

const NOTHING = {};
const TONES = {
  offered: 'line',
  accepted: 'info',
  declined: 'soft',
  handed_back: 'soft',
  done: 'ok',
} as const satisfies Record<string, Tone | 'line'>;

/** To whom a task was handed over and what they say; or to whom it might be. */
export function HandedOver({ task }: { task: TaskRow }): ReactElement {
  const { t } = useTranslation('tasks');
  const names = useNames();
  const format = useFormat();
  const now = useNow();
  const act = useAct();
  const focus = useFocusStays<HTMLElement>();
  const { delegation } = task;
  const back = delegation?.state === 'declined' || delegation?.state === 'handed_back';
  return (
    <section className="task-hand" aria-label={t('handOver')} {...focus}>
      {delegation === null ? null : (
        <>
          <div className="x g6">
            <span className="small t2">{t('handedTo', { name: names.name(delegation.to) })}</span>
            <Pill tone={TONES[delegation.state]}>{t(`replies.${delegation.state}`)}</Pill>
            <span className="small t3 nw">
              {delegation.at !== null
                ? format.when(delegation.at, now)
                : delegation.seen
                  ? t('seen')
                  : t('notSeen')}
            </span>
            <span className="sp" />
            {task.status === 'open' ? (
              <Button
                size="s"
                kind="quiet"
                onPress={() =>
                  void act(
                    'task.delegate',
                    { id: task.id, person_id: null },
                    t('did.takenBack', { title: task.title }),
                  )
                }
              >
                {t(back ? 'keepMyself' : 'takeBack')}
              </Button>
            ) : null}
          </div>
          {delegation.progress !== null && delegation.state === 'accepted' ? (
            <Progress
              label={t('fields.progress')}
              value={delegation.progress}
              max={100}
              text={`${delegation.progress}%`}
            />
          ) : null}
          {delegation.note === null ? null : <p className="task-reason">{delegation.note}</p>}
        </>
      )}
      {task.status === 'open' && (delegation === null || back) ? <PersonChoice task={task} /> : null}
    </section>
  );
}

function PersonChoice({ task }: { task: TaskRow }): ReactElement {
  const { t } = useTranslation('tasks');
  const names = useNames();
  const act = useAct();
  const people = useLiveQuery('org.people', NOTHING) ?? [];
  const colleagues = people
    .filter((one) => !one.me)
    .map((one) => ({ value: one.id, text: names.name(one), detail: names.either(one.title, one.title_en) }));
  return (
    <>
      <ColleaguePicker
        label={t('handOver')}
        placeholder={t('handOverTo')}
        colleagues={colleagues}
        onChoose={(person) =>
          void act(
            'task.delegate',
            { id: task.id, person_id: person.value },
            t('did.handedOver', { title: task.title, name: person.text }),
          )
        }
      />
      <p className="small t3">{t(task.customer === null ? 'theySee' : 'theySeeCustomer')}</p>
    </>
  );
}

/** The other side: a colleague's task, to take over, decline with a reason, or give back. */
export function TakenOver({ task, acts }: { task: TaskRow; acts: TaskActs }): ReactElement {
  const { t } = useTranslation('tasks');
  const names = useNames();
  const [giving, setGiving] = useState<'declined' | 'handed_back' | null>(null);
  const focus = useFocusStays<HTMLElement>();
  const offered = task.answer === 'offered';
  const accepted = task.answer === 'accepted';
  const give = offered ? 'declined' : 'handed_back';
  useKeys('pane', [
    {
      keys: 'y',
      label: t('take'),
      disabled: !offered,
      run: () => acts.reply(task, 'accepted', null),
    },
    {
      keys: 'n',
      label: t(`give.${give}`),
      disabled: !offered && !accepted,
      run: () => setGiving(give),
    },
  ]);
  return (
    <section className="task-hand" aria-label={t('handedOverToMe')} {...focus}>
      <div className="x g6">
        <span className="small t2">
          {task.from === null ? '' : t('from', { name: names.name(task.from) })}
        </span>
        <Pill tone={TONES[task.answer ?? 'offered']}>{t(`answers.${task.answer ?? 'offered'}`)}</Pill>
        <span className="sp" />
        {offered ? (
          <Button size="s" kind="primary" keys="y" onPress={() => acts.reply(task, 'accepted', null)}>
            {t('accept')}
          </Button>
        ) : null}
        {offered || accepted ? (
          <Button size="s" keys="n" onPress={() => setGiving(give)}>
            {t(`give.${give}`)}
          </Button>
        ) : null}
      </div>
      {giving === null ? null : (
        <Reason
          label={t(`reason.${giving}`)}
          send={t(`give.${giving}`)}
          onSend={(note) => acts.reply(task, giving, note)}
          onCancel={() => setGiving(null)}
        />
      )}
    </section>
  );
}

function Reason({
  label,
  send,
  onSend,
  onCancel,
}: {
  label: string;
  send: string;
  onSend: (note: string) => void;
  onCancel: () => void;
}): ReactElement {
  const { t } = useTranslation('tasks');
  const common = useTranslation();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const missing = text.trim() === '';
  return (
    <>
      <TextField
        label={label}
        lines={2}
        value={text}
        onChange={setText}
        autoFocus
        onEscape={onCancel}
        {...(tried && missing ? { problem: t('reasonMissing') } : {})}
      />
      <div className="x g6">
        <Button size="s" kind="primary" onPress={() => (missing ? setTried(true) : onSend(text.trim()))}>
          {send}
        </Button>
        <Button size="s" kind="quiet" onPress={onCancel}>
          {common.t('kit.cancel')}
        </Button>
      </div>
    </>
  );
}
