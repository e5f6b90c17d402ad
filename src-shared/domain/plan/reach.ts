import type { EpochMs } from '../../kernel/brand.ts';
import type { Id } from '../../kernel/ids.ts';
import { CUSTOMER_KINDS, isHeld, isPlanned, stateOf, type EventState, type Planned } from './event.ts';

/** An occurrence with the customers it is with. */
type WithCustomers = Planned & { readonly customer_ids: readonly Id[] };
/** A line of a customer's log; `event_id` where it tells of an appointment. */
interface Contact {
  readonly customer_id: Id;
  readonly outcome: 'done' | 'partly' | 'missed' | null;
  readonly event_id: Id | null;
}

export interface Reach {
  /** With whom something was planned. */
  readonly planned: ReadonlySet<Id>;
  /** Who was met: at something held, or by a contact that was logged (`isContact`); planned or not. */
  readonly met: ReadonlySet<Id>;
  /** Planned, not met, and nothing with them is still to come: with what became of the last that was planned. */
  readonly missed: ReadonlyMap<Id, EventState>;
}

/** Whether somebody was met by what was logged: a note on an appointment does not say so before its outcome does. */
export const isContact = ({ outcome, event_id }: Pick<Contact, 'outcome' | 'event_id'>): boolean =>
  outcome === null ? event_id === null : outcome !== 'missed';

const LOST: readonly EventState[] = ['missed', 'toNote', 'cancelled', 'declined'];

/** Which customers a span of days has reached: from its events, in order, and what was logged in it beside them. */
export function reachOf(events: readonly WithCustomers[], contacts: readonly Contact[], now: EpochMs): Reach {
  const planned = new Set<Id>();
  const met = new Set<Id>();
  const ahead = new Set<Id>();
  const lost = new Map<Id, EventState>();
  for (const event of events) {
    if (!CUSTOMER_KINDS.some((kind) => kind === event.kind)) continue;
    const state = stateOf(event, now);
    for (const id of event.customer_ids) {
      if (isPlanned(event)) planned.add(id);
      if (isHeld(event, now)) met.add(id);
      if (state === 'ahead') ahead.add(id);
      if (LOST.includes(state)) lost.set(id, state);
    }
  }
  for (const contact of contacts) if (isContact(contact)) met.add(contact.customer_id);
  const missed = new Map([...lost].filter(([id]) => !met.has(id) && !ahead.has(id)));
  return { planned, met, missed };
}
