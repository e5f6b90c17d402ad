import { organiserOf, ownAttendees } from '../../../../db/client/queries/calendar-file.ts';
import { exportOf } from '../../../../src-shared/domain/calendar/ics-export.ts';
import { planImport } from '../../../../src-shared/domain/calendar/ics-import.ts';
import type { ImportItem } from '../../../../src-shared/domain/calendar/ics-item.ts';
import { ICS_END, icsEvent, icsHead } from '../../../../src-shared/domain/calendar/ics-write.ts';
import { readIcs } from '../../../../src-shared/domain/calendar/ics.ts';
import { compareTexts } from '../../../../src-shared/kernel/compare-texts.ts';
import type { Row } from '../../../../src-shared/schema/tables.ts';
import type { CommandContext } from '../../engine/context.ts';

const HEAD = icsHead('-//Semicolon//Desk//ZH', [], [], { from: 2000, to: 2000 });
/** An export says when it was written; that is no change of the event. */
const STAMP = '1970-01-01T00:00';

/**
 * Whether a file says of an event what an export of this desk would say of it now. That may differ in letters from what is
 * kept: an end of a series that is a day goes out as an instant, and who was asked here goes out beside what a file said.
 */
export function echoOf({ tx, me }: CommandContext): (row: Row<'event'>, item: ImportItem) => boolean {
  let asked: Map<string, ReturnType<typeof ownAttendees>> | null = null;
  return (row, item) => {
    asked ??= Map.groupBy(ownAttendees(tx, me.id), (one) => one.event_id);
    const { all_day, start, end, zone, rrule, rdate, exdate, ...fields } = row;
    const out = exportOf(
      {
        ...fields,
        uid: item.uid,
        slot: { all_day, start, end, zone, rrule, rdate, exdate },
        // Which instance it is was found already; alone it would read as one whose series is missing.
        recurrence_id: null,
        seriesZone: null,
        organiser: organiserOf(tx, me.id),
        attendees: asked.get(row.id) ?? [],
      },
      STAMP,
    );
    const [echo] = planImport(readIcs(`${HEAD}${icsEvent(out)}${ICS_END}`, zone)).items;
    return echo !== undefined && said(echo) === said(item);
  };
}

/** All that an item says but which event it is and when the file was written. */
const said = ({ uid: _uid, recurrence_id: _id, ics, slot, ...fields }: ImportItem): string =>
  JSON.stringify([
    inOrder(fields),
    inOrder(slot),
    (ics ?? '').split('\n').filter((line) => line !== '' && !/^DTSTAMP[;:]/.test(line)),
  ]);

const inOrder = (record: object): unknown[] => Object.entries(record).sort(([a], [b]) => compareTexts(a, b));
