import {
  organiserOf,
  ownAttendees,
  ownEvents,
  uidOf,
  type ExportedEvent,
} from '../../../db/client/queries/calendar-file.ts';
import { singlesOf, type SingleAnswer } from '../../../db/client/queries/instance-answer.ts';
import { answersKey } from '../../../src-shared/domain/calendar/instance-answer.ts';
import { exportOf } from '../../../src-shared/domain/calendar/ics-export.ts';
import { writeIcs } from '../../../src-shared/domain/calendar/ics-write.ts';
import { instanceSlot } from '../../../src-shared/domain/calendar/instance-slot.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import { slotOf } from '../../../src-shared/domain/calendar/slot-of.ts';
import { isSeries } from '../../../src-shared/domain/calendar/slot.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Views } from '../engine/context.ts';

const PRODUCT = '-//Semicolon//Desk//ZH';

export const calendarFileViews: Views<'event.export'> = {
  'event.export': {
    reads: ['event', 'attendee', 'instance_answer', 'person'],
    run({ db, me, now }, span) {
      const events = ownEvents(db, me.id, span);
      const series = new Map(events.map((event) => [event.id, event]));
      const attendees = Map.groupBy(ownAttendees(db, me.id), (one) => one.event_id);
      const asked = (event: Id) => attendees.get(event) ?? [];
      const organiser = organiserOf(db, me.id);
      const stamp = instantToWall(now, 'UTC');
      const answered = answeredAlone(events, singlesOf(db, [...attendees.keys()]), asked);
      const out = [...events.map((event) => ({ ...event, attendees: asked(event.id) })), ...answered].map(
        (event) => {
          const { all_day, start, end, zone, rrule, rdate, exdate, series_id, ...fields } = event;
          const home = series_id === null ? undefined : series.get(series_id);
          return exportOf(
            {
              ...fields,
              uid: uidOf(home ?? event),
              slot: { all_day, start, end, zone, rrule, rdate, exdate },
              recurrence_id: home === undefined ? null : event.recurrence_id,
              seriesZone: home?.zone ?? null,
              organiser,
            },
            stamp,
          );
        },
      );
      return { text: writeIcs(out, PRODUCT), events: events.length };
    },
  },
};

type Asked = ReturnType<typeof ownAttendees>;

/**
 * Meetings of series that somebody answered alone: in a file each is an instance of its own, like its series in all but the
 * attendees (RFC 5545 §3.8.4.4). Those that were replaced say it already.
 */
function answeredAlone(
  events: readonly ExportedEvent[],
  singles: ReadonlyMap<string, readonly SingleAnswer[]>,
  asked: (event: Id) => Asked,
): (ExportedEvent & { attendees: Asked })[] {
  const replaced = new Set(events.map((event) => `${event.series_id} ${event.recurrence_id}`));
  return events.flatMap((event) => {
    if (!isSeries(event)) return [];
    const its = asked(event.id);
    const said = its.flatMap((one) => singles.get(answersKey(event.id, one.person_id)) ?? []);
    const walls = [...new Set(said.map((one) => one.recurrence_id))].sort();
    return walls.flatMap((wall) => {
      const slot = replaced.has(`${event.id} ${wall}`) ? null : instanceSlot(slotOf(event), wall);
      if (!slot) return [];
      const attendees = its.map((one) => {
        const single = singles
          .get(answersKey(event.id, one.person_id))
          ?.find(({ recurrence_id }) => recurrence_id === wall);
        return single ? { ...one, answer: single.answer } : one;
      });
      const { start, end } = slot;
      const once = { rrule: null, rdate: null, exdate: null, series_id: event.id, recurrence_id: wall };
      return [{ ...event, ...once, start, end, attendees }];
    });
  });
}
