import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MonthPlan, PlanParty } from '../../../src-shared/contract/plan.ts';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Progress } from '../../ui/progress.tsx';
import type { Behind } from './month-list.tsx';

interface BlockProps {
  plan: MonthPlan;
  behind: Behind | null;
  onOpen: (behind: Behind) => void;
}

function Line({
  name,
  text,
  share,
  open,
  onOpen,
}: {
  name: string;
  text: string;
  share: number | null;
  open: boolean;
  onOpen: (() => void) | null;
}): ReactElement {
  const format = useFormat();
  return (
    <div className="plan-line">
      <span className="cut">{name}</span>
      {share === null ? (
        <span />
      ) : (
        <Progress label={name} value={share} max={1} text={format.percent(share)} />
      )}
      {onOpen === null ? (
        <span className="num r t3">{text}</span>
      ) : (
        <button
          type="button"
          className="plan-figure num r"
          aria-label={`${name}: ${text}`}
          aria-pressed={open}
          onClick={onOpen}
        >
          {text}
        </button>
      )}
      <span className="num r t2">{share === null ? '' : format.percent(share)}</span>
    </div>
  );
}

/** Which customers were planned and met, and how many of those with a good rating. */
export function MonthReach({ plan, behind, onOpen }: BlockProps): ReactElement {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const { planned, met, rated } = plan;
  const asPlanned = planned.filter(({ id }) => met.some((one) => one.id === id));
  const list = (key: string, title: string, parties: readonly PlanParty[]): (() => void) | null =>
    parties.length === 0 ? null : () => onOpen({ key, title, parties });
  return (
    <section aria-label={t('month.customers')}>
      <GroupHeader text={t('month.customers')} />
      <Line
        name={t('month.customersPlanned')}
        text={format.number(planned.length)}
        share={null}
        open={behind?.key === 'planned'}
        onOpen={list('planned', t('month.customersPlanned'), planned)}
      />
      <Line
        name={t('month.ofThem')}
        text={`${asPlanned.length} / ${planned.length}`}
        share={planned.length === 0 ? null : asPlanned.length / planned.length}
        open={behind?.key === 'asPlanned'}
        onOpen={list('asPlanned', t('month.ofThem'), asPlanned)}
      />
      <Line
        name={t('month.customersMet')}
        text={format.number(met.length)}
        share={null}
        open={behind?.key === 'met'}
        onOpen={list('met', t('month.customersMet'), met)}
      />
      {rated.map(({ letter, customers, met: some }) => (
        <Line
          key={letter}
          name={t('month.rated', { letter })}
          text={
            customers === 0
              ? t('month.noneRated', { letter })
              : t('month.ratedOf', { met: some.length, all: customers })
          }
          share={customers === 0 ? null : some.length / customers}
          open={behind?.key === `rated ${letter}`}
          onOpen={list(`rated ${letter}`, t('month.rated', { letter }), some)}
        />
      ))}
    </section>
  );
}

/** What was due in the month, and how much of it is done. */
export function MonthTasks({ plan, behind, onOpen }: BlockProps): ReactElement {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const { tasks, me } = plan;
  const done = tasks.filter(({ status }) => status === 'done');
  const list = (key: string, title: string, some: readonly TaskRow[]): (() => void) | null =>
    some.length === 0 ? null : () => onOpen({ key, title, tasks: some });
  return (
    <section aria-label={t('month.tasks')}>
      <GroupHeader text={t('month.tasks')} />
      {me ? (
        <>
          <Line
            name={t('month.tasksDue')}
            text={format.number(tasks.length)}
            share={null}
            open={behind?.key === 'due'}
            onOpen={list('due', t('month.tasksDue'), tasks)}
          />
          <Line
            name={t('month.tasksDone')}
            text={`${done.length} / ${tasks.length}`}
            share={tasks.length === 0 ? null : done.length / tasks.length}
            open={behind?.key === 'done'}
            onOpen={list('done', t('month.tasksDone'), done)}
          />
        </>
      ) : (
        <p className="small t3 plans-free">{t('month.tasksElsewhere')}</p>
      )}
    </section>
  );
}
