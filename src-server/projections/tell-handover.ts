import type { Id } from '../../src-shared/kernel/ids.ts';
import { parseScope, scopeOf } from '../../src-shared/sync/scope.ts';
import { ownerChanges } from '../push/hand-over.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';
import { customersOf } from './front-cards.ts';
import { who, type NoticeBook } from './notice-book.ts';

/** Tells those who look after a book which customers somebody else has just put into it (R67). */
export async function tellHandover(set: WriteSet, notices: NoticeBook, personId: Id): Promise<void> {
  const moved = set.touched('customer').flatMap(({ before, now }) => {
    const to = now && parseScope(now.scope);
    const isMove = before !== null && now?.deleted === 0 && before.scope !== now.scope;
    return isMove && to?.family === 'book' ? [{ customer: rowOf('customer', now), book: to.id }] : [];
  });
  if (moved.length === 0) return;
  const members = await set.tx.calendar.membersOfBooks([...new Set(moved.map((one) => one.book))]);
  const [person] = await set.tx.rows.read('person', [personId]);
  for (const { customer, book } of moved) {
    for (const member of members) {
      if (member.book_id !== book || member.person_id === personId) continue;
      notices.add({
        personId: member.person_id,
        kind: 'customer_moved',
        table: 'customer',
        rowId: customer.id,
        params: {
          ...who(person && rowOf('person', person)),
          customer: customer.short_name ?? customer.name,
          customer_en: customer.short_name_en ?? customer.name_en,
        },
        key: [customer.id, set.stamp],
      });
    }
  }
}

/** Tells who became the owner of a book whose it was and how many customers came with it: no customer moves (R67). */
export async function tellBooks(set: WriteSet, notices: NoticeBook, personId: Id): Promise<void> {
  const given = ownerChanges(set).filter(({ to }) => to !== personId);
  if (given.length === 0) return;
  const people = await set.tx.rows.read('person', [...new Set([personId, ...given.map(({ from }) => from)])]);
  const person = (id: Id) => people.map((row) => rowOf('person', row)).find((row) => row.id === id);
  const books = await set.tx.rows.read('book', [...new Set(given.map(({ book }) => book))]);
  for (const { book, from, to } of given) {
    const customers = await customersOf(set, scopeOf('book', book));
    await set.load('customer', customers);
    const count = customers.filter((id) => set.row('customer', id)?.deleted === 0).length;
    const row = books.find((one) => one.id === book);
    const named = row && rowOf('book', row);
    const leaver = person(from);
    notices.add({
      personId: to,
      kind: 'customer_moved',
      table: 'book',
      rowId: book,
      params: {
        ...who(person(personId)),
        person_id: personId,
        other: leaver?.name ?? '',
        other_en: leaver?.name_en ?? null,
        count,
        // What a window that knows single customers alone says in its place.
        customer: named?.name ?? '',
        customer_en: named?.name_en ?? null,
      },
      key: [book, from, set.stamp],
    });
  }
}
