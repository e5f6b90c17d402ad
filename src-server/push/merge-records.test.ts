import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cells } from '../../src-shared/sync/change.ts';
import type { Mark } from '../../src-shared/sync/clock.ts';
import { aCustomer, aServer, NOW, type Kit, type Laptop } from '../../tests/support/server-kit.ts';

let kit: Kit;
let [a, b, l]: Laptop[] = [];
const book = 'book:joint';
beforeEach(async () => {
  kit = await aServer();
  [a, b, l] = [await kit.laptop('A'), await kit.laptop('B'), await kit.laptop('L')];
  await kit.load({
    table: 'customer',
    rows: [
      { id: 'old', scope: book, cells: aCustomer({ name: '云岫', remark: '旧' }) },
      { id: 'new', scope: book, cells: aCustomer({ name: '云岫科技', remark: '新', hobbies: '茶' }) },
      { id: 'third', scope: book, cells: aCustomer({ name: '云岫（三）' }) },
    ],
  });
});
afterEach(() => kit.close());

const row = async (id: string) => (await kit.store.rows.read('customer', [id]))[0]!;
const conflicts = () => kit.rows('edit_conflict');
type Bases = Record<string, Record<string, Mark>>;
const bases = async (): Promise<Bases> => ({
  old: await a!.base('customer', 'old'),
  new: await a!.base('customer', 'new'),
  third: await a!.base('customer', 'third'),
});
const edit = (id: string, cells: Cells, base: Bases, at = NOW) => ({
  table: 'customer',
  id,
  scope: book,
  cells,
  base: base[id]!,
  at,
});
/** What the desk writes for a merge: the survivor first, then the record that goes. */
const merging = (from: string, into: string, base: Bases, cells: Cells = {}, at = NOW) => [
  edit(into, { ...cells, merged_at: at }, base, at),
  edit(from, { merged_into: into, deleted: 1 }, base, at),
];

describe('an edit of a record by somebody who had not seen that it was merged into another', () => {
  it('is an edit of the record that lives, where that says what the writer had seen', async () => {
    const base = await bases();
    await a!.push(...merging('old', 'new', base, { remark: '旧' }));
    await b!.push(edit('old', { remark: '旧，已回访' }, base, NOW + 1000));
    expect((await row('new')).cells['remark']).toBe('旧，已回访');
    expect(await row('old')).toMatchObject({
      deleted: 1,
      cells: { merged_into: 'new', remark: '旧，已回访' },
    });
    expect(await conflicts()).toEqual([]);
  });

  it('is a conflict of the record that lives, where that says something else', async () => {
    const base = await bases();
    await a!.push(...merging('old', 'new', base));
    await b!.push(edit('old', { remark: '旧，已回访' }, base, NOW + 1000));
    expect((await row('new')).cells['remark']).toBe('新');
    expect(await conflicts()).toMatchObject([
      {
        row_id: 'new',
        unit: 'remark',
        base: '{"remark":"旧"}',
        lost: '{"remark":"旧，已回访"}',
        lost_by: 'B',
        kept: '{"remark":"新"}',
      },
    ]);
  });

  it('counts the same where it came first and the merge had not seen it', async () => {
    const base = await bases();
    await b!.push(edit('old', { remark: '旧，已回访' }, base, NOW + 1000));
    await a!.push(...merging('old', 'new', base, { remark: '旧' }, NOW));
    expect((await row('new')).cells['remark']).toBe('旧，已回访');
    expect(await row('old')).toMatchObject({ deleted: 1, cells: { merged_into: 'new' } });
    expect(await conflicts()).toEqual([]);
  });

  it('that was applied there is not silently written over by its own writer, who had not seen it there', async () => {
    const base = await bases();
    await b!.push(edit('old', { remark: '旧，已回访' }, base, NOW + 1000));
    await a!.push(...merging('old', 'new', base, { remark: '旧' }, NOW));
    await b!.push(edit('new', { remark: '新的一稿' }, base, NOW + 2000));
    expect((await row('new')).cells['remark']).toBe('新的一稿');
    expect(await conflicts()).toMatchObject([
      { row_id: 'new', lost: '{"remark":"旧，已回访"}', lost_by: 'B', kept: '{"remark":"新的一稿"}' },
    ]);
  });

  it('is recorded beside what it wrote over unseen in the record that goes, where the survivor does not say that', async () => {
    const base = await bases();
    await a!.push(edit('old', { remark: '旧，甲的一稿' }, base));
    await a!.push(...merging('old', 'new', await bases()));
    await b!.push(edit('old', { remark: '旧，已回访' }, base, NOW + 1000));
    expect((await conflicts()).map(({ row_id, lost }) => [row_id, lost]).sort()).toEqual([
      ['new', '{"remark":"旧，已回访"}'],
      ['old', '{"remark":"旧，甲的一稿"}'],
    ]);
  });

  it('is recorded so too where its writer had replaced it before it was sent', async () => {
    const base = await bases();
    await a!.push(edit('old', { remark: '旧，甲的一稿' }, base));
    await a!.push(...merging('old', 'new', await bases()));
    const draft = b!.change(edit('old', { remark: '初稿' }, base, NOW + 1000));
    const seen = { old: { ...base['old'], remark: [draft.clock, b!.device] as Mark } };
    await b!.send([draft, b!.change(edit('old', { remark: '定稿' }, seen, NOW + 2000))]);
    expect((await conflicts()).map(({ row_id, lost }) => [row_id, lost]).sort()).toEqual([
      ['new', '{"remark":"定稿"}'],
      ['old', '{"remark":"旧，甲的一稿"}'],
    ]);
  });

  it('reaches the end of a chain of merges', async () => {
    const base = await bases();
    await a!.push(...merging('old', 'new', base));
    await a!.push(...merging('new', 'third', await bases()));
    await b!.push(edit('old', { occupation: '茶商' }, base, NOW + 1000));
    expect((await row('third')).cells['occupation']).toBe('茶商');
    expect(await conflicts()).toEqual([]);
  });

  it('is a conflict of what another had written there, also where the record came over from another book since', async () => {
    const home = 'book:bookA';
    await kit.load({ table: 'customer', rows: [{ id: 'own', scope: home, cells: aCustomer() }] });
    const base: Bases = { ...(await bases()), own: await a!.base('customer', 'own') };
    await b!.push(edit('old', { hobbies: '棋' }, base));
    await a!.push(...merging('old', 'third', base));
    kit.now += 60_000;
    const [into, from] = merging('third', 'own', base, { hobbies: null });
    await a!.push({ ...into!, scope: home }, { ...from!, cells: { ...from!.cells, scope: home } });
    expect((await row('own')).cells['hobbies']).toBe('棋');
    await a!.push(edit('third', { hobbies: '茶' }, base, NOW + 1000));
    const [here, gone] = (await conflicts()).sort((x, y) =>
      String(x['row_id']).localeCompare(String(y['row_id'])),
    );
    expect(here).toMatchObject({
      row_id: 'own',
      lost: '{"hobbies":"茶"}',
      kept: '{"hobbies":"棋"}',
      kept_by: 'B',
    });
    expect(gone).toMatchObject({
      row_id: 'third',
      lost: '{"hobbies":"棋"}',
      lost_by: 'B',
      kept: '{"hobbies":"茶"}',
    });
  });

  it('is found in each record on the way, by whoever takes one of the merges back', async () => {
    const base = await bases();
    await a!.push(...merging('old', 'new', base));
    await a!.push(...merging('new', 'third', await bases()));
    await b!.push(edit('old', { occupation: '茶商' }, base, NOW + 1000));
    const then = await bases();
    await a!.push(
      edit('new', { merged_into: null, deleted: 0 }, then),
      edit('third', { merged_at: null }, then),
    );
    expect(await row('new')).toMatchObject({ deleted: 0, cells: { merged_into: null, occupation: '茶商' } });
    expect(await conflicts()).toEqual([]);
  });

  it('is recorded in the record that goes also where what it wrote over stands in the one that lives', async () => {
    const base = await bases();
    await a!.push(edit('old', { remark: '旧，甲的一稿' }, base));
    await a!.push(...merging('old', 'new', await bases(), { remark: '旧，甲的一稿' }));
    await b!.push(edit('old', { remark: '旧，已回访' }, base, NOW + 1000));
    const then = await bases();
    await a!.push(
      edit('old', { merged_into: null, deleted: 0 }, then),
      edit('new', { merged_at: null, remark: '新' }, then),
    );
    expect((await conflicts()).filter(({ row_id }) => row_id === 'old')).toMatchObject([
      { unit: 'remark', lost: '{"remark":"旧，甲的一稿"}', lost_by: 'A', kept: '{"remark":"旧，已回访"}' },
    ]);
  });

  it('is kept whole, as one conflict with the deletion, where the record that lived was deleted since', async () => {
    const base = await bases();
    await a!.push(...merging('old', 'new', base));
    await a!.push(edit('new', { deleted: 1 }, await bases()));
    await b!.push(edit('old', { occupation: '茶商', hobbies: '书法' }, base, NOW + 1000));
    expect((await row('new')).deleted).toBe(1);
    const found = await conflicts();
    expect(found).toMatchObject([{ row_id: 'new', unit: 'deleted', kept: '{"deleted":1}' }]);
    expect(JSON.parse(String(found[0]!['lost']))).toEqual({ occupation: '茶商', hobbies: '书法' });
  });

  it('is recorded beside what it wrote over unseen also there', async () => {
    const base = await bases();
    await a!.push(edit('old', { remark: '旧，甲的一稿' }, base));
    await a!.push(...merging('old', 'new', await bases()));
    await a!.push(edit('new', { deleted: 1 }, await bases()));
    await b!.push(edit('old', { remark: '旧，已回访' }, base, NOW + 1000));
    expect((await conflicts()).map(({ row_id, lost }) => [row_id, lost]).sort()).toEqual([
      ['new', '{"remark":"旧，已回访"}'],
      ['old', '{"remark":"旧，甲的一稿"}'],
    ]);
  });

  it('is taken up once, however often the push is repeated', async () => {
    const base = await bases();
    await a!.push(...merging('old', 'new', base));
    const change = b!.change(edit('old', { remark: '乙' }, base));
    await b!.send([change]);
    await b!.send([change]);
    expect(await conflicts()).toHaveLength(1);
  });
});

describe('two merges of people who had not seen each other', () => {
  it('the other way round leave one record, with what both wrote', async () => {
    const base = await bases();
    await a!.push(...merging('old', 'new', base, { hobbies: '围棋' }));
    const answer = await b!.push(...merging('new', 'old', base, { occupation: '茶商' }, NOW + 1000));
    expect((await row('new')).deleted).toBe(0);
    expect((await row('new')).cells).toMatchObject({
      hobbies: '围棋',
      occupation: '茶商',
      merged_into: null,
    });
    expect(await row('old')).toMatchObject({ deleted: 1, cells: { merged_into: 'new' } });
    expect(answer.results.map((one) => one.outcome)).toContain('merged');
    expect(await conflicts()).toEqual([]);
  });

  it('into different records: the first stands, and nothing of the second is lost', async () => {
    const base = await bases();
    await a!.push(...merging('old', 'new', base));
    await b!.push(...merging('old', 'third', base, { occupation: '茶商' }, NOW + 1000));
    expect((await row('old')).cells['merged_into']).toBe('new');
    expect((await row('third')).deleted).toBe(0);
    expect((await row('third')).cells['occupation']).toBe('茶商');
  });

  it('one after the other in a chain make one record, also where the second had not seen the first', async () => {
    const base = await bases();
    await a!.push(...merging('old', 'new', base));
    await b!.push(...merging('new', 'third', base, {}, NOW + 1000));
    expect([(await row('new')).cells['merged_into'], (await row('third')).deleted]).toEqual(['third', 0]);
    expect(await conflicts()).toEqual([]);
  });
});

describe('a merge and a deletion of people who had not seen each other', () => {
  it('the record into which another was merged lives on, and the deletion is a conflict', async () => {
    const base = await bases();
    await a!.push(...merging('old', 'new', base));
    await b!.push(edit('new', { deleted: 1 }, base, NOW + 60_000));
    expect((await row('new')).deleted).toBe(0);
    expect(await conflicts()).toMatchObject([{ row_id: 'new', unit: 'deleted', lost: '{"deleted":1}' }]);
  });

  it('the record that was merged does not come back where the deletion is taken back', async () => {
    const base = await bases();
    await a!.push(...merging('old', 'new', base));
    await b!.push(edit('old', { deleted: 1 }, base, NOW + 1000));
    const { old, ...others } = await bases();
    const { merged_into: _unseen, ...seen } = old!;
    await b!.push(edit('old', { deleted: 0 }, { ...others, old: seen }, NOW + 2000));
    expect(await row('old')).toMatchObject({ deleted: 1, cells: { merged_into: 'new' } });
    expect(await row('new')).toMatchObject({ deleted: 0 });
    expect(await conflicts()).toEqual([]);
  });

  it('a merge into a record that was deleted in the meantime does not take place where the deletion stands', async () => {
    const base = await bases();
    await b!.push(edit('new', { deleted: 1 }, base, NOW + 60_000));
    await a!.push(...merging('old', 'new', base));
    expect(await row('old')).toMatchObject({ deleted: 0, cells: { merged_into: null } });
    expect(await conflicts()).toHaveLength(1);
  });
});

describe('a merge', () => {
  it('into a record that its writer may not write, or that is none, is refused', async () => {
    await kit.load({ table: 'customer', rows: [{ id: 'foreign', scope: 'book:bookB', cells: aCustomer() }] });
    const base = await bases();
    for (const into of ['foreign', 'nothing']) {
      const { results } = await a!.push(edit('old', { merged_into: into, deleted: 1 }, base));
      expect(results).toMatchObject([{ outcome: 'refused' }]);
    }
    expect((await row('old')).deleted).toBe(0);
  });

  it('asks for the right to the record that lives also where it comes with a new record, or field by field', async () => {
    await kit.load({ table: 'customer', rows: [{ id: 'foreign', scope: 'book:bookB', cells: aCustomer() }] });
    const base = await bases();
    const made = (id: string, into: string) => ({
      table: 'customer',
      id,
      scope: book,
      kind: 'insert' as const,
      cells: { ...aCustomer(), merged_into: into, deleted: 1 },
    });
    const answer = await a!.push(
      made('smuggled', 'foreign'),
      edit('old', { merged_into: 'foreign' }, base),
      edit('old', { deleted: 1 }, base),
      edit('third', { deleted: 1 }, base),
      made('itself', 'itself'),
      made('own', 'new'),
    );
    expect(answer.results.map(({ n, outcome }) => [n, outcome])).toEqual([
      [1, 'refused'],
      [3, 'refused'],
      [5, 'refused'],
    ]);
    const late = await a!.push(edit('third', { merged_into: 'foreign' }, await bases()));
    expect(late.results).toMatchObject([{ outcome: 'refused', reason: 'NotGranted' }]);
    const scopes = Object.fromEntries((await kit.rows('customer')).map((one) => [one['id'], one['scope']]));
    expect(scopes['smuggled']).toBeUndefined();
    expect([(await row('old')).scope, (await row('third')).scope]).toEqual([book, book]);
    expect(await row('own')).toMatchObject({ scope: book, cells: { merged_into: 'new' } });
  });

  it('of a record that was made on the same journey takes place in one push', async () => {
    await a!.push(
      { table: 'customer', id: 'fresh', scope: book, kind: 'insert', cells: aCustomer() },
      { table: 'customer', id: 'fresh', scope: book, cells: { merged_into: 'new', deleted: 1 } },
    );
    expect(await row('fresh')).toMatchObject({ deleted: 1, cells: { merged_into: 'new' } });
  });

  it('that is taken back leaves both records as they were', async () => {
    const base = await bases();
    await a!.push(...merging('old', 'new', base, { remark: '旧' }));
    const then = await bases();
    await a!.push(
      edit('old', { merged_into: null, deleted: 0 }, then),
      edit('new', { merged_at: null, remark: '新' }, then),
    );
    expect(await row('old')).toMatchObject({ deleted: 0, cells: { merged_into: null, remark: '旧' } });
    expect((await row('new')).cells).toMatchObject({ merged_at: null, remark: '新' });
  });

  it('stays with the record that lives, when that moves to another book', async () => {
    await a!.push(...merging('old', 'new', await bases()));
    await a!.push(...merging('new', 'third', await bases()));
    await a!.insert('contact_point', 'p', book, {
      customer_id: 'old',
      kind: 'mobile',
      value: '1',
      preferred: 0,
    });
    await a!.push(edit('third', { scope: 'book:bookA' }, await bases()));
    expect([(await row('old')).scope, (await row('new')).scope]).toEqual(['book:bookA', 'book:bookA']);
    expect((await kit.rows('contact_point')).map(({ scope }) => scope)).toEqual(['book:bookA']);
  });

  it('into another book takes everything along that hangs on the record, and back', async () => {
    await kit.load(
      { table: 'customer', rows: [{ id: 'own', scope: 'book:bookA', cells: aCustomer() }] },
      {
        table: 'balance_month',
        rows: [
          {
            id: 'm',
            scope: 'book:bookA',
            cells: {
              customer_id: 'own',
              month: '2026-10',
              kind: 'deposit',
              average: 1,
              closing: 1,
              currency: 'CNY',
            },
          },
        ],
      },
    );
    const move = async (cells: Cells, scope: string) =>
      l!.push({ table: 'customer', id: 'own', scope, cells, base: await a!.base('customer', 'own') });
    await move({ merged_into: 'new', deleted: 1, scope: book }, 'book:bookA');
    expect((await kit.rows('balance_month')).map(({ scope, customer_id }) => [scope, customer_id])).toEqual([
      [book, 'own'],
    ]);
    await move({ merged_into: null, deleted: 0, scope: 'book:bookA' }, book);
    expect((await kit.rows('balance_month')).map(({ scope }) => scope)).toEqual(['book:bookA']);
  });
});
