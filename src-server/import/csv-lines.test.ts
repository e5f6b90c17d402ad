import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { sharedData } from '../../tests/support/shared-data.ts';
import { csvLines, type CsvLine, type CsvShape } from './csv-lines.ts';

const TORTURE = sharedData('csv_text_torture');
const COMMA: CsvShape = { delimiter: ',', quote: '"' };

async function read(pieces: string | readonly string[], shape: CsvShape = COMMA): Promise<CsvLine[]> {
  async function* text() {
    yield* typeof pieces === 'string' ? [pieces] : pieces;
  }
  const lines: CsvLine[] = [];
  for await (const page of csvLines(text(), shape)) lines.push(...page);
  return lines;
}

const fields = (lines: readonly CsvLine[]) =>
  lines.map((one) => (one.fault === undefined ? one.fields : 'fault'));
const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`;

describe('CSV', () => {
  it('reads back what was written, quotes, delimiters and line breaks included, in pieces of any size', async () => {
    const table = fc.array(
      fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', '云', ' ') }), {
        minLength: 2,
        maxLength: 4,
      }),
      { minLength: 1 },
    );
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('\n', '\r\n'),
        async (rows, size, end) => {
          const text = rows.map((row) => row.map(quoted).join(',') + end).join('');
          const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
          expect(fields(await read(pieces))).toEqual(rows);
        },
      ),
    );
  });

  it('is read the same in one piece and in many, faulty or not', async () => {
    const hostile = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '\r\n'), maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        expect(await read([...text])).toEqual(await read(text));
      }),
    );
  });

  it('names the line on which a record begins, blank lines and breaks inside quotes counted', async () => {
    const lines = await read('a,b\r\n\r\n1,"x\r\ny"\r\n2,"z"q\r\n3,4\r\n');
    expect(lines.map((one) => one.line)).toEqual([1, 3, 5, 6]);
    expect(fields(lines)).toEqual([['a', 'b'], ['1', 'x\r\ny'], 'fault', ['3', '4']]);
  });

  it('loses one line, and no other, to a quote that is never closed', async () => {
    expect(fields(await read('a,b\n1,"open\n2,x\n3,y\n'))).toEqual([
      ['a', 'b'],
      'fault',
      ['2', 'x'],
      ['3', 'y'],
    ]);
  });

  it('reports a last line that was cut inside quotes', async () => {
    expect(fields(await read('a,b\n1,"cu'))).toEqual([['a', 'b'], 'fault']);
  });

  it('takes quotes for letters where nothing is quoted, and drops a byte order mark', async () => {
    expect(fields(await read('\ufeff"a"|b\n', { delimiter: '|', quote: null }))).toEqual([['"a"', 'b']]);
    expect(fields(await read('\ufeff"a",b\n'))).toEqual([['a', 'b']]);
  });
});

describe('CSV of other projects', () => {
  const here = (context: TestContext): string =>
    TORTURE ?? context.skip('../shared/data/csv_text_torture is not here');

  it('csv-spectrum: every file gives the objects that go with it', async (context) => {
    const spectrum = path.join(here(context), 'csv-spectrum');
    const files = readdirSync(path.join(spectrum, 'csvs'));
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      const json = readFileSync(path.join(spectrum, 'json', file.replace('.csv', '.json')), 'utf8');
      const [header, ...rows] = fields(await read(readFileSync(path.join(spectrum, 'csvs', file), 'utf8')));
      const objects = rows.map((row) => Object.fromEntries([...row].map((cell, at) => [header![at], cell])));
      const sameBreaks = (text: string) => JSON.parse(text.replaceAll('\\r\\n', '\\n')) as unknown;
      expect(sameBreaks(JSON.stringify(objects)), file).toEqual(sameBreaks(json));
    }
  });

  it('the naughty strings survive a round through CSV', async (context) => {
    const file = path.join(here(context), 'blns/blns.json');
    const rows = (JSON.parse(readFileSync(file, 'utf8')) as string[]).map((text) => ['x', text]);
    expect(rows.length).toBeGreaterThan(500);
    expect(fields(await read(rows.map((row) => `${row.map(quoted).join(',')}\n`).join('')))).toEqual(rows);
  });

  it('papaparse: the same wherever it found no fault and used plain settings', async (context) => {
    type Case = {
      description: string;
      input: string;
      config?: object;
      expected: { data: string[][]; errors: unknown[] };
    };
    const file = path.join(here(context), 'papaparse/test_cases.json');
    const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Case[]>;
    const plain = all['CORE_PARSER_TESTS']!.filter(
      (one) => one.config === undefined && one.expected.errors.length === 0 && !/\r(?!\n)/.test(one.input),
    );
    expect(plain.length).toBeGreaterThan(20);
    for (const one of plain) {
      const wanted = one.expected.data.filter((row) => row.length > 1 || row[0] !== '');
      expect(fields(await read(one.input)), one.description).toEqual(wanted);
    }
  });
});
