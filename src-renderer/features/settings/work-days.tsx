import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpecialDay } from '../../../src-shared/contract/planning.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useAct } from '../../app/use-act.ts';
import { useNow } from '../../app/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { useSpecialDayName } from '../calendar/use-day-marks.ts';
import { AddDay } from './add-day.tsx';
import { dayRuns, type DayRun } from './day-runs.ts';
import { ImportDays } from './import-days.tsx';

const NOTHING = {};

/** The bank's calendar of a year: days off and worked weekends, where each comes from, and its upkeep by those who may. */
export function WorkDays(): ReactElement {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const now = useNow();
  const nameOf = useSpecialDayName();
  const [year, setYear] = useState(() => Number(format.dateOf(now).slice(0, 4)));
  const [open, setOpen] = useState<'add' | 'import' | null>(null);
  const days = useLiveQuery('calendar.specialDays', { from: `${year}-01-01`, to: `${year + 1}-01-01` });
  const may = useLiveQuery('calendar.mayDecide', NOTHING);
  const whose = (['bank', 'branch'] as const).filter((one) => may?.[one] ?? false);
  const runs = dayRuns(days ?? [], nameOf);
  const off = days?.filter((one) => one.kind === 'holiday').length ?? 0;
  return (
    <section aria-label={t('workDays.title')}>
      <GroupHeader text={t('workDays.title')}>
        <Button
          kind="quiet"
          size="s"
          icon="left"
          label={t('workDays.before')}
          onPress={() => setYear(year - 1)}
        />
        <b className="num">{t('workDays.year', { year })}</b>
        <Button
          kind="quiet"
          size="s"
          icon="right"
          label={t('workDays.after')}
          onPress={() => setYear(year + 1)}
        />
      </GroupHeader>
      <p className="small t3 people-why">
        {t('workDays.why')} {t('workDays.count', { count: off, worked: (days?.length ?? 0) - off })}
      </p>
      {whose.length === 0 ? null : (
        <div className="x g6 people-add">
          <Button size="s" icon="plus" onPress={() => setOpen('add')}>
            {t('workDays.add')}
          </Button>
          <Button size="s" icon="upload" onPress={() => setOpen('import')}>
            {t('workDays.import')}
          </Button>
        </div>
      )}
      {runs.map((run) => (
        <Run key={run.from} run={run} name={nameOf(run.days[0]!)} />
      ))}
      {open === 'add' ? <AddDay year={year} whose={whose} onClose={() => setOpen(null)} /> : null}
      {open === 'import' ? <ImportDays year={year} whose={whose} onClose={() => setOpen(null)} /> : null}
    </section>
  );
}

function Run({ run, name }: { run: DayRun; name: string }): ReactElement {
  const { t } = useTranslation('settings');
  const words = useTranslation('calendar');
  const format = useFormat();
  const act = useAct();
  const first: SpecialDay = run.days[0]!;
  const remove = (): void => {
    const ids = run.days.flatMap(({ id }) => id ?? []);
    void act('calendarDay.removeSeveral', { ids }, t('workDays.removed'));
  };
  return (
    <div className="row work-day">
      <span className={`day-mark ${first.kind}`}>{words.t(`days.mark.${first.kind}`)}</span>
      <span className="work-day-date">
        {run.from === run.to ? format.dayMedium(run.from) : format.range(run.from, run.to)}
      </span>
      <span className="cut sp">
        {name || t(`workDays.kinds.${first.kind}`)}
        {run.days.length > 1 ? (
          <span className="t3 small"> {t('workDays.days', { count: run.days.length })}</span>
        ) : null}
      </span>
      <span className="small t3 nw">{t(`workDays.from.${first.for ?? 'public'}`)}</span>
      {first.editable ? (
        <Button
          size="s"
          kind="quiet"
          icon="trash"
          label={t('workDays.remove', { day: format.dayMedium(run.from) })}
          onPress={remove}
        />
      ) : null}
    </div>
  );
}
