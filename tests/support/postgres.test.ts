import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { CLUSTER_VARIABLE, freshDatabase, serverStore } from './postgres.ts';
import type { Template } from './postgres.ts';

const template: Template = {
  name: 'support',
  prepare: async (url) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('CREATE TABLE word (text text)');
    await client.query("INSERT INTO word VALUES ('分号')");
    await client.end();
  },
};

async function words(url: string, add?: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  if (add !== undefined) await client.query('INSERT INTO word VALUES ($1)', [add]);
  const { rows } = await client.query<{ text: string }>('SELECT text FROM word ORDER BY text');
  await client.end();
  return rows.map((row) => row.text);
}

describe('a database for one test', () => {
  it('starts as the template, and what one test writes no other sees', async (context) => {
    if (serverStore === 'pglite') return context.skip('PGlite needs no cluster');
    if (process.env[CLUSTER_VARIABLE] === undefined) return context.skip('PostgreSQL is not installed');
    const [one, two] = await Promise.all([freshDatabase(template), freshDatabase(template)]);
    expect(await words(one.url, 'semicolon')).toEqual(['semicolon', '分号']);
    expect(await words(two.url)).toEqual(['分号']);
    await Promise.all([one.drop(), two.drop()]);
    await expect(words(one.url)).rejects.toThrow('does not exist');
  });
});
