import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { skippedTimes, slotSpan, type Slot } from '../../../src-shared/domain/calendar/slot.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';

/** What the times that were typed are where one is, and where the clock has no such time on that day, what they become. */
export function ClockHints({ slot }: { slot: Pick<Slot, 'start' | 'end' | 'zone'> }): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const names = useNames();
  const here = useZone();
  const { start, end } = slotSpan(slot);
  const whenIn = (zone: string): string =>
    format.timeRange(instantToWall(start, zone), instantToWall(end, zone));
  const skipped = skippedTimes(slot);
  return (
    <>
      {slot.zone === here ? null : (
        <p className="small t3">
          {t('form.zoneHint', { zone: format.zoneName(slot.zone), when: whenIn(here) })}
        </p>
      )}
      {skipped.length === 0 ? null : (
        <p className="small soft" role="status">
          {t('form.clockSkips', {
            count: skipped.length,
            times: names.texts(skipped.map((wall) => format.time(wall))),
            day: format.dayLong(slot.start.slice(0, 10)),
            when: whenIn(slot.zone),
          })}
        </p>
      )}
    </>
  );
}
