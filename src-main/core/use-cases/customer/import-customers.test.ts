import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import { aDesk, BOOK, type Desk } from '../../../../tests/support/desk.ts';
import { sharedData } from '../../../../tests/support/shared-data.ts';

let desk: Desk;
beforeEach(() => {
  desk = aDesk();
});

const COLUMNS = { 名称: 'name', 编号: 'customer_no', 电话: 'phone' };
/** What it came to; which step takes it back is another matter. */
const load = (csv: string, columns: Record<string, string> = COLUMNS, dryRun = false) => {
  const { act: _act, ...result } = {
    act: null,
    ...desk.run('customer.import', { book_id: BOOK, csv, columns, dryRun }),
  };
  return result;
};
const customers = () =>
  desk.engine.sqlite.prepare('SELECT * FROM customer WHERE deleted = 0 ORDER BY id').all() as Record<
    string,
    unknown
  >[];

test('customers are read with numbers, phones and tags, and undone as one', () => {
  const csv =
    '\uFEFF名称,编号,电话,标签,生日,需求,级别\r\n云岫精密制造有限公司,001,0755-1,"票据池;重点",,"1,200.5",Key\r\n"王, 建国",002,138 0000 0000,,1980/1/31,,\r\n';
  const columns = { ...COLUMNS, 标签: 'tag', 生日: 'birth_date', 需求: 'need_amount', 级别: 'tier' };
  expect(load(csv, columns)).toEqual({ ok: true, value: { created: 2, skipped: [] } });
  expect(customers()).toMatchObject([
    {
      kind: 'company',
      name: '云岫精密制造有限公司',
      customer_no: '001',
      need_amount: 120050,
      need_currency: 'CNY',
      tier: 'key',
      lifecycle: 'prospect',
    },
    { kind: 'person', name: '王, 建国', birth_date: '1980-01-31', tier: 'standard' },
  ]);
  expect(
    desk
      .seen('customer.tags', {})
      .map(({ tag }) => tag)
      .sort(),
  ).toEqual(['票据池', '重点'].sort());
  desk.did('undo.undo', {});
  expect(customers()).toEqual([]);
});

test('a dry run tells the same and writes nothing', () => {
  const csv = '名称,编号,电话\nA,1,5550001\nB,1,5550002\n';
  const told = load(csv, COLUMNS, true);
  expect([customers().length, desk.outbox().length]).toEqual([0, 0]);
  expect(load(csv)).toEqual(told);
  expect(told).toEqual({
    ok: true,
    value: { created: 1, skipped: [{ line: 3, problem: 'DuplicateNumber' }] },
  });
});

test('an import with one bad line writes nothing, and names the line', () => {
  const csv = '名称,生日\nA,1980-01-01\nB,1980-02-30\n';
  expect(load(csv, { 名称: 'name', 生日: 'birth_date' })).toEqual({
    ok: false,
    error: { type: 'BadCsv', line: 3, problem: 'birth_date: 1980-02-30' },
  });
  expect(customers()).toEqual([]);
});

test('what the book would not take is told with its line, too long numbers among it', () => {
  const refused = (csv: string) => expect(load(csv)).toMatchObject({ error: { type: 'BadCsv', line: 3 } });
  refused(`名称,编号,电话\nA,1,\nB,${'9'.repeat(41)},\n`);
  refused(`名称,编号,电话\nA,1,\nB,2,${'9'.repeat(301)}\n`);
  expect(customers()).toEqual([]);
});

test('a line is counted as an editor shows it, after a cell with line breaks too', () => {
  const csv = '名称,备注,级别\n"A","one\ntwo\nthree",key\nB,x,wrong\n';
  expect(load(csv, { 名称: 'name', 备注: 'remark', 级别: 'tier' })).toMatchObject({
    error: { type: 'BadCsv', line: 5 },
  });
});

test('a customer who is there already, by number or by name and phone, is passed over', () => {
  desk.given(
    'customer',
    scopeOf('book', BOOK),
    { kind: 'person', name: '王建国', customer_no: '9', tier: 'core', lifecycle: 'active', stage: 'deal' },
    'old',
  );
  desk.given('contact_point', scopeOf('book', BOOK), {
    customer_id: 'old',
    kind: 'mobile',
    value: '+86 138-0000-0000',
    preferred: 1,
  });
  const csv =
    '名称,编号,电话\n王建国,10,13800000000\n李敏,9,1\n王建国,11,13900000000\n王建国,12,139 0000 0000\n';
  expect(load(csv)).toEqual({
    ok: true,
    value: {
      created: 1,
      skipped: [
        { line: 2, problem: 'DuplicateNameAndPhone' },
        { line: 3, problem: 'DuplicateNumber' },
        { line: 5, problem: 'DuplicateNameAndPhone' },
      ],
    },
  });
});

test('a file separated by semicolons or tabs is read as well', () => {
  expect(load('名称;编号;电话\nA;1;\n')).toMatchObject({ value: { created: 1 } });
  expect(load('名称\t编号\t电话\nB\t2\t\n')).toMatchObject({ value: { created: 1 } });
});

test('a mapping that cannot be meant is refused before anything is read', () => {
  const refused = (columns: Record<string, string>) => load('名称,编号\nA,1\n', columns);
  expect(refused({ 名称: 'name', 姓: 'short_name' })).toMatchObject({
    error: { path: 'columns.姓', problem: 'not in the file' },
  });
  expect(refused({ 名称: 'name', 编号: 'salary' })).toMatchObject({
    error: { path: 'columns.编号', problem: 'unknown column' },
  });
  expect(refused({ 名称: 'name', 编号: 'name' })).toMatchObject({ error: { problem: 'given twice' } });
  expect(refused({ 编号: 'customer_no' })).toMatchObject({
    error: { path: 'columns.name', problem: 'required' },
  });
  expect(refused({ 名称: 'constructor' })).toMatchObject({ error: { problem: 'unknown column' } });
});

test('a broken or empty file is one message', () => {
  expect(load('')).toEqual({ ok: false, error: { type: 'BadCsv', line: 1, problem: 'empty' } });
  expect(load('名称,编号,电话\nA,"1\n')).toMatchObject({
    error: { type: 'BadCsv', problem: 'CSV_QUOTE_NOT_CLOSED' },
  });
  expect(load('名称,编号,电话\nA,1,2,3,4\n')).toMatchObject({ error: { type: 'BadCsv', line: 2 } });
});

const folder = sharedData('csv_text_torture/csv-spectrum/csvs');
describe.skipIf(folder === null)(
  'CSV files of other programs (needs ../shared/data/csv_text_torture)',
  () => {
    const expected = (name: string): Record<string, string>[] => {
      const file = path.join(folder!, '../json', name.replace(/csv$/, 'json'));
      return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>[]) : [];
    };

    test.each(folder === null ? [] : readdirSync(folder))('%s is read as its author meant it', (name) => {
      const rows = expected(name);
      const [column = 'nothing'] = Object.keys(rows[0] ?? {});
      const csv = readFileSync(path.join(folder!, name), 'utf8');
      load(csv, { [column]: 'name' });
      const names = rows.map((row) => row[column]!.trim()).filter((text) => text !== '');
      expect(new Set(customers().map((row) => row['name']))).toEqual(new Set(names));
    });
  },
);
