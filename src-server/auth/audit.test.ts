import { afterEach, beforeEach, expect, it } from 'vitest';
import { appendAudit, auditLines, verifyAudit } from '../../db/server/queries/audit.ts';
import { aCustomer, aServer, type Kit } from '../../tests/support/server-kit.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await aServer();
});
afterEach(() => kit.close());

const line = (action: string) => ({ at: kit.now, action, personId: 'A', device: 1, detail: 'x' });
async function actions(): Promise<string[]> {
  const found: string[] = [];
  for await (const one of auditLines(kit.store))
    found.push(`${one.action} ${one.person_id} ${one.detail ?? ''}`);
  return found;
}
/** What somebody who rules the database can do: the trigger is no obstacle to them. */
const tamper = (sql: string) =>
  kit.store.script(`ALTER TABLE "audit" DISABLE TRIGGER ALL; ${sql}; ALTER TABLE "audit" ENABLE TRIGGER ALL`);

it('the log is one chain, also where lines are written at the same time', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, i) => appendAudit(kit.store, line(`act ${i}`))));
  expect(await verifyAudit(kit.store)).toEqual({ lines: 20, broken: null });
});

it('a line is neither changed nor deleted by the program', async () => {
  await appendAudit(kit.store, line('revoked'));
  await expect(kit.store.query(`UPDATE "audit" SET person_id = 'B'`, [])).rejects.toThrow(/only added/);
  await expect(kit.store.query('DELETE FROM "audit"', [])).rejects.toThrow(/only added/);
});

it.each([
  ['changed', `UPDATE "audit" SET person_id = 'B' WHERE n = 3`, 3],
  ['taken out', 'DELETE FROM "audit" WHERE n = 2', 2],
  ['cut off at the end', 'DELETE FROM "audit" WHERE n = 5', 5],
  ['put in', `INSERT INTO "audit" (n, hash, at, action) VALUES (4, 'made up', 1, 'x')`, 5],
  ['swapped', 'UPDATE "audit" SET n = 7 - n WHERE n IN (3, 4)', 3],
])('a line that was %s is found, by its number', async (_what, sql, broken) => {
  for (let i = 0; i < 5; i += 1) await appendAudit(kit.store, line(`act ${i}`));
  await tamper(sql);
  expect((await verifyAudit(kit.store)).broken).toBe(broken);
});

it('tells who lost and got rights and who deleted how much, by ids alone', async () => {
  const [a, x] = [await kit.laptop('A'), await kit.laptop('X')];
  await a.insert('customer', 'c1', 'book:joint', aCustomer({ name: '绝密客户' }));
  await a.push({
    table: 'customer',
    id: 'c1',
    scope: 'book:joint',
    cells: { deleted: 1 },
    base: await a.base('customer', 'c1'),
  });
  await x.push({
    table: 'person',
    id: 'B',
    scope: 'bank',
    cells: { left_on: '2026-11-01' },
    base: await x.base('person', 'B'),
  });
  const told = await actions();
  expect(told).toContain('deleted A customer 1');
  expect(told).toContain('rights_changed B by X');
  expect(told.join()).not.toContain('绝密');
  expect((await verifyAudit(kit.store)).broken).toBeNull();
});
