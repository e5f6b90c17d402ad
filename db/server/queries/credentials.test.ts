import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aStore } from '../../../tests/support/server-store.ts';
import type { Sql, Store } from '../store.ts';
import { credentialByLogin, saveCredentials } from './credentials.ts';

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.close());

const save = (...logins: string[]): Promise<void> =>
  saveCredentials(
    store,
    logins.map((login) => ({ personId: `of ${login}`, login, salt: 's', hash: 'h' })),
  );
const found = async (typed: string): Promise<string | undefined> =>
  (await credentialByLogin(store, typed))?.login;

describe('a login', () => {
  it('is found in capitals, in full width and with blanks around, and by its own spelling where two differ in that', async () => {
    await save('wang.fang', 'Li.Na', 'li.na');
    expect(await Promise.all(['Wang.Fang', ' ｗａｎｇ．ｆａｎｇ ', 'li.na', 'Li.Na'].map(found))).toEqual([
      'wang.fang',
      'wang.fang',
      'li.na',
      'Li.Na',
    ]);
    expect(await Promise.all(['LI.NA', 'wang'].map(found))).toEqual([undefined, undefined]);
  });

  it('is found among tens of thousands without looking at each', async () => {
    await save(...Array.from({ length: 3_000 }, (_, at) => `person.${at}`));
    await store.script('ANALYZE "credential"');
    let plan = '';
    const explaining: Pick<Sql, 'query'> = {
      query: async (text, params) => {
        const lines = await store.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, params ?? []);
        plan = lines.map((line) => line['QUERY PLAN']).join('\n');
        return [];
      },
    };
    await credentialByLogin(explaining as Sql, 'Person.77');
    expect(plan).toContain('credential_by_folded_login');
    expect(plan).not.toContain('Seq Scan');
  });
});
