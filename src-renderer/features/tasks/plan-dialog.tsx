import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useDesk } from '../../app/desk-data.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useDateWords } from '../../app/pickers/date-words.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useNow } from '../../app/use-now.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { DateField, TimeField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Keys } from '../../ui/kbd.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { PLANNED_MINUTES } from './task-drag.ts';

const LENGTHS = ['30', '60', '90', '120'] as const;
const AHEAD_DAYS = 14;
const OFFERED = 3;

/** Sets time apart for a task without a pointer: the next free stretches by key, or any time. */
export function PlanDialog({ task, onClose }: { task: TaskRow; onClose: () => void }): ReactElement {
  const { t } = useTranslation('tasks');
  const common = useTranslation();
  const { me } = useDesk();
  const format = useFormat();
  const zone = useZone();
  const words = useDateWords();
  const tell = useOutcome();
  const today = format.dateOf(useNow());
  const [length, setLength] = useState<(typeof LENGTHS)[number]>(String(PLANNED_MINUTES) as '60');
  const [day, setDay] = useState<string | null>(today);
  const [clock, setClock] = useState<string | null>('14:00');
  const minutes = Number(length);
  const found = useLiveQuery(
    'calendar.findTime',
    me === null
      ? null
      : {
          people: [{ person_id: me.id, role: 'required' }],
          resources: [],
          room: null,
          duration_min: minutes,
          from: today,
          to: addDays(today, AHEAD_DAYS),
          zone,
          hours: null,
          near: null,
          kind: 'hold',
          place: null,
          customers: [],
          buffer_min: null,
          travel_min: null,
          except: null,
          count: OFFERED,
        },
  );
  const answers = found?.answers ?? [];
  const plan = (start: string): void => {
    onClose();
    void run('task.plan', { ids: [task.id], start, minutes, zone }).then((done) =>
      tell(
        done,
        t('did.planned', {
          title: task.title,
          time: `${format.dayShort(start.slice(0, 10), today)} ${format.time(start)}`,
        }),
      ),
    );
  };
  useKeys(
    'overlay',
    answers.map(({ startWall }, at) => ({
      keys: String(at + 1),
      label: t('planTake'),
      run: () => plan(startWall),
    })),
  );
  return (
    <Dialog
      title={t('planTitle', { title: task.title })}
      open
      onClose={onClose}
      closeLabel={common.t('kit.close')}
    >
      <Segmented
        label={t('planLength')}
        size="s"
        value={length}
        options={LENGTHS.map((value) => ({ value, text: format.duration(Number(value)) }))}
        onChange={setLength}
      />
      <div className="plan-slots" role="group" aria-label={t('planFree')}>
        <span className="small t2">{t('planFree')}</span>
        {answers.map(({ start, startWall, endWall }, at) => (
          <button key={start} type="button" className="slot" onClick={() => plan(startWall)}>
            <Keys spec={String(at + 1)} accent />
            <span className="nw">{format.dayShort(startWall.slice(0, 10), today)}</span>
            <b className="nw num">{format.timeRange(startWall, endWall)}</b>
          </button>
        ))}
        {found !== undefined && answers.length === 0 ? (
          <p className="small t3">{t('planNoFree', { count: AHEAD_DAYS })}</p>
        ) : null}
      </div>
      <div className="x g6 plan-other">
        <DateField label={t('otherDay')} value={day} onChange={setDay} words={words} />
        <TimeField label={t('fields.time')} value={clock} onChange={setClock} />
        <Button
          kind="primary"
          disabled={day === null || clock === null}
          onPress={() => day !== null && clock !== null && plan(`${day}T${clock}`)}
        >
          {t('planTake')}
        </Button>
      </div>
      <p className="small t3">{t('planPrivate')}</p>
    </Dialog>
  );
}
