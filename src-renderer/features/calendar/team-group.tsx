import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamLane } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { Icon } from '../../ui/icon.tsx';
import { vars } from '../../ui/vars.ts';
import { capacityHeat, capacityOf } from './team-capacity.ts';
import type { Hours } from './team-hours.ts';

const STEP = 30;

/** The head of a team: folds it, and shows how many of it are taken, half hour by half hour. */
export function TeamGroup({
  unit,
  lanes,
  folded,
  date,
  hours,
  onFold,
}: {
  unit: TeamLane['unit'];
  lanes: readonly TeamLane[];
  folded: boolean;
  date: DateText;
  hours: Hours;
  onFold: () => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const names = useNames();
  const steps = useMemo(
    () => capacityOf(lanes, date, { from: hours.from * 60, to: hours.to * 60, step: STEP }),
    [lanes, date, hours],
  );
  const name = unit === null ? t('team.resources') : names.name(unit);
  const time = (minutes: number): string => format.timeOfMinutes(minutes);
  return (
    <>
      <button type="button" className="who team-fold" aria-expanded={!folded} onClick={onFold}>
        <Icon name={folded ? 'right' : 'expand'} size="xs" />
        <b className="med cut">{name}</b>
        <span className="small t3">{lanes.length}</span>
      </button>
      <div className="lane team-heat" role="img" aria-label={busiest()}>
        {steps.map((one) => (
          <span
            key={one.from}
            className={`heat-${capacityHeat(one.taken, lanes.length)}`}
            style={vars({ '--a': one.from / 60, '--b': one.to / 60 })}
            title={t('team.capacity', {
              time: `${time(one.from)}–${time(one.to)}`,
              taken: one.taken,
              all: lanes.length,
            })}
          >
            {one.taken > 0 ? one.taken : ''}
          </span>
        ))}
      </div>
    </>
  );

  /** For whoever does not see the shades: when most are taken. */
  function busiest(): string {
    const most = steps.reduce((a, b) => (b.taken > a.taken ? b : a));
    return t('team.busiest', { name, time: time(most.from), taken: most.taken, all: lanes.length });
  }
}
