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

/** How long a step of the capacity is, of a day and of a week. */
const STEP = { day: 30, week: 60 } as const;

/** The head of a team: folds it, and shows how many of it are taken, step by step, on the day or on each of the week. */
export function TeamGroup({
  unit,
  lanes,
  folded,
  days,
  hours,
  onFold,
}: {
  unit: TeamLane['unit'];
  lanes: readonly TeamLane[];
  folded: boolean;
  days: readonly DateText[];
  hours: Hours;
  onFold: () => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const names = useNames();
  const name = unit === null ? t('team.resources') : names.name(unit);
  return (
    <>
      <button type="button" className="who team-fold" aria-expanded={!folded} onClick={onFold}>
        <Icon name={folded ? 'right' : 'expand'} size="xs" />
        <b className="med cut">{name}</b>
        <span className="small t3">{lanes.length}</span>
      </button>
      {days.map((date) => (
        <Capacity key={date} name={name} lanes={lanes} date={date} hours={hours} single={days.length === 1} />
      ))}
    </>
  );
}

function Capacity({
  name,
  lanes,
  date,
  hours,
  single,
}: {
  name: string;
  lanes: readonly TeamLane[];
  date: DateText;
  hours: Hours;
  /** There is room for the figures. */
  single: boolean;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const step = single ? STEP.day : STEP.week;
  const steps = useMemo(
    () => capacityOf(lanes, date, { from: hours.from * 60, to: hours.to * 60, step }),
    [lanes, date, hours, step],
  );
  const when = (one: { from: number; to: number }): string =>
    `${single ? '' : `${format.dayOfWeek(date, date)} `}${format.timeOfMinutes(one.from)}–${format.timeOfMinutes(one.to)}`;
  // For whoever does not see the shades: when most are taken.
  const most = steps.reduce((a, b) => (b.taken > a.taken ? b : a));
  return (
    <div
      className={single ? 'lane team-heat' : 'lane team-heat slim'}
      role="img"
      aria-label={t('team.busiest', { name, time: when(most), taken: most.taken, all: lanes.length })}
    >
      {steps.map((one) => (
        <span
          key={one.from}
          className={`heat-${capacityHeat(one.taken, lanes.length)}`}
          style={vars({ '--a': one.from / 60, '--b': one.to / 60 })}
          title={t('team.capacity', { time: when(one), taken: one.taken, all: lanes.length })}
        >
          {single && one.taken > 0 ? one.taken : ''}
        </span>
      ))}
    </div>
  );
}
