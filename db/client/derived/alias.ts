import type { Derivation, Reader } from '../access.ts';
import { statement } from '../queries/statement.ts';

/**
 * Who stands for a customer that was merged away: the end of the chain of merges. Few rows, and made anew as a whole
 * whenever a merge, or what was merged, changes: a chain may change far from the row that was touched.
 */
export const alias: Derivation = {
  name: 'alias',
  version: 1,
  schema: [],
  drops: [],
  sources: ['customer'],

  refresh(db, touched) {
    const ids = JSON.stringify([...(touched.get('customer') ?? [])]);
    const concerned = statement(
      db,
      `SELECT EXISTS (SELECT 1 FROM customer WHERE id IN (SELECT value FROM json_each(:ids)) AND merged_into IS NOT NULL)
        OR EXISTS (SELECT 1 FROM _alias WHERE id IN (SELECT value FROM json_each(:ids)))`,
    )
      .pluck()
      .get({ ids });
    if (concerned === 1) fill(db);
  },

  rebuild: fill,
};

/** A circle, which only damage can make, ends after `depth`. */
function fill(db: Reader): void {
  statement(db, 'DELETE FROM _alias').run();
  statement(
    db,
    `WITH RECURSIVE chain(id, at, depth) AS (
      SELECT id, merged_into, 1 FROM customer WHERE merged_into IS NOT NULL AND deleted = 1
      UNION ALL SELECT chain.id, c.merged_into, chain.depth + 1 FROM chain JOIN customer AS c ON c.id = chain.at
        WHERE c.merged_into IS NOT NULL AND c.deleted = 1 AND chain.depth < 20)
    INSERT INTO _alias (id, survivor) SELECT id, at FROM chain WHERE true GROUP BY id HAVING depth = max(depth)`,
  ).run();
}
