import { z } from 'zod';
import type { FrontCard } from '../domain/customer/tables.ts';
import type { Id } from '../kernel/ids.ts';
import type { PersonName } from './calendar.ts';
import { command, query } from './define.ts';
import { idInput, limitInput } from './shapes.ts';

/** Who looks after whom, and who may see whose calendar. */
export const bookCommands = {
  /** Moves a customer into another book; everything of the customer goes along. */
  'customer.move': command()(z.strictObject({ id: idInput, book_id: idInput })),
  /** Gives a book to another owner; no customer moves (R67). */
  'book.handOver': command()(z.strictObject({ book_id: idInput, person_id: idInput })),
  'book.setMember': command()(z.strictObject({ book_id: idInput, person_id: idInput, member: z.boolean() })),
  /** Lets a colleague into one's calendar. */
  'delegate.set': command()(z.strictObject({ person_id: idInput, may: z.enum(['read', 'write', 'none']) })),
};

export interface ManagedBook {
  id: Id;
  name: string;
  name_en: string | null;
  customers: number;
  members: (PersonName & { role: 'owner' | 'member' })[];
}

export interface FrontCardRow extends Pick<
  FrontCard,
  | 'id'
  | 'customer_id'
  | 'kind'
  | 'name'
  | 'name_en'
  | 'customer_no'
  | 'tier'
  | 'teller_note'
  | 'last_contact_on'
> {
  owner: (PersonName & { phone: string | null }) | null;
}

export const bookQueries = {
  /** Books whose members this person decides. */
  'book.managed': query<ManagedBook[]>()(z.strictObject({})),
  'delegate.list': query<{ person: PersonName; may: 'read' | 'write' }[]>()(z.strictObject({})),
  /** What the front desk may know of customers (R73). */
  'front.cards': query<{ rows: FrontCardRow[]; total: number }>()(
    z.strictObject({ text: z.string().max(100), limit: limitInput }),
  ),
};
