import type { Database } from 'better-sqlite3';
import { allScopes } from '../../db/client/local/scopes.ts';
import { RowStore } from '../../db/client/row-store.ts';
import { TABLE_NAMES } from '../../src-shared/schema/tables.ts';
import { addChecksums, checksumText, EMPTY_CHECKSUM, rowChecksum } from '../../src-shared/sync/checksum.ts';
import { aPerson } from './desk.ts';
import { FakeServer } from './fake-server.ts';
import { Laptop } from './laptop.ts';

/** The scope of the book that both people work on. */
export const BOOK = 'book:b1';
export const CUSTOMER = {
  kind: 'company',
  name: '云岫科技',
  tier: 'key',
  lifecycle: 'active',
  stage: 'deal',
} as const;

/** What somebody attaches to that customer. */
export const A_FILE = {
  owner_kind: 'customer',
  owner_id: 'c1',
  name: 'a.txt',
  media_type: '',
  bytes: btoa('a'),
} as const;

/** A server with one joint book and one customer, and the laptops of two people who both may write it. */
export function aSharedBook(): { server: FakeServer; a: Laptop; b: Laptop } {
  const server = new FakeServer();
  const scopes = { bank: 'read', 'branch:x': 'read', [BOOK]: 'write' } as const;
  server.person('a', { ...scopes, 'person:a': 'write', 'calendar:a': 'write' });
  server.person('b', { ...scopes, 'person:b': 'write', 'calendar:b': 'write' });
  server.put('person', 'bank', 'a', aPerson({ name: 'a' }));
  server.put('person', 'bank', 'b', aPerson({ name: 'b' }));
  server.put('book', 'bank', 'b1', { name: 'B1', kind: 'joint', unit_id: 'team' });
  server.put('customer', BOOK, 'c1', CUSTOMER);
  return { server, a: new Laptop(server, 'laptop-a'), b: new Laptop(server, 'laptop-b') };
}

export async function bothSignIn(a: Laptop, b: Laptop): Promise<void> {
  for (const [laptop, login] of [
    [a, 'a'],
    [b, 'b'],
  ] as const) {
    const signedIn = await laptop.signIn(login);
    if (!signedIn.ok) throw new Error(JSON.stringify(signedIn.error));
  }
}

export const nameOf = (laptop: Laptop, id = 'c1'): unknown =>
  laptop.engine.sqlite.prepare('SELECT name FROM customer WHERE id = ? AND deleted = 0').pluck().get(id);

export const rename = (laptop: Laptop, name: string): void =>
  laptop.did('customer.update', { id: 'c1', fields: { name } });

/** The checksum of a scope's rows, counted anew. */
export function recountScope(sqlite: Database, scope: string): string {
  const store = new RowStore(sqlite);
  let sum = EMPTY_CHECKSUM;
  for (const table of TABLE_NAMES)
    for (const row of store.ofScope(table, scope)) sum = addChecksums(sum, rowChecksum(row));
  return checksumText(sum);
}

/** What is wrong where something waits, is incomplete, or is not what the server holds; empty where all is well. */
export function differences(laptop: Laptop, server: FakeServer): string[] {
  const wrong: string[] = [];
  const { waiting } = laptop.seen('sync.state', {});
  if (waiting > 0) wrong.push(`${waiting} waiting`);
  for (const row of allScopes(laptop.engine.sqlite)) {
    const theirs = checksumText(server.model.sums.get(row.scope) ?? EMPTY_CHECKSUM);
    if (row.state !== 'ready') wrong.push(`${row.scope} ${row.state}`);
    if (row.checksum !== theirs) wrong.push(`${row.scope} has ${row.checksum} instead of ${theirs}`);
    if (recountScope(laptop.engine.sqlite, row.scope) !== row.checksum)
      wrong.push(`${row.scope} is not counted right`);
  }
  return wrong;
}
