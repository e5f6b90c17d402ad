import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useDesk } from '../../app/desk-data.ts';
import { useHints } from '../../app/hints.ts';
import { addDays, mondayOf } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNow } from '../../app/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { Pane } from '../../ui/panes.tsx';
import { AgendaColumn } from './agenda-column.tsx';
import { agendaOf } from './agenda.ts';
import { SinceColumn } from './since-column.tsx';
import { TaskColumn } from './task-column.tsx';
import './today.css';

const NO_INSTANCES: never[] = [];
const NO_EDITS: never[] = [];
const DAYS = 3;

/** The day at a glance: what is on, what is due, what changed. Everything on it comes from this laptop. */
export default function TodayScreen(): ReactElement {
  const { t } = useTranslation('today');
  const format = useFormat();
  const zone = useZone();
  const { me } = useDesk();
  const now = useNow();
  const today = format.dateOf(now);
  const monday = mondayOf(today);
  const people = useMemo(() => (me === null ? [] : [me.id]), [me]);
  const upTo = addDays(today, DAYS) > addDays(monday, 7) ? addDays(today, DAYS) : addDays(monday, 7);
  const week = useLiveQuery('calendar.window', { from: monday, to: upTo, zone, people });
  const inbox = useLiveQuery('inbox.list', { zone });
  const due = useLiveQuery('task.list', { view: 'today', today, customer_id: null, text: '' });
  const promises = useLiveQuery('task.list', { view: 'promises', today, customer_id: null, text: '' });

  const instances = week?.instances ?? NO_INSTANCES;
  const days = Array.from({ length: DAYS }, (_, ahead) =>
    agendaOf(addDays(today, ahead), instances, inbox?.schedule ?? [], today, now),
  );
  const openTasks = due?.rows.filter((task) => task.status === 'open' && task.promise === null).length ?? 0;
  const promisedToday =
    promises?.rows.filter((task) => task.status === 'open' && task.promise === 'by_me' && task.daysLate === 0)
      .length ?? 0;
  const summary = [
    ...((days[0]?.left ?? 0) > 0 ? [t('left', { count: days[0]!.left })] : []),
    ...(openTasks > 0 ? [t('due', { count: openTasks })] : []),
    ...(promisedToday > 0 ? [t('promised', { count: promisedToday })] : []),
  ].join(t('separator'));

  useHints([
    { keys: ['d', 'p', 'x'], label: t('hints.outcome') },
    { keys: 'space', label: t('hints.complete') },
    { keys: 'q', label: t('quickAdd') },
    { keys: 'f6', label: t('hints.pane') },
  ]);

  return (
    <div className="pane grow today">
      <div className="bar today-bar">
        <h1>{format.dayLong(today)}</h1>
        <span className="small t3 nw">
          {[format.lunar(today), format.week(today)].filter(Boolean).join(' · ')}
        </span>
        <span className="t2 cut today-sum">
          {week === undefined || due === undefined ? '' : summary || t('allDone')}
        </span>
        <span className="sp" />
        <Button size="s" onPress={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      <div className="today-cols">
        <Pane label={t('agenda')} className="today-agenda">
          <AgendaColumn
            days={days}
            today={today}
            now={now}
            ready={week !== undefined}
            invitations={inbox?.invitations ?? []}
          />
        </Pane>
        <Pane label={t('tasks')} className="today-tasks">
          <TaskColumn due={due?.rows ?? null} promises={promises?.rows ?? null} today={today} />
        </Pane>
        <Pane label={t('since')}>
          <SinceColumn
            today={today}
            now={now}
            zone={zone}
            schedule={inbox?.schedule ?? null}
            edits={inbox?.edits ?? NO_EDITS}
            asOf={inbox?.asOf ?? null}
            week={instances.filter((one) => one.startWall >= monday && one.startWall < addDays(monday, 7))}
          />
        </Pane>
      </div>
    </div>
  );
}
