import { ownAttendees, ownEvents, uidOf } from '../../../db/client/queries/calendar-file.ts';
import { exportOf } from '../../../src-shared/domain/calendar/ics-export.ts';
import { writeIcs } from '../../../src-shared/domain/calendar/ics-write.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import type { Views } from '../engine/context.ts';

const PRODUCT = '-//Semicolon//Desk//ZH';

export const calendarFileViews: Views<'event.export'> = {
  'event.export': {
    reads: ['event', 'attendee', 'person'],
    run({ db, me, now }, span) {
      const events = ownEvents(db, me.id, span);
      const series = new Map(events.map((event) => [event.id, event]));
      const attendees = Map.groupBy(ownAttendees(db, me.id), (one) => one.event_id);
      const stamp = instantToWall(now, 'UTC');
      const out = events.map((event) => {
        const { all_day, start, end, zone, rrule, rdate, exdate, series_id, ...fields } = event;
        const home = series_id === null ? undefined : series.get(series_id);
        return exportOf(
          {
            ...fields,
            uid: uidOf(home ?? event),
            slot: { all_day, start, end, zone, rrule, rdate, exdate },
            recurrence_id: home === undefined ? null : event.recurrence_id,
            seriesZone: home?.zone ?? null,
            attendees: attendees.get(event.id) ?? [],
          },
          stamp,
        );
      });
      return { text: writeIcs(out, PRODUCT), events: out.length };
    },
  },
};
