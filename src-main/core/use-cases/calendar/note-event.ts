import { customerLinksOf, partiesByIds } from '../../../../db/client/queries/attendance.ts';
import { contactsOfEvent } from '../../../../db/client/queries/timeline.ts';
import { slotOf } from '../../../../src-shared/domain/calendar/slot-of.ts';
import type { CommandInput } from '../../../../src-shared/contract/contract.ts';
import type { Channel } from '../../../../src-shared/domain/customer/tables.ts';
import type { EventKind } from '../../../../src-shared/domain/calendar/tables.ts';
import { slotMinutes } from '../../../../src-shared/domain/calendar/slot.ts';
import { wallToInstant } from '../../../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { ok } from '../../../../src-shared/kernel/result.ts';
import type { CommandContext, UseCase } from '../../engine/context.ts';
import { editEvent } from './edit-event.ts';
import { findTarget } from './target.ts';

/**
 * How it went (R58). It is said of one instance, and each customer who was there has it in the contact log: of what
 * happened to a customer there is one account, wherever it was written. Said again it takes the place of the first,
 * taken back it goes.
 */
export const noteEvent: UseCase<'event.note'> = (context, { outcome, note, ...named }) => {
  const found = findTarget(context, named);
  if (!found.ok) return found;
  const edit = { fields: { outcome, outcome_note: note }, slot: null };
  const written = editEvent(context, found.value, 'this', edit);
  if (!written.ok) return written;
  logContact(context, written.value.id, { outcome, note });
  return ok(undefined);
};

const CHANNEL: Readonly<Record<EventKind, Channel | null>> = {
  visit: 'visit',
  call: 'phone',
  meeting: 'branch',
  seminar: 'branch',
  internal: 'branch',
  leave: null,
  hold: null,
};

const SUMMARY_MAX = 2000;

function logContact(
  context: CommandContext,
  event: Id,
  { outcome, note }: Pick<CommandInput<'event.note'>, 'outcome' | 'note'>,
): void {
  const { tx, me, grants, newId } = context;
  const row = tx.row('event', event);
  const channel = row && CHANNEL[row.kind];
  if (!row || !channel) return;
  const customers = customerLinksOf(tx, [event]).map((link) => link.customer_id);
  const told = new Map(contactsOfEvent(tx, event, me.id, customers).map((one) => [one.customer_id, one.id]));
  for (const customer of partiesByIds(tx, customers)) {
    // A customer of somebody else's book gets the account from whoever may write there.
    if (grants.get(customer.scope) !== 'write') continue;
    const before = told.get(customer.id);
    // What is in the log is not written over: another account takes its place, unless another laptop told the first.
    if (before !== undefined) tx.takeBack('contact_log', before);
    if (outcome === null && note === null) continue;
    tx.insert('contact_log', customer.scope, newId(), {
      customer_id: customer.id,
      channel,
      at: wallToInstant(row.start, row.zone),
      person_id: me.id,
      summary: (note ?? row.title).slice(0, SUMMARY_MAX),
      summary_en: note === null ? row.title_en : null,
      minutes: slotMinutes(slotOf(row)),
      outcome,
      event_id: event,
    });
  }
}
