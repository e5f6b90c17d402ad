import { occupancy } from '../../db/client/derived/occupancy.ts';
import { scheduleConflict } from '../../db/client/derived/schedule-conflict.ts';
import { calendarUseCases } from '../../src-main/core/use-cases/calendar/handlers.ts';
import { inboxUseCases } from '../../src-main/core/use-cases/inbox/handlers.ts';
import { calendarViews } from '../../src-main/core/views/calendar.ts';
import { deskViews } from '../../src-main/core/views/desk.ts';
import { inboxViews } from '../../src-main/core/views/inbox.ts';
import type { QueryResult } from '../../src-shared/contract/contract.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import { aDesk, aPerson, type Desk, type DeskOptions } from './desk.ts';
import { aMeeting, asked, invitedBy, slotAt, ZONE, type EventSlot } from './drafts.ts';

interface Laid {
  readonly desk: Desk;
  readonly colleague: Id;
}

/** A desk with its calendar and inbox, and one colleague; what is made goes into the one that was opened last. */
export function inboxBed() {
  let laid: Laid | null = null;
  const now = (): Laid => {
    if (laid === null) throw new Error('nothing was opened');
    return laid;
  };
  const bed = {
    open(options: DeskOptions = {}): Laid {
      const desk = aDesk({
        useCases: { ...calendarUseCases, ...inboxUseCases },
        views: { ...calendarViews, ...inboxViews, ...deskViews },
        derivations: [occupancy, scheduleConflict],
        ...options,
      });
      laid = { desk, colleague: desk.given('person', 'bank', aPerson({ name: '乙' })) };
      return laid;
    },
    create: (slot: EventSlot, title: string, attendees: Id[] = []): Id =>
      now().desk.did('event.create', {
        slot,
        fields: aMeeting({ title, attendees: attendees.map((id) => asked(id)) }),
      }).id,
    /** From the colleague. */
    anInvitation: (more: Parameters<typeof invitedBy>[2] = {}): Id =>
      invitedBy(now().desk, now().colleague, { answer: 'accepted', ...more }),
    list: (): QueryResult<'inbox.list'> => now().desk.seen('inbox.list', { zone: ZONE }),
    /** My interview and a colleague's meeting, on the same morning. */
    aClash(): { mine: Id; id: string } {
      const slot = slotAt('2026-12-03T10:00', '2026-12-03T11:30');
      const mine = bed.create(slot, '云岫授信面谈', [now().colleague]);
      bed.anInvitation();
      return { mine, id: bed.list().schedule[0]!.id };
    },
  };
  return bed;
}
