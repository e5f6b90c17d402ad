import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MonthPlan, PlanEvent, PlanParty } from '../../../src-shared/contract/plan.ts';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import { isHeld } from '../../../src-shared/domain/plan/event.ts';
import { monthTable, type Cell } from '../../../src-shared/domain/plan/month.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { useHints } from '../../app/hints.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Icon } from '../../ui/icon.tsx';
import { AsidePane, Pane } from '../../ui/panes.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { eventHref, StateMark, usePlanWords } from './plan-words.tsx';

/** What stands behind a figure. */
interface Behind {
  readonly key: string;
  readonly title: string;
  readonly events?: readonly PlanEvent[];
  readonly parties?: readonly PlanParty[];
  readonly tasks?: readonly TaskRow[];
}

/** Plan against actual by kind and week; each figure opens the list behind it (R60). */
export function MonthFace({
  plan,
  month,
  today,
  now,
}: {
  plan: MonthPlan;
  month: string;
  today: DateText;
  now: EpochMs;
}): ReactElement {
  const { t } = useTranslation('plans');
  const common = useTranslation();
  const format = useFormat();
  const [figure, setFigure] = useState<'count' | 'hours'>('count');
  const [behind, setBehind] = useState<Behind | null>(null);
  const table = useMemo(() => monthTable(month, plan.events, now), [month, plan.events, now]);
  useHints([
    { keys: ['1', '4'], label: t('hints.face') },
    { keys: ['k', 'j'], label: t('hints.step') },
    { keys: 't', label: t('hints.today') },
    { keys: 'enter', label: t('month.list') },
  ]);
  const cell = (one: Cell<PlanEvent>, key: string, title: string): ReactElement => (
    <FigureCell
      cell={one}
      figure={figure}
      label={title}
      open={behind?.key === key}
      onOpen={() => setBehind({ key, title, events: one.events })}
    />
  );
  const of = (kind: string, when: string): string => t('month.listOf', { kind, when });
  const monthName = format.month(`${month}-01`);

  return (
    <div className="plans-cols">
      <Pane label={t('faces.month')} className="plans-main plan-month">
        <div className="x g6 plan-month-head">
          <Segmented
            label={t('month.figure')}
            size="s"
            value={figure}
            options={(['count', 'hours'] as const).map((value) => ({
              value,
              text: t(`month.figures.${value}`),
            }))}
            onChange={setFigure}
          />
          <span className="small t3">{`${t('month.held')} / ${t('month.planned')}`}</span>
        </div>
        {table.total.planned === 0 ? (
          <EmptyState what={t('month.empty')} why={t('month.emptyWhy')} />
        ) : (
          <table className="tb plan-table">
            <thead>
              <tr>
                <th scope="col">{t('month.kind')}</th>
                {table.weeks.map(({ from, to }, at) => (
                  <th key={from} scope="col" className="r">
                    {t('month.week', { n: at + 1 })}
                    <span className="plan-week-days">
                      {[...new Set([Number(from.slice(8)), Number(to.slice(8))])].join('–')}
                    </span>
                  </th>
                ))}
                <th scope="col" className="r">
                  {t('month.total')}
                </th>
                <th scope="col" className="r plan-rate-col">
                  {t('month.rate')}
                </th>
              </tr>
            </thead>
            <tbody>
              {table.rows.map(({ kind, cells, total }) => (
                <tr key={kind} className={`k-${kind}`}>
                  <th scope="row">
                    <span className="x g6">
                      <span className="ki x">
                        <Icon name={kind} size="s" />
                      </span>
                      {t(`kinds.${kind}`)}
                    </span>
                  </th>
                  {cells.map((one, at) => (
                    <td key={table.weeks[at]!.from} className="r">
                      {cell(one, `${kind} ${at}`, of(t(`kinds.${kind}`), t('month.week', { n: at + 1 })))}
                    </td>
                  ))}
                  <td className="r">{cell(total, `${kind} all`, of(t(`kinds.${kind}`), monthName))}</td>
                  <Rate cell={total} figure={figure} />
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t('month.total')}</th>
                {table.totals.map((one, at) => (
                  <td key={table.weeks[at]!.from} className="r">
                    {cell(one, `all ${at}`, of(t('month.all'), t('month.week', { n: at + 1 })))}
                  </td>
                ))}
                <td className="r">{cell(table.total, 'all all', of(t('month.all'), monthName))}</td>
                <Rate cell={table.total} figure={figure} />
              </tr>
            </tfoot>
          </table>
        )}
        <div className="plan-blocks">
          <Reach plan={plan} behind={behind} onOpen={setBehind} />
          <Tasks plan={plan} behind={behind} onOpen={setBehind} />
        </div>
        <p className="small t3 plan-words">{t('month.words')}</p>
      </Pane>
      <AsidePane
        label={t('month.list')}
        width={340}
        icon="list"
        closeLabel={common.t('kit.close')}
        openFor={behind?.key ?? null}
      >
        {behind === null ? (
          <EmptyState what={t('month.choose')} why={t('month.chooseWhy')} />
        ) : (
          <List behind={behind} today={today} now={now} />
        )}
      </AsidePane>
    </div>
  );
}

/** Held over planned, as a button that opens what it counts. */
function FigureCell({
  cell,
  figure,
  label,
  open,
  onOpen,
}: {
  cell: Cell<PlanEvent>;
  figure: 'count' | 'hours';
  label: string;
  open: boolean;
  onOpen: () => void;
}): ReactElement {
  const format = useFormat();
  if (cell.planned === 0) return <span className="t3 plan-none">–</span>;
  const [held, planned] =
    figure === 'count'
      ? [format.number(cell.held), format.number(cell.planned)]
      : [hours(cell.heldMin), hours(cell.plannedMin)];
  return (
    <button
      type="button"
      className="plan-figure num"
      aria-label={`${label}: ${held} / ${planned}`}
      aria-pressed={open}
      onClick={onOpen}
    >
      <b className="med">{held}</b>
      <span className="t3">{` / ${planned}`}</span>
    </button>
  );

  function hours(minutes: number): string {
    return format.number(minutes / 60, 1);
  }
}

function Rate({ cell, figure }: { cell: Cell<PlanEvent>; figure: 'count' | 'hours' }): ReactElement {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const [held, planned] = figure === 'count' ? [cell.held, cell.planned] : [cell.heldMin, cell.plannedMin];
  return (
    <td className="plan-rate-col">
      {planned === 0 ? (
        <span className="t3 r">–</span>
      ) : (
        <span className="x g6">
          <Progress
            label={t('month.rate')}
            value={held}
            max={planned}
            text={format.percent(held / planned)}
          />
          <span className="num r plan-percent">{format.percent(held / planned)}</span>
        </span>
      )}
    </td>
  );
}

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

function Reach({ plan, behind, onOpen }: BlockProps): ReactElement {
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

function Tasks({ plan, behind, onOpen }: BlockProps): ReactElement {
  const { t } = useTranslation('plans');
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
            text={String(tasks.length)}
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

function List({ behind, today, now }: { behind: Behind; today: DateText; now: EpochMs }): ReactElement {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const words = usePlanWords();
  const names = useNames();
  const { title, events, parties, tasks } = behind;
  const size = (events ?? parties ?? tasks ?? []).length;
  const held = events?.filter((event) => isHeld(event, now)).length;
  return (
    <>
      <GroupHeader text={title} count={held === undefined ? size : `${held} / ${size}`} />
      <div className="scroll plan-list">
        {events?.map((event) => (
          <a key={event.key} className={`row k-${event.kind}`} href={eventHref(event)}>
            <span className="small t2 plan-list-day">{format.dayOfWeek(event.startWall.slice(0, 10))}</span>
            <span className="ki x">
              <Icon name={event.kind === 'busy' ? 'lock' : event.kind} size="xs" />
            </span>
            <span className="cut">{words.title(event)}</span>
            <span className="sp" />
            <StateMark state={event.state} />
          </a>
        ))}
        {parties?.map((party) => (
          <a key={party.id} className="row" href={href('customers', party.id)}>
            <span className="cut">{names.name(party)}</span>
            <span className="sp" />
            <span className="small t3">{party.rating?.replace('-', '−') ?? ''}</span>
          </a>
        ))}
        {tasks?.map((task) => (
          <a key={task.id} className="row" href={href('tasks', task.id)}>
            <span className={task.status === 'done' ? 'cut done-title' : 'cut'}>{task.title}</span>
            <span className="sp" />
            {task.status === 'done' ? (
              <StateMark state="done" />
            ) : (
              <span className="small t3">
                {task.due === null ? '' : format.dayShort(task.due.slice(0, 10), today)}
              </span>
            )}
          </a>
        ))}
        {size === 0 ? <p className="small t3 plans-free">{t('items', { count: 0 })}</p> : null}
      </div>
    </>
  );
}
