import { isSeries } from '../../src-shared/domain/calendar/slot.ts';
import { wallToInstant } from '../../src-shared/domain/calendar/zone.ts';
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { isArrival, type Arrivals } from './arrivals.ts';
import type { Family } from './family.ts';
import type { Occupied } from './occupied.ts';

/** What is to be held against what is there. */
export interface News {
  /** Whether a room has still to say whether it is had. */
  isUndecided(link: Row<'event_resource'>, event: Row<'event'>): boolean;
  /** Whether a time is new to the server for this person or room. */
  isNews(family: Family, one: Occupied): boolean;
}

/** What a commit brings: an event at a new time, or somebody or a room that is new to it. */
export function whatArrived(arrivals: Arrivals): News {
  // A room's word is the server's: whatever a laptop wrote is a request, and at another time it is a new one.
  const isUndecided = (link: Row<'event_resource'>): boolean =>
    link.status === 'requested' ||
    arrivals.rooms.has(link.id) ||
    isArrival(arrivals.events.get(link.event_id));
  return {
    isUndecided,
    isNews(family, one) {
      if (one.subjectKind === 'resource') return linksOf(family, one).some(isUndecided);
      if (isArrival(arrivals.events.get(one.eventId))) return true;
      const attendee = (family.attendees.get(one.eventId) ?? []).find(
        (row) => row.person_id === one.subjectId,
      );
      const change = attendee && arrivals.attendees.get(attendee.id);
      return change !== undefined && change.before === null && change.now !== null;
    },
  };
}

/**
 * What the window reaches with the days from `since` on: rooms that were asked for beyond it, and meetings of a series that
 * has its room already. People are not asked again: each desk lists what it finds in its own window.
 */
export function whatEnters(since: EpochMs): News {
  const isUndecided: News['isUndecided'] = (link, event) =>
    link.status === 'requested' && wallToInstant(event.start, event.zone) >= since;
  return {
    isUndecided,
    isNews(family, one) {
      const event = family.events.find((row) => row.id === one.eventId);
      if (one.subjectKind !== 'resource' || !event) return false;
      if (linksOf(family, one).some((link) => isUndecided(link, event))) return true;
      return isSeries(event) && one.start >= since;
    },
  };
}

const linksOf = (family: Family, { eventId, subjectId }: Occupied): Row<'event_resource'>[] =>
  (family.resources.get(eventId) ?? []).filter((link) => link.resource_id === subjectId);
