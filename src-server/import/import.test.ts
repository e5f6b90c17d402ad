import iconv from 'iconv-lite';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../db/server/store.ts';
import { aStore } from '../../tests/support/server-store.ts';
import { importMain } from './main.ts';

/** A small feed: one book for each district, one customer for each client. */
const MAPPING = {
  version: 1,
  source: 'test',
  encoding: 'utf-8',
  delimiter: ';',
  quote: '"',
  nulls: ['?'],
  lookups: { town: { file: 'towns.csv', by: ['code'] } },
  fixed: [
    {
      table: 'org_unit',
      key: [],
      scope: 'bank',
      cells: { kind: { constant: 'head_office' }, name: { constant: '总行' } },
    },
  ],
  files: [
    {
      file: 'towns.csv',
      rows: [
        {
          table: 'book',
          key: [{ column: 'code' }],
          scope: 'bank',
          cells: {
            name: { template: '{town} 组合' },
            kind: { constant: 'personal' },
            unit_id: { ref: 'org_unit', key: [] },
          },
        },
      ],
    },
    {
      file: 'clients.csv',
      let: { town: { lookup: 'town', key: [{ column: 'town' }], take: 'town', required: true } },
      rows: [
        {
          table: 'customer',
          key: [{ column: 'id' }],
          scope: { family: 'book', id: { ref: 'book', key: [{ column: 'town' }] } },
          cells: {
            kind: { constant: 'person' },
            name: { column: 'name', required: true },
            tier: { column: 'tier', as: { words: { A: 'key', B: 'basic' } }, required: true },
            lifecycle: { constant: 'active' },
            stage: { constant: 'follow' },
            region: { let: 'town' },
            opened_on: { column: 'since', as: { date: 'yymmdd', pivot: 30 } },
            need_amount: { column: 'need', as: { money: '.' } },
            need_currency: { constant: 'CNY' },
          },
        },
      ],
    },
  ],
};
const TOWNS = 'code;town\n1;城西\n2;"港;区"\n';
const CLIENTS = 'id;town;name;tier;since;need\n7;1;云岫;A;170418;5000.50\n8;2;"北""屿";B;?; \n';

type Json = Record<string, unknown>;
let folder: string;
let store: Store | undefined;
let opened = 0;

/** Made when it is asked for: most bad input never gets as far as a store. */
const theStore = async (): Promise<Store> => (store ??= await aStore());

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'feed-'));
  store = undefined;
  opened = 0;
  write('towns.csv', TOWNS);
  write('clients.csv', CLIENTS);
});
afterEach(async () => {
  await store?.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, content: string | Buffer) => writeFileSync(path.join(folder, name), content);

async function run(
  mapping: Json | string = MAPPING,
  args?: readonly string[],
  language: 'en' | 'zh' = 'en',
  broken: Partial<Store> = {},
) {
  write('mapping.json', typeof mapping === 'string' ? mapping : JSON.stringify(mapping));
  let text = '';
  const status = await importMain(args ?? ['--mapping', path.join(folder, 'mapping.json'), folder], {
    language,
    world: { now: () => 1_760_000_000_000, random: () => 0.5 },
    output: { tty: false, write: (part) => void (text += part) },
    openStore: async () => {
      opened += 1;
      return { ...(await theStore()), close: async () => {}, ...broken };
    },
  });
  return { status, text };
}

const customers = async () =>
  (await theStore()).query<{ name: string }>(
    'SELECT name, tier, region, opened_on, need_amount, scope, _clock FROM "customer" ORDER BY customer_no, name',
  );
const count = async (table: string) =>
  (await (await theStore()).query<{ n: number }>(`SELECT count(*) AS n FROM "${table}"`))[0]!.n;

describe('importing a feed', () => {
  it('loads its lines as rows, in the book that the mapping says', async () => {
    const { status, text } = await run();
    expect(status).toBe(0);
    const [first, second] = await customers();
    expect(second).toMatchObject({
      name: '北"屿',
      tier: 'basic',
      region: '港;区',
      opened_on: null,
      need_amount: null,
    });
    expect(first).toMatchObject({ name: '云岫', tier: 'key', opened_on: '2017-04-18', need_amount: 500_050 });
    expect(text).toMatch(/clients\.csv +customer +2 +2 +0 +0/);
  });

  it('is in, and says so, where nobody could be told of it', async () => {
    const notify = () => Promise.reject(new Error('the line broke'));
    const { status, text } = await run(MAPPING, undefined, 'en', { notify });
    expect([status, await count('customer')]).toEqual([0, 2]);
    expect(text).toMatch(/clients\.csv +customer +2/);
    expect(text).toMatch(/Everything is loaded\. The running servers could not be told/);
    expect(text).not.toContain('Nothing was loaded');
  });

  it('reads the encoding that the mapping names', async () => {
    write('towns.csv', iconv.encode(TOWNS, 'gb18030'));
    write('clients.csv', iconv.encode(CLIENTS.replace('云岫', '云𠮷'), 'gb18030'));
    expect((await run({ ...MAPPING, encoding: 'gb18030' })).status).toBe(0);
    expect((await customers()).map((row) => row.name)).toContain('云𠮷');
  });

  it('changes nothing the second time, not even a clock', async () => {
    await run();
    const before = [await customers(), await count('sync_log')];
    const { text } = await run();
    expect([await customers(), await count('sync_log')]).toEqual(before);
    expect(text).toMatch(/clients\.csv +customer +2 +0 +2 +0/);
  });

  it('reports in the language of the terminal, in columns that stand below each other', async () => {
    const { text } = await run(MAPPING, undefined, 'zh');
    expect(text).toMatch(/^正在载入：clients\.csv$/m);
    expect(text).toMatch(/^文件 +表 +读取 {2}载入 {2}未变 {2}略过$/m);
    expect(text).toMatch(/^clients\.csv +customer +2 {5}2 {5}0 {5}0$/m);
    expect(text).toMatch(/^（映射文件） +org_unit /m);
    expect(text).toMatch(/^共 \d+ 行，用时 0\.0 秒/m);
    const broken = await run('{', undefined, 'zh');
    expect(broken.text).toContain('未载入任何数据。');
  });

  it('says in Chinese which line it left out and why, on a Chinese terminal', async () => {
    write('clients.csv', `${CLIENTS}9;1;明渡;C;;1\n10;1;"松`);
    const { status, text } = await run(MAPPING, undefined, 'zh');
    expect(status).toBe(0);
    expect(text).toMatch(/^clients\.csv:4: tier: 代码 "C" 未在映射文件的 "words" 中定义$/m);
    expect(text).toMatch(/^clients\.csv:5: 引号未闭合，该行可能被截断$/m);
  });

  it.each<[string, Json | string, string]>([
    ['no JSON', '{', 'mapping.json: 不是有效的 JSON：第 1 行第 2 列有误'],
    [
      'a misspelt member',
      { ...MAPPING, delimeter: ';' },
      'mapping.json: 映射文件: 不认识的成员 "delimeter"，请检查拼写',
    ],
    ['no source', { ...MAPPING, source: 'Ä' }, 'mapping.json: source: 只能由小写字母、数字和连字符组成'],
    ['no quote', { ...MAPPING, quote: undefined }, 'mapping.json: quote: 缺失或类型不符，应为 string'],
    [
      'a lookup that leads nowhere',
      { ...MAPPING, lookups: {} },
      '映射文件，clients.csv，let town: 没有名为 "town" 的对照表（lookup）',
    ],
  ])(
    'says in Chinese what is wrong with a mapping, on a Chinese terminal: %s',
    async (_, mapping, message) => {
      const { status, text } = await run(mapping, undefined, 'zh');
      expect(status).toBe(2);
      expect(text).toMatch(/^导入：/);
      expect(text).toContain(message);
      expect(text.trimEnd().split('\n')).toEqual([expect.anything(), '未载入任何数据。']);
    },
  );

  it.each([
    [['--wish', 'x', 'y'], '选项 --wish 无法识别，或其参数有误\n用法：'],
    [[], '须指定一个映射文件和一个数据文件夹。\n用法：'],
  ])('says in Chinese what a command line like %j lacks', async (args, message) => {
    expect((await run(MAPPING, args, 'zh')).text).toContain(message);
  });

  it('brings a changed line up to date and leaves the others', async () => {
    await run();
    write('clients.csv', CLIENTS.replace('云岫', '云岫精密'));
    const { text } = await run();
    expect((await customers()).map((row) => row.name)).toContain('云岫精密');
    expect(text).toMatch(/clients\.csv +customer +2 +1 +1 +0/);
  });

  it.each([
    ['a last line that was cut', `${CLIENTS}9;1;"明`, 'clients.csv:4: a quote is opened and never closed'],
    ['too few fields', `${CLIENTS}9;1;明渡\n`, 'clients.csv:4: 3 fields where the header has 6'],
    [
      'a date that no calendar has',
      `${CLIENTS}9;1;明渡;A;170230;1\n`,
      'clients.csv:4: since: "170230" is a day that no calendar has',
    ],
    [
      'a code that is not known',
      `${CLIENTS}9;1;明渡;C;;1\n`,
      'clients.csv:4: tier: "C" is none of the known words',
    ],
    ['a value that is required', `${CLIENTS}9;1; ;A;;1\n`, 'clients.csv:4: name is empty'],
    ['a key that leads nowhere', `${CLIENTS}9;3;明渡;A;;1\n`, 'clients.csv:4: towns.csv has no line for 3'],
    [
      'a name that is too long',
      `${CLIENTS}9;1;${'长'.repeat(201)};A;;1\n`,
      'clients.csv:4: customer.name does not fit (length)',
    ],
    [
      'a character that no database holds',
      `${CLIENTS}9;1;a\u0000b;A;;1\n`,
      'clients.csv:4: customer.name does not fit (form)',
    ],
  ])('leaves out a line with %s, says so, and loads the rest', async (_, clients, message) => {
    write('clients.csv', `${clients.trimEnd()}\n10;1;松涛;A;;1\n`.replace('"明\n10', '"明\n10'));
    const { status, text } = await run();
    expect(status).toBe(0);
    expect(text).toContain(`${message}\n`);
    expect((await customers()).map((row) => row.name).sort()).toEqual(['云岫', '北"屿', '松涛'].sort());
  });
});

describe('an import that cannot be right', () => {
  const changed = (change: (mapping: typeof MAPPING) => void): Json => {
    const copy = structuredClone(MAPPING);
    change(copy);
    return copy;
  };
  const customer = (mapping: typeof MAPPING) =>
    mapping.files[1]!.rows[0] as unknown as { cells: Json } & Json;

  it.each<[string, Json | string, string]>([
    ['is no JSON', '{', 'not JSON'],
    ['has a misspelt member', { ...MAPPING, delimeter: ';' }, 'delimeter'],
    ['is of another version', { ...MAPPING, version: 2 }, 'version'],
    ['has an encoding nobody knows', { ...MAPPING, encoding: 'klingon' }, '"klingon" is not known'],
    ['names a table that is none', changed((one) => (customer(one)['table'] = 'wish')), 'is not a table'],
    [
      'writes a column that the table lacks',
      changed((one) => (customer(one).cells['wish'] = { constant: 'x' })),
      'no column "wish"',
    ],
    [
      'forgets a column that must be there',
      changed((one) => delete customer(one).cells['tier']),
      'needs a value for "tier"',
    ],
    [
      'puts rows where they cannot live',
      changed((one) => (customer(one)['scope'] = 'bank')),
      'cannot live in "bank"',
    ],
    [
      'reads a column that the file lacks',
      changed((one) => (customer(one).cells['remark'] = { column: 'wish' })),
      'no column "wish"; the file has id, town',
    ],
    [
      'refers to rows that nobody makes',
      changed((one) => (customer(one).cells['remark'] = { ref: 'wish', key: [] })),
      'no entry makes rows called "wish"',
    ],
    [
      'refers with a key of another length',
      changed((one) => (customer(one).cells['remark'] = { ref: 'book', key: [] })),
      'has 1 parts, not 0',
    ],
    [
      'looks up where nothing is',
      changed(
        (one) => (customer(one).cells['remark'] = { lookup: 'wish', key: [{ column: 'id' }], take: 'x' }),
      ),
      'no lookup "wish"',
    ],
    [
      'names a file that is not there',
      changed((one) => (one.files[1]!.file = 'wish.csv')),
      'wish.csv: there is no such file',
    ],
    [
      'leads out of the folder',
      changed((one) => (one.files[1]!.file = '../clients.csv')),
      'inside the folder',
    ],
    [
      'derives balances from what is no movement',
      changed((one) => Object.assign(one.files[1]!, { balances: { from: 'customer', kind: 'deposit' } })),
      '"customer" makes no movements in this file',
    ],
    [
      'has a step that is none',
      changed((one) => (customer(one).cells['remark'] = { column: 'name', as: { magic: true } })),
      'files.1.rows.0.cells.remark',
    ],
  ])('a mapping that %s: one message, status 2, no store touched', async (_, mapping, message) => {
    const { status, text } = await run(mapping);
    expect(status).toBe(2);
    expect(text).toContain(message);
    expect(text.trimEnd().split('\n')).toHaveLength(2);
    expect(opened).toBe(0);
  });

  it.each<[string, () => void, string]>([
    [
      'a key comes twice',
      () => write('clients.csv', `${CLIENTS}7;2;临溪;A;;1\n`),
      'clients.csv:4: the key of customer came before, in line 2',
    ],
    [
      'bytes are not of the encoding',
      () => write('clients.csv', Buffer.concat([Buffer.from(CLIENTS), Buffer.from([0xd6, 0xd0, 0x0a])])),
      'clients.csv:4: the text is not utf-8',
    ],
  ])('%s: nothing is left of what was loaded before', async (_, spoil, message) => {
    spoil();
    const { status, text } = await run();
    expect(status).toBe(2);
    expect(text).toContain(message);
    for (const table of ['org_unit', 'book', 'customer', 'sync_log', 'scope_head'])
      expect(await count(table)).toBe(0);
  });

  it.each<[string, () => void, string]>([
    [
      'a lookup with two answers',
      () => write('towns.csv', `${TOWNS}1;东湖\n`),
      'towns.csv:4: the lookup "town" has a second line for 1',
    ],
    [
      'a header with a name twice',
      () => write('towns.csv', 'code;town;code\n'),
      'towns.csv:1: the column "code" comes twice',
    ],
    ['an empty file', () => write('towns.csv', ''), 'towns.csv: the file is empty'],
  ])('%s: status 2', async (_, spoil, message) => {
    spoil();
    const { status, text } = await run();
    expect(status).toBe(2);
    expect(text).toContain(message);
  });

  it.each([[[]], [['--mapping', 'x']], [['--wish', 'x', 'y']], [['--mapping', '/nowhere/x.json', '.']]])(
    'a command line like %j: status 2 and how to do it',
    async (args) => {
      const { status, text } = await run(MAPPING, args);
      expect(status).toBe(2);
      expect(text).toMatch(/Usage|there is no such mapping/);
    },
  );
});
