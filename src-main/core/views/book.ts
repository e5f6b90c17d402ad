import { delegatesIn, membersOfBook } from '../../../db/client/queries/book.ts';
import { allBooks } from '../../../db/client/queries/customer.ts';
import { cardsFor, countCards } from '../../../db/client/queries/front-card.ts';
import { personNames } from '../../../db/client/queries/person.ts';
import { colleagues } from '../../../db/client/queries/organisation.ts';
import type { bookQueries } from '../../../src-shared/contract/book.ts';
import { scopeOf } from '../../../src-shared/sync/scope.ts';
import { mayManage } from '../../../src-shared/sync/manage.ts';
import type { Views } from '../engine/context.ts';

export const bookViews: Views<keyof typeof bookQueries> = {
  'book.managed': {
    reads: ['book', 'book_member', 'person', 'customer', 'sync'],
    run({ db, me, grants }) {
      const books = allBooks(db, me.id).filter(
        (book) =>
          grants.get('bank') === 'write' ||
          mayManage('book_member', { book_id: book.id }, {}, { role: me.role, grants }),
      );
      const members = new Map(books.map((book) => [book.id, membersOfBook(db, book.id)]));
      const names = personNames(
        db,
        [...members.values()].flat().map((one) => one.person_id),
      );
      return books.map((book) => ({
        id: book.id,
        name: book.name,
        name_en: book.name_en,
        customers: book.customers,
        members: members.get(book.id)!.flatMap(({ person_id, role }) => {
          const name = names.get(person_id);
          return name ? [{ ...name, role }] : [];
        }),
      }));
    },
  },
  'delegate.list': {
    reads: ['delegate', 'person'],
    run({ db, me }) {
      const rows = delegatesIn(db, scopeOf('person', me.id));
      const names = personNames(
        db,
        rows.map((row) => row.person_id),
      );
      return rows.flatMap(({ person_id, may }) => {
        const person = names.get(person_id);
        return person ? [{ person, may }] : [];
      });
    },
  },
  'front.cards': {
    reads: ['front_card', 'person'],
    run({ db }, { text, limit }) {
      const people = new Map(colleagues(db).map((one) => [one.id, one]));
      const rows = cardsFor(db, text, limit).map(({ owner_id, ...card }) => {
        const owner = owner_id === null ? undefined : people.get(owner_id);
        return {
          ...card,
          owner: owner
            ? { id: owner.id, name: owner.name, name_en: owner.name_en, phone: owner.phone }
            : null,
        };
      });
      return { rows, total: countCards(db, text) };
    },
  },
};
