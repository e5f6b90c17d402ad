import type { PullResponse, RangesResponse, SnapshotResponse } from '../../../src-shared/sync/protocol.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import type { Parts, RowKey } from './apply-around.ts';

/** A pull by its rows: all entries of a row belong together. */
export const partsOfPull = (answer: PullResponse): Parts<PullResponse> => ({
  answer,
  keys: ({ checkpoints }) => {
    const keys = new Map<string, RowKey>();
    for (const { scope, entries } of checkpoints)
      for (const { table, id } of entries) keys.set(`${table} ${id}`, { table, id, scope });
    return [...keys.values()];
  },
  only: (whole, wanted) => ({
    ...whole,
    checkpoints: whole.checkpoints.map((one) => ({ ...one, entries: one.entries.filter(wanted) })),
  }),
});

type Paged = Pick<SnapshotResponse | RangesResponse, 'pages'>;

/** Pages of whole rows of one scope. */
export const partsOfPages = <A extends Paged>(answer: A, scope: Scope): Parts<A> => ({
  answer,
  keys: ({ pages }) =>
    pages.flatMap(({ table, rows }) => rows.map(([id]) => ({ table, id: String(id), scope }))),
  only: (whole, wanted) => ({
    ...whole,
    pages: whole.pages.map((page) => ({
      ...page,
      rows: page.rows.filter(([id]) => wanted({ table: page.table, id: String(id) })),
    })),
  }),
});
