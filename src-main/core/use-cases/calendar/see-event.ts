import { setFlags } from '../../../../db/client/local/flags.ts';
import { invitationsOfEvents } from '../../../../db/client/queries/calendar.ts';
import { ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/**
 * An event was looked at. That its changes were seen is a matter of this device; that an invitation was seen the first time
 * goes to the organiser (R35).
 */
export const seeEvent: UseCase<'event.see'> = ({ tx, me, now }, { id }) => {
  setFlags(tx.sqlite, 'event_seen', [id], now);
  for (const { id: invitation, person_id, seen_at, answer } of invitationsOfEvents(tx, [id]))
    if (person_id === me.id && seen_at === null && answer === 'needs_action')
      tx.update('invitation', invitation, { seen_at: now });
  return ok(undefined);
};
