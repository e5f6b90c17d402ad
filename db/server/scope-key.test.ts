import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { TABLE_NAMES } from '../../src-shared/schema/tables.ts';

/**
 * The scope is the key by which the tables can be distributed (docs/scale.md). A statement on a distributed table that
 * does not name the scope asks every node; each such statement is listed here with the reason for it.
 */
const QUERIES = path.join(import.meta.dirname, 'queries');
const DISTRIBUTED = new Set<string>([...TABLE_NAMES, 'scope_head', 'sync_log', 'device_scope']);

/** By file and beginning: why it may ask every node. */
const LISTED: readonly (readonly [file: string, begins: string, why: string])[] = [
  [
    'blobs.ts',
    'INSERT INTO "blob_proof"',
    'an attachment is known by its hash, whatever scope its row is in',
  ],
  ['blobs.ts', 'WITH way AS', 'the same; the rows between it and its proof name theirs'],
  ['blobs.ts', 'SELECT DISTINCT sha256 FROM "attachment"', 'the hourly sweep, not a laptop, asks'],
  [
    'blobs.ts',
    'SELECT cells FROM "quarantine" WHERE row_id',
    'a file whose author has lost the scope that its record waits in, and names the record alone; seldom asked',
  ],
  ['blobs.ts', 'SELECT cells FROM "quarantine" WHERE status', 'the hourly sweep, not a laptop, asks'],
  ['calendar.ts', 'SELECT DISTINCT coalesce(series_id, id)', 'an event is named by its id in other scopes'],
  ['calendar.ts', 'SELECT id FROM', 'projections of an event lie in the scopes of those whom it concerns'],
  ['calendar.ts', 'SELECT id, unit_id', 'people and rooms are in the scope bank: a reference table'],
  ['calendar.ts', 'SELECT b.subject_id', 'somebody’s time is asked for across the teams of a branch'],
  ['calendar.ts', 'SELECT book_id, person_id FROM "book_member"', 'the scope bank: a reference table'],
  ['grants.ts', 'SELECT', 'the organisation is in the scope bank: a reference table'],
  ['log.ts', 'INSERT INTO "sync_log"', 'the list of its columns begins with the scope'],
  ['notes.ts', 'SELECT note_id FROM', 'the daily compaction, not a laptop, asks'],
  ['log.ts', 'SELECT n, tbl, row_id', 'a laptop that was cloned names its changes by row; seldom asked'],
  ['log.ts', 'SELECT tbl, row_id, cells', 'the history of a row goes with it through the scopes it was in'],
];

interface Statement {
  readonly file: string;
  readonly text: string;
}

function statements(): Statement[] {
  const files = readdirSync(QUERIES).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return files.flatMap((file) => {
    const source = readFileSync(path.join(QUERIES, file), 'utf8')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/^\s*\/\/.*$/gm, '');
    const texts = [...source.matchAll(/`[^`]*`|'[^'\n]*'/g)].map(([text]) =>
      text.slice(1, -1).replace(/\s+/g, ' ').trim(),
    );
    return texts
      .filter((text) => /^(WITH|SELECT|INSERT INTO|UPDATE|DELETE FROM)\b/.test(text))
      .map((text) => ({ file, text }));
  });
}

const distributed = ({ text }: Statement): boolean =>
  [...text.matchAll(/(?:FROM|JOIN|INTO|UPDATE) "(\w+)"/g)].some(([, table]) => DISTRIBUTED.has(table ?? ''));

describe('the statements on distributed tables', () => {
  const all = statements().filter(distributed);

  it('were looked at', () => {
    expect(all.length).toBeGreaterThan(15);
  });

  it('name the scope, or are listed with the reason why not', () => {
    const unlisted = all
      .filter(({ text }) => !/\bscope\b/i.test(text))
      .filter(({ file, text }) => !LISTED.some(([name, begins]) => name === file && text.startsWith(begins)));
    expect(unlisted).toEqual([]);
  });

  it('are listed only where they exist', () => {
    const unused = LISTED.filter(
      ([file, begins]) => !all.some((one) => one.file === file && one.text.startsWith(begins)),
    );
    expect(unused).toEqual([]);
  });
});
