import type { Id } from '../../src-shared/kernel/ids.ts';
import { parseScope } from '../../src-shared/sync/scope.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';
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
