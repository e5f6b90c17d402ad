import pg from 'pg';
import { arrayLiteral } from './array-literal.ts';
import { newsByPolling } from './news.ts';
import { withStatements, type Tx } from './statements.ts';
import type { Cell, Isolation, Param, Sql, Store } from './store.ts';

const READ_ONLY: Isolation = 'repeatable read read only';
const RECONNECT_MS = 1_000;
const POLL_MS = 500;
/** Statements that a connection keeps prepared; edits of unusual sets of columns are prepared each time. */
const MAX_PREPARED = 500;

const wireParam = (param: Param): string | number | boolean | null =>
  typeof param === 'object' && param !== null ? arrayLiteral(param) : param;

/** int8 as a number: every int8 of the schema is a safe integer by declaration. */
const pgTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8
      ? Number
      : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/**
 * Opens PostgreSQL. Statements with parameters are prepared once per connection under a name: their texts are few,
 * because lists travel as arrays. Statements that do not wait for each other are sent together.
 */
export function openPostgres(url: string, connections = 10, tell: 'listen' | 'poll' = 'listen'): Store {
  const pool = new pg.Pool({ connectionString: url, max: connections, types: pgTypes, pipeline: true });
  // A connection that dies is replaced by the pool, and what it was used for fails at its next statement. Without
  // listeners its death would end the process: the pool's is for idle ones, the other for those that are in use.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MAX_PREPARED) return known;
    const name = `s${names.size + 1}`;
    names.set(text, name);
    return name;
  };
  const prepared = (text: string, params: readonly Param[] | undefined) => {
    if (!params) return {};
    const name = nameOf(text);
    return { ...(name === undefined ? {} : { name }), values: params.map(wireParam) };
  };
  const sqlOf = (client: pg.Pool | pg.PoolClient): Sql => ({
    async query<R extends object>(text: string, params?: readonly Param[]): Promise<R[]> {
      const result = await client.query<R & pg.QueryResultRow>({ ...prepared(text, params), text });
      return result.rows;
    },
    async lists(text, params) {
      const result = await client.query<Cell[]>({
        ...prepared(text, params),
        text,
        rowMode: 'array',
      });
      return result.rows;
    },
    async script(text) {
      await client.query(text);
    },
  });
  const sql = withStatements(sqlOf(pool));
  return {
    kind: 'postgres',
    ...sql,
    async transaction<R>(work: (tx: Tx & Sql) => Promise<R>, isolation?: Isolation): Promise<R> {
      const client = await pool.connect();
      let broken: Error | undefined;
      let ended: Promise<unknown> = Promise.resolve();
      try {
        // Goes out together with the first statement of the work; that it went well is seen before the commit.
        const begun = client.query(isolation ? `BEGIN ISOLATION LEVEL ${isolation}` : 'BEGIN');
        begun.catch(() => {});
        const value = await work(withStatements(sqlOf(client)));
        await begun;
        ended = client.query('COMMIT');
        // Nobody waits for the end of what only read: that may fail without anything being lost.
        if (isolation === READ_ONLY) ended = ended.catch((fault: Error) => (broken = fault));
        else await ended;
        return value;
      } catch (error) {
        ended = client.query('ROLLBACK').catch((fault: Error) => (broken = fault));
        await ended;
        throw error;
      } finally {
        void ended.finally(() => client.release(broken)).catch(() => {});
      }
    },
    ...(tell === 'poll' ? newsByPolling(sql, POLL_MS) : newsByNotify(pool, url)),
    close: () => pool.end(),
  };
}

const newsByNotify = (pool: pg.Pool, url: string): Pick<Store, 'notify' | 'listen'> => ({
  async notify(channel, payload) {
    await pool.query('SELECT pg_notify($1, $2)', [channel, payload]);
  },
  listen: (channel, heard) => listenForever(url, channel, heard),
});

/**
 * A connection of its own for LISTEN, made again after it breaks; then an empty payload is heard, because something
 * may have been missed.
 */
async function listenForever(
  url: string,
  channel: string,
  heard: (payload: string) => void,
): Promise<() => Promise<void>> {
  let client: pg.Client | null = null;
  let closed = false;
  let again: NodeJS.Timeout | undefined;
  const later = (): void => {
    if (!closed) again = setTimeout(() => void connect().catch(later), RECONNECT_MS);
  };
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url });
    next.on('notification', (message) => heard(message.payload ?? ''));
    // Without a listener a broken connection would end the process; `end` follows it.
    next.on('error', () => {});
    await next.connect();
    await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    next.once('end', later);
    if (client !== null) heard('');
    client = next;
  };
  await connect();
  return async () => {
    closed = true;
    clearTimeout(again);
    await client?.end();
  };
}
