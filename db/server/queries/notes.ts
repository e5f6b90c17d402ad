import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Sql } from '../store.ts';

/** Notes whose body lies in many rows written before a stamp, in the order of their ids. */
export const crowdedNotes = async (
  sql: Sql,
  before: number,
  atLeast: number,
  after: Id,
  limit: number,
): Promise<Id[]> =>
  (
    await sql.query<{ note_id: Id }>(
      `SELECT note_id FROM "note_update" WHERE deleted = 0 AND _clock < $1 AND note_id > $3
       GROUP BY note_id HAVING count(*) >= $2 ORDER BY note_id LIMIT $4`,
      [before, atLeast, after, limit],
    )
  ).map(({ note_id }) => note_id);
