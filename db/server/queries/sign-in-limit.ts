import type { Sql } from '../store.ts';

/** From the n-th failure in a row on, how long to wait: `first` ms, twice as long after each more, `longest` at most. */
export interface LimitRule {
  readonly free: number;
  readonly first: number;
  readonly longest: number;
  /** In so long as many failures are forgotten as are `free`, one after the other. */
  readonly forget: number;
}

/** How many failures were forgotten since it was last reckoned, and what is left; nothing by a clock that was set back. */
const FORGOTTEN = '(greatest(0, $2::bigint - held.at) * $3::bigint / $6::bigint)';
const LEFT = `greatest(0, held.failures - ${FORGOTTEN})`;

/**
 * Takes a guess before it is looked at: it counts as a failure until `forgiveGuess` says otherwise. One statement, so that
 * guesses that come at once follow each other here. Returns until when to wait; null where the guess may be made.
 *
 * Failures are forgotten by and by, also while others go on signing in behind the same address: else the mistakes of weeks
 * would lock a whole branch out. `at` is where the forgetting was reckoned to, so that nothing of it is lost between guesses.
 */
export async function takeGuess(sql: Sql, key: string, rule: LimitRule, now: number): Promise<number | null> {
  const rows = await sql.query(
    `INSERT INTO "sign_in_limit" AS held (key, failures, locked_until, at) VALUES ($1, 1, 0, $2::bigint)
     ON CONFLICT (key) DO UPDATE SET
       at = CASE WHEN ${LEFT} = 0 THEN $2::bigint
         ELSE held.at + ${FORGOTTEN} * $6::bigint / $3::bigint END,
       failures = ${LEFT} + 1,
       locked_until = CASE
         WHEN ${LEFT} + 1 >= $3::bigint
         THEN $2::bigint + least($5::bigint, $4::bigint * (2 ^ least(30, ${LEFT} + 1 - $3::bigint))::bigint)
         ELSE 0 END
     WHERE held.locked_until <= $2::bigint
     RETURNING key`,
    [key, now, rule.free, rule.first, rule.longest, rule.forget],
  );
  if (rows.length === 1) return null;
  const [held] = await sql.query<{ locked_until: number }>(
    'SELECT locked_until FROM "sign_in_limit" WHERE key = $1',
    [key],
  );
  return held?.locked_until ?? now;
}

/** The guess was right: a login is free again; of an address only this guess is taken back. */
export async function forgiveGuess(sql: Sql, login: string, address: string | null): Promise<void> {
  await sql.query('DELETE FROM "sign_in_limit" WHERE key = $1', [login]);
  if (address === null) return;
  await sql.query(
    'UPDATE "sign_in_limit" SET failures = greatest(0, failures - 1), locked_until = 0 WHERE key = $1',
    [address],
  );
}

/** Names that nobody has are counted too; what was counted long ago is not kept. */
export async function forgetGuesses(sql: Sql, before: number): Promise<void> {
  await sql.query('DELETE FROM "sign_in_limit" WHERE at < $1', [before]);
}
