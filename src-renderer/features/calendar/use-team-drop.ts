import type { CalendarInstance, EventDetail, TeamLane } from '../../../src-shared/contract/calendar.ts';
import { ask } from '../../bridge/ask.ts';
import { addDays, daysBetween } from '../../app/i18n/calendar-day.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { draftOf, newDraft, timed, type EventDraft } from './event-draft.ts';
import type { EventMoves } from './use-event-moves.ts';
import type { TeamGhost } from './use-team-drag.ts';

/**
 * What a drag on the timeline comes to. Along its line an event is moved as on the grid. On another line, whoever it
 * belongs to is asked, and a room is booked: that concerns others, so the form opens with it and shows what would clash
 * before anything is sent. Over empty time of a colleague it is a new meeting with them.
 */
export function useTeamDrop({
  reminder,
  moves,
  onWrite,
}: {
  reminder: number | null;
  moves: EventMoves;
  /** `begun`: what the form begins with where it is not the event as it is. */
  onWrite: (initial: EventDraft, editing: EventDetail | null, begun?: EventDraft) => void;
}): (ghost: TeamGhost, instance: CalendarInstance | null, from: TeamLane, to: TeamLane) => Promise<void> {
  const zone = useZone();
  const names = useNames();
  /** The draft with whoever a line belongs to on it. */
  const withLane = (draft: EventDraft, lane: TeamLane): EventDraft => {
    const { subject_id: id, resource } = lane;
    const name = names.name(lane);
    if (resource !== null)
      return {
        ...draft,
        resources: [...draft.resources, { id, name, kind: resource, seats: lane.seats ?? 0 }],
      };
    return lane.me ? draft : { ...draft, people: [...draft.people, { id, name, role: 'required' }] };
  };
  return async (ghost, instance, from, to) => {
    moves.giveUp();
    if (instance === null) {
      const kind = to.me ? 'visit' : 'meeting';
      return onWrite(withLane({ ...newDraft(ghost, zone, reminder), kind }, to), null);
    }
    const move = (): Promise<void> => moves.drop({ ...ghost, key: instance.key, others: 0 }, instance);
    if (to.subject_id === from.subject_id) return move();
    const found = await ask('calendar.event', {
      id: instance.event_id,
      recurrence_id: instance.recurrence_id,
      zone,
    });
    const detail = found.ok ? found.value : null;
    if (!detail?.editable) return;
    const { organiser, attendees, resources } = detail;
    const present = [
      organiser?.id,
      ...attendees.map((one) => one.person_id),
      ...resources.map((one) => one.id),
    ];
    if (present.includes(to.subject_id)) return move();
    const initial = draftOf(detail, names);
    onWrite(initial, detail, withLane(placed(initial, instance, ghost, zone), to));
  };
}

/** The draft where it was let go; what has no hours goes by days. */
function placed(draft: EventDraft, instance: CalendarInstance, ghost: TeamGhost, zone: string): EventDraft {
  if (!draft.allDay) return timed(draft, ghost, zone);
  const days = daysBetween(instance.startWall.slice(0, 10), ghost.date);
  return { ...draft, startDay: addDays(draft.startDay, days), endDay: addDays(draft.endDay, days) };
}
