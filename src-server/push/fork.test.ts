import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ServedDesk } from '../../tests/support/served-desk.ts';
import { aCustomer, aServer, type Kit, type Laptop } from '../../tests/support/server-kit.ts';

const BOOK = 'book:joint';

let kit: Kit;
let desks: ServedDesk[];
beforeEach(async () => {
  kit = await aServer();
  desks = [];
  await kit.load({
    table: 'customer',
    rows: ['c1', 'c2', 'c3'].map((id) => ({ id, scope: BOOK, cells: aCustomer({ name: id }) })),
  });
});
afterEach(async () => {
  for (const desk of desks) await desk.close();
  await kit.close();
});

const open = async (person: string): Promise<ServedDesk> => {
  const desk = await ServedDesk.open(kit, person);
  desks.push(desk);
  return desk;
};

/** The same disk in another machine. */
const cloneOf = async (desk: ServedDesk): Promise<ServedDesk> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'semicolon-clone-'));
  desk.engine.emptyLog();
  cpSync(desk.folder, folder, { recursive: true });
  const clone = ServedDesk.on(kit, 'clone', folder);
  desks.push(clone);
  return clone;
};

/** Written offline: it is sent when the test says so. */
const rename = (desk: ServedDesk, id: string, name: string): void => {
  desk.cut = true;
  desk.did('customer.update', { id, fields: { name } });
};
const number = (desk: ServedDesk): number =>
  Number(desk.sqlite.prepare("SELECT value FROM _meta WHERE key = 'device'").pluck().get());
const waiting = (desk: ServedDesk): unknown =>
  desk.sqlite.prepare('SELECT count(*) FROM _outbox WHERE state <> 1').pluck().get();
const namesOn = (desk: ServedDesk): Record<string, string> =>
  Object.fromEntries(
    desk.sqlite
      .prepare<[], { id: string; name: string }>('SELECT id, name FROM customer')
      .all()
      .map((one) => [one.id, one.name]),
  );
const namesAt = async (): Promise<Record<string, string>> =>
  Object.fromEntries((await kit.rows('customer')).map((row) => [String(row['id']), String(row['name'])]));

describe('two machines with one cloned disk', () => {
  it('are told apart: the second gets a number of its own, and both keep what they wrote, once', async () => {
    const first = await open('A');
    rename(first, 'c1', 'before the copy, unsent');
    const second = await cloneOf(first);
    rename(first, 'c2', 'by the first');
    rename(second, 'c3', 'by the second');
    const made = second.did('customer.create', {
      book_id: 'joint',
      fields: { kind: 'person', name: 'new' },
    }) as {
      id: string;
    };
    await first.synced();
    await second.synced();
    await first.synced();
    const names = {
      c1: 'before the copy, unsent',
      c2: 'by the first',
      c3: 'by the second',
      [made.id]: 'new',
    };
    expect(await namesAt()).toEqual(names);
    expect(namesOn(first)).toEqual(names);
    expect(namesOn(second)).toEqual(names);
    expect(number(first)).not.toBe(number(second));
    expect([waiting(first), waiting(second)]).toEqual([0, 0]);
    // What both had made was sent by one of them: nobody overwrote anybody.
    expect(await kit.rows('edit_conflict')).toEqual([]);
    expect(second.happened('separated')).toHaveLength(1);
    expect(first.happened('separated')).toEqual([]);
    const [line] = await kit.store.query<{ detail: string }>(
      `SELECT detail FROM "audit" WHERE action = 'forked'`,
    );
    expect(line?.detail).toBe(`of ${number(first)}`);
  });

  it('are told apart also where the second only reads', async () => {
    const first = await open('A');
    const second = await cloneOf(first);
    await second.synced();
    rename(first, 'c1', 'by the first');
    await first.synced();
    await second.synced();
    expect(number(second)).not.toBe(number(first));
    expect(namesOn(second)).toEqual(await namesAt());
    expect(second.happened('checksum mismatch')).toEqual([]);
  });

  it('are told apart where both sent as much, and where one was quiet for long', async () => {
    const first = await open('A');
    const second = await cloneOf(first);
    rename(second, 'c2', 'second, offline');
    rename(first, 'c1', 'first 1');
    await first.synced();
    rename(first, 'c1', 'first 2');
    await first.synced();
    await second.synced();
    expect(await namesAt()).toEqual({ c1: 'first 2', c2: 'second, offline', c3: 'c3' });
    rename(first, 'c3', 'first 3');
    await first.synced();
    await second.synced();
    expect(namesOn(second)).toEqual(await namesAt());
    expect([first, second].map((desk) => desk.happened('separated').length)).toEqual([0, 1]);
  });

  it('are told apart where both wrote of one row under one stamp, because the clock had run ahead when the copy was made', async () => {
    const first = await open('A');
    const second = await cloneOf(first);
    rename(first, 'c1', 'by the first');
    second.cut = true;
    second.did('customer.update', { id: 'c1', fields: { remark: 'by the second' } });
    const stamp = first.sqlite.prepare('SELECT clock FROM _outbox ORDER BY id DESC LIMIT 1').pluck().get();
    second.sqlite.prepare('UPDATE _outbox SET clock = ? WHERE state <> 1').run(stamp);
    await first.synced();
    await second.synced();
    const [row] = (await kit.rows('customer')).filter((one) => one['id'] === 'c1');
    expect(row).toMatchObject({ name: 'by the first', remark: 'by the second' });
    expect(number(second)).not.toBe(number(first));
  });

  it('lose nothing that one writes while the server answers it what the other had sent as well', async () => {
    const first = await open('A');
    rename(first, 'c1', 'by both');
    const second = await cloneOf(first);
    rename(second, 'c2', 'by the second');
    await second.synced();
    first.onAnswer = (url) => {
      if (url !== '/sync/push') return;
      first.onAnswer = () => undefined;
      first.did('customer.update', { id: 'c3', fields: { name: 'by the first' } });
    };
    await first.synced();
    await first.synced();
    expect(await namesAt()).toEqual({ c1: 'by both', c2: 'by the second', c3: 'by the first' });
    expect(number(second)).not.toBe(number(first));
  });

  it('both bring what was made and deleted before they were copied, and nobody is asked about it', async () => {
    const first = await open('A');
    const owner = await cloneOf(first);
    rename(first, 'c2', 'by the first');
    first.did('customer.tag', { id: 'c1', tag: '外贸' });
    first.did('customer.remove', { id: 'c1' });
    const second = await cloneOf(first);
    rename(owner, 'c3', 'by whom the number stays with');
    for (const desk of [owner, first, second]) await desk.synced();
    expect(new Set([owner, first, second].map(number)).size).toBe(3);
    expect(await namesAt()).toEqual({ c2: 'by the first', c3: 'by whom the number stays with' });
    expect(await kit.rows('edit_conflict')).toEqual([]);
  });

  it('hear of a refusal alike, where both held the change that was refused', async () => {
    const first = await open('A');
    rename(first, 'c1', 'x');
    const second = await cloneOf(first);
    await kit.store.query(`UPDATE "scope_grant" SET "right" = 'read' WHERE person_id = 'A' AND scope = $1`, [
      BOOK,
    ]);
    await first.synced();
    await second.synced();
    const refused = (desk: ServedDesk) => desk.sqlite.prepare('SELECT reason FROM _refused').pluck().all();
    expect(refused(first)).toEqual(['NotGranted']);
    expect(refused(second)).toEqual(['NotGranted']);
    expect(namesOn(second)['c1']).toBe('c1');
  });
});

describe('a laptop that was set back to an older copy of itself', () => {
  it('gets a new number, and nothing it writes from then on is taken for something old', async () => {
    const desk = await open('A');
    const older = await cloneOf(desk);
    rename(desk, 'c1', 'after the copy was made');
    await desk.synced();
    rename(older, 'c2', 'after it was put back');
    await older.synced();
    expect(await namesAt()).toMatchObject({ c1: 'after the copy was made', c2: 'after it was put back' });
    expect(namesOn(older)).toEqual(await namesAt());
  });
});

describe('a repeated push', () => {
  let a: Laptop;
  beforeEach(async () => {
    a = await kit.laptop('A');
  });
  const edit = (name: string) => a.change({ table: 'customer', id: 'c1', scope: BOOK, cells: { name } });

  it('may be shorter or longer than the first one', async () => {
    const changes = [edit('1'), edit('2'), edit('3'), edit('4')];
    expect((await a.send(changes.slice(0, 3))).statusCode).toBe(200);
    expect((await a.send(changes.slice(0, 2))).statusCode).toBe(200);
    expect((await a.send(changes)).json()).toMatchObject({ upTo: 4 });
    expect((await a.send(changes)).json()).toMatchObject({ upTo: 4 });
  });

  it('with another change of the same number is none, and nothing of it is applied or acknowledged', async () => {
    const [one, two] = [edit('1'), edit('2')];
    await a.send([one, two]);
    const other = { ...two, id: 'c2', clock: two.clock + 1 };
    const answer = await a.send([one, other]);
    expect([answer.statusCode, answer.json()]).toEqual([409, { error: 'Forked' }]);
    expect(await namesAt()).toMatchObject({ c1: '2', c2: 'c2' });
  });
});
