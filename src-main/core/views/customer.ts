import type { CustomerPage, customerQueries, TimelineItem } from '../../../src-shared/contract/customer.ts';
import {
  allBooks,
  allTags,
  balancesOf,
  bookById,
  contactPointsOf,
  countsOf,
  customerById,
  figuresOf,
  managersOfBook,
  nextEventOf,
  relationsOf,
  tagsOf,
} from '../../../db/client/queries/customer.ts';
import { meantId } from '../../../db/client/queries/alias.ts';
import { customersBeside, customerWindow } from '../../../db/client/queries/customer-list.ts';
import { aboutEvents, holdingNamesOf, holdingsOf } from '../../../db/client/queries/holding.ts';
import { historyOf } from '../../../db/client/queries/history.ts';
import { personNames } from '../../../db/client/queries/person.ts';
import {
  contactsOf,
  lastAmounts,
  movementsFrom,
  movementsOf,
  notesOf,
  olderEventsOf,
  pastEventsOf,
} from '../../../db/client/queries/timeline.ts';
import { dayStart, wallToInstant } from '../../../src-shared/domain/calendar/zone.ts';
import { largeFrom } from '../../../src-shared/domain/customer/large-movement.ts';
import type { Channel } from '../../../src-shared/domain/customer/tables.ts';
import { parseScope, scopeOf } from '../../../src-shared/sync/scope.ts';
import type { QueryContext, Views } from '../engine/context.ts';
import { worst } from './instances.ts';
import { openConflictsOf } from './open-conflicts.ts';

const LISTED = ['customer', 'customer_tag', 'contact_point', 'contact_log', 'balance_month'] as const;
const AMOUNTS = 500;

/** Kinds of events that happen on a channel; notes and bookings have none. */
const KINDS_OF_CHANNEL: Partial<Record<Channel, readonly string[]>> = { visit: ['visit'], phone: ['call'] };

export const customerViews: Views<keyof typeof customerQueries> = {
  'customer.list': {
    reads: [...LISTED, 'clock'],
    run: ({ db, now }, wanted) => customerWindow(db, wanted, now),
  },
  'customer.beside': {
    reads: [...LISTED, 'clock'],
    run: ({ db, now }, { id, ...wanted }) => customersBeside(db, wanted, meantId(db, id), now),
  },
  'customer.page': {
    reads: [
      ...LISTED, 'book', 'book_member', 'person', 'relation', 'holding', 'product', 'task', 'note', 'attachment', 'event',
      'event_customer', 'movement', 'conflicts', 'conflict_decision', 'sync',
    ], // prettier-ignore
    run: (context, { id }) => page(context, meantId(context.db, id)),
  },
  'customer.holdings': {
    reads: ['customer', 'holding', 'product'],
    run: ({ db }, { customers }) =>
      holdingNamesOf(
        db,
        customers.map((id) => meantId(db, id)),
      ),
  },
  'customer.timeline': {
    reads: [
      'customer', 'contact_log', 'event', 'event_customer', 'note', 'movement', 'person', 'holding', 'product',
    ], // prettier-ignore
    run: (context, { id, channel, limit }) => timeline(context, meantId(context.db, id), channel, limit),
  },
  'customer.movements': {
    reads: ['customer', 'movement'],
    run({ db }, { id, limit }) {
      const rows = movementsOf(db, meantId(db, id), limit + 1);
      return { rows: rows.slice(0, limit), more: rows.length > limit };
    },
  },
  'customer.history': {
    reads: ['customer', 'outbox', 'person'],
    run: ({ db, me }, { id, limit }) => historyOf(db, 'customer', meantId(db, id), me.id, limit),
  },
  'customer.tags': { reads: ['customer_tag'], run: ({ db }) => allTags(db) },
  'customer.books': {
    reads: ['book', 'book_member', 'customer', 'sync'],
    run: ({ db, grants, me }) =>
      allBooks(db, me.id)
        .filter((book) => grants.has(scopeOf('book', book.id)))
        .map((book) => ({ ...book, writable: grants.get(scopeOf('book', book.id)) === 'write' })),
  },
};

function page(context: QueryContext, id: string): CustomerPage | null {
  const { db, grants, asOf } = context;
  const customer = customerById(db, id);
  if (!customer) return null;
  const bookId = parseScope(customer.scope)?.id ?? '';
  return {
    customer,
    managers: managersOfBook(db, bookId),
    book: bookById(db, bookId) ?? { id: bookId, name: '', name_en: null },
    tags: tagsOf(db, id).map((one) => one.tag),
    contactPoints: contactPointsOf(db, id),
    relations: relationsOf(db, id),
    holdings: holdingsOf(db, id),
    balances: balancesOf(db, id),
    ...figuresOf(db, id),
    nextEvent: nextEvent(context, id),
    counts: countsOf(db, id),
    asOf: asOf(customer.scope),
    editable: grants.get(customer.scope) === 'write',
  };
}

function nextEvent(context: QueryContext, id: string): CustomerPage['nextEvent'] {
  const next = nextEventOf(context.db, id, context.me.id, context.now);
  if (!next) return null;
  const { uid, ...shown } = next;
  const its = openConflictsOf(context, [uid]).filter(
    (one) =>
      (one.a_event_id === next.event_id && one.a_start === next.start) ||
      (one.b_event_id === next.event_id && one.b_start === next.start),
  );
  return { ...shown, severity: worst(its) };
}

/** Merges the sources: each gives its newest `limit + 1`, so the newest `limit` of all are among them. */
function timeline(context: QueryContext, id: string, channel: Channel | null, limit: number) {
  const { db, now, me } = context;
  const contacts = contactsOf(db, id, channel, limit + 1);
  const kinds = channel === null ? null : (KINDS_OF_CHANNEL[channel] ?? []);
  const wanted = { customer: id, me: me.id, kinds, now, limit: limit + 1 };
  const events = [
    ...pastEventsOf(db, wanted),
    ...olderEventsOf(db, wanted).map(({ start, zone, ...event }) => ({
      ...event,
      at: wallToInstant(start, zone),
    })),
  ];
  const notes = channel === null ? notesOf(db, id, limit + 1) : [];
  const large = channel === null ? largeFrom(lastAmounts(db, id, AMOUNTS)) : null;
  const movements = large === null ? [] : movementsFrom(db, id, large, limit + 1);
  const names = personNames(db, [
    ...contacts.map((one) => one.person_id),
    ...events.map((one) => one.organiser_id),
    ...notes.map((one) => one.author_id),
  ]);
  const abouts = aboutEvents(db, [
    ...contacts.flatMap((one) => one.event_id ?? []),
    ...events.map((one) => one.id),
  ]);
  const person = (of: string | null) => (of === null ? null : (names.get(of) ?? null));
  const items: TimelineItem[] = [
    ...contacts.map(({ person_id, ...line }) => ({
      type: 'contact' as const,
      ...line,
      person: person(person_id),
      about: abouts.get(line.event_id ?? '') ?? null,
    })),
    ...events.map(({ organiser_id, ...line }) => ({
      type: 'event' as const,
      ...line,
      person: person(organiser_id),
      about: abouts.get(line.id) ?? null,
    })),
    ...notes.map(({ author_id, ...line }) => ({ type: 'note' as const, ...line, person: person(author_id) })),
    ...movements.map(({ booked_on, ...line }) => ({
      type: 'movement' as const,
      ...line,
      at: dayStart(booked_on, me.zone),
    })),
  ];
  items.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  return { items: items.slice(0, limit), more: items.length > limit };
}
