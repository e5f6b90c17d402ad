import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** What the looks of events on the lines of a team mean. */
export function TeamLegend(): ReactElement {
  const { t } = useTranslation('calendar');
  const samples = [
    ['fixed', 'ev k-visit'],
    ['tentative', 'ev k-visit tent'],
    ['hold', 'ev k-hold'],
    ['private', 'ev k-busy priv'],
    ['away', 'ev k-leave'],
    ['hard', 'ev k-visit c-hard'],
    ['soft', 'ev k-visit c-soft'],
    ['stale', 'ev k-visit stale'],
  ] as const;
  return (
    <div className="x team-legend">
      {samples.map(([name, classes]) => (
        <span key={name} className="x g1 small t2 nw">
          <span className={`${classes} sample`} aria-hidden="true" />
          {t(`team.legend.${name}`)}
        </span>
      ))}
    </div>
  );
}
