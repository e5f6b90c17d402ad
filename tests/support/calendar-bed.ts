import { occupancy } from '../../db/client/derived/occupancy.ts';
import { reminder } from '../../db/client/derived/reminder.ts';
import { scheduleConflict } from '../../db/client/derived/schedule-conflict.ts';
import { calendarUseCases } from '../../src-main/core/use-cases/calendar/handlers.ts';
import { calendarViews } from '../../src-main/core/views/calendar.ts';
import type { ConflictView } from '../../src-shared/contract/conflict-view.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { NewRowOf } from '../../src-shared/schema/table.ts';
import type { Tables } from '../../src-shared/schema/tables.ts';
import { aDesk, aPerson, BRANCH, TEAM, type Desk, type DeskOptions } from './desk.ts';
import { aMeeting, invitedBy, type EventFields, type EventSlot } from './drafts.ts';

interface Laid {
  readonly desk: Desk;
  readonly colleague: Id;
  readonly room: Id;
}

/** A desk with its calendar, one colleague and one room; what is made goes into the one that was opened last. */
export function calendarBed() {
  let laid: Laid | null = null;
  const now = (): Laid => {
    if (laid === null) throw new Error('nothing was opened');
    return laid;
  };
  return {
    open(options: DeskOptions = {}): Laid {
      const desk = aDesk({
        useCases: calendarUseCases,
        views: calendarViews,
        derivations: [occupancy, scheduleConflict, reminder],
        ...options,
      });
      const colleague = desk.given('person', 'bank', aPerson({ name: '乙' }));
      const room = desk.given('resource', 'bank', { kind: 'room', unit_id: BRANCH, name: '302', seats: 8 });
      laid = { desk, colleague, room };
      return laid;
    },
    create: (slot: EventSlot, more: Partial<EventFields> = {}): Id =>
      now().desk.did('event.create', { fields: aMeeting(more), slot }).id,
    /** From the colleague. */
    anInvitation: (more: Parameters<typeof invitedBy>[2] = {}): Id =>
      invitedBy(now().desk, now().colleague, more),
    /** Somebody's or the room's time on that Thursday. */
    aBlock(
      subject_id: Id,
      start: string,
      end: string,
      more: Partial<NewRowOf<Tables['busy_block']>> = {},
    ): Id {
      const ofRoom = subject_id === now().room;
      return now().desk.given('busy_block', ofRoom ? `branch:${BRANCH}` : `busy:${TEAM}`, {
        subject_kind: ofRoom ? 'resource' : 'person',
        subject_id,
        event_id: 'event-x',
        uid: 'event-x',
        recurrence_id: '',
        start: thursday(start),
        end: thursday(end),
        status: 'busy',
        required: 1,
        ...more,
      });
    },
  };
}

/** Thursday 3 December 2026, as epoch milliseconds of a Shanghai wall. */
export const thursday = (time: string): number => Date.parse(`2026-12-03T${time}:00+08:00`);

/** What a conflict says, in few words. */
export const told = (conflicts: readonly ConflictView[]): unknown[] =>
  conflicts.map((one) => [one.kind, one.severity, one.minutes, one.subjects.map((subject) => subject.id)]);
