import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MonthPlan, PlanEvent } from '../../../src-shared/contract/plan.ts';
import { monthTable, type Cell } from '../../../src-shared/domain/plan/month.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import { useHints } from '../../app/hints.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { AsidePane, Pane } from '../../ui/panes.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { MonthReach, MonthTasks } from './month-blocks.tsx';
import { MonthList, type Behind } from './month-list.tsx';

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
          <MonthReach plan={plan} behind={behind} onOpen={setBehind} />
          <MonthTasks plan={plan} behind={behind} onOpen={setBehind} />
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
          <MonthList behind={behind} today={today} now={now} />
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
