import { searchAll } from '../../../db/client/queries/search.ts';
import type { Views } from '../engine/context.ts';

export const searchViews: Views<'search.all'> = {
  'search.all': {
    reads: [
      'customer',
      'customer_tag',
      'contact_point',
      'event',
      'invitation',
      'task',
      'note',
      'person',
      'book_member',
    ],
    run: ({ db, me }, { text, limit }) => searchAll(db, me.id, text, limit),
  },
};
