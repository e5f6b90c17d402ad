import { uidOf } from '../../../../db/client/queries/calendar-file.ts';
import { ITEM_LIMITS } from '../../../../src-shared/domain/calendar/ics-item.ts';
import type { Row } from '../../../../src-shared/schema/tables.ts';

const SIBLING = 'RELATED-TO;RELTYPE=SIBLING:';

/**
 * What the later half of a series that was cut is called in files. A UID names one series (RFC 5545 §3.8.4.7), so the
 * half gets one of its own and says whose sibling it is. A further rule that a file gave the series stays with the
 * head, which goes on giving it back whole: on both halves its instances would be there twice.
 */
export function asNewSeries(series: Row<'event'>): Pick<Row<'event'>, 'uid' | 'ics'> {
  const kept = (series.ics ?? '')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('RRULE:') && !line.startsWith(SIBLING));
  const ics = [...kept, `${SIBLING}${uidOf(series)}`].join('\n');
  return { uid: null, ics: ics.length > ITEM_LIMITS.ics ? kept.join('\n') : ics };
}
