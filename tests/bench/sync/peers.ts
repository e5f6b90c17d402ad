import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { amount, BadOption, figureOf, section, type Section } from '../report.ts';

const PEERS: Readonly<Record<string, { file: string; title: string }>> = {
  pouchdb: { file: 'pouchdb.mjs', title: 'PouchDB with express-pouchdb (LevelDB at A, B and the server)' },
  tinybase: { file: 'tinybase.mjs', title: 'TinyBase (in memory, saved to files, over WebSocket)' },
};
/** They take about a millisecond a row. */
const ROWS_MOST = 10_000;
const EDITS_MOST = 10_000;
const SINGLE = 100;
const FOLDER = path.join(import.meta.dirname, '../peers');
const ran = promisify(execFile);

interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
}
interface Found {
  readonly replicated: Cost;
  readonly first: Cost;
  readonly edited: Cost;
  readonly times: readonly number[];
  readonly held: number;
  readonly peakBytes: number;
}

/**
 * The same rows through others. They live in a package of their own, installed when it is first asked for; where it
 * cannot be, that is said and the rest of the bench stands.
 */
export async function peerSections(
  names: string,
  rows: number,
  say: (line: string) => void,
): Promise<Section[]> {
  const wanted = names === 'none' ? [] : names.split(',');
  const unknown = wanted.find((name) => !(name in PEERS));
  if (unknown !== undefined)
    throw new BadOption(`no such peer: ${unknown}. Peers: ${Object.keys(PEERS).join(' ')}`);
  if (wanted.length === 0) return [];
  const fault = await installed(say);
  if (fault !== null) return [section('Peers', [], [`not measured: ${fault}`])];
  const sections: Section[] = [];
  for (const name of wanted) {
    const count = Math.min(rows, ROWS_MOST);
    const { file, title } = PEERS[name]!;
    sections.push(await measuredPeer(file, `${title}, ${count} of the same rows`, count));
    say(`measured: ${title}`);
  }
  return sections;
}

async function installed(say: (line: string) => void): Promise<string | null> {
  if (existsSync(path.join(FOLDER, 'node_modules'))) return null;
  say('installing the peers');
  try {
    await ran('npm', ['ci', '--no-audit', '--no-fund'], { cwd: FOLDER });
    return null;
  } catch (thrown) {
    return `npm ci: ${thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown)}`;
  }
}

async function measuredPeer(file: string, title: string, rows: number): Promise<Section> {
  const edits = Math.min(rows, EDITS_MOST);
  const { stdout } = await ran(
    process.execPath,
    [path.join(FOLDER, file), String(rows), String(edits), String(SINGLE)],
    { cwd: FOLDER, maxBuffer: 1 << 24 },
  );
  const { replicated, first, edited, times, held, peakBytes } = JSON.parse(
    stdout.trim().split('\n').at(-1)!,
  ) as Found;
  const micros = (ms: number, count: number): number => (ms * 1000) / count;
  return {
    ...section(
      title,
      [figureOf('one edit on A, arrived at B', times)],
      held === rows ? [] : [`B holds ${held}`],
    ),
    amounts: [
      amount('processor per row, A, server and B', micros(replicated.cpuMs, rows), 'µs'),
      amount('A → B, rows a second', rows / (replicated.wallMs / 1000), 'rows/s'),
      amount('first sync, wall per row', micros(first.wallMs, rows), 'µs'),
      amount('one field of each row, wall per edit', micros(edited.wallMs, edits), 'µs'),
      amount('one field of each row, processor per edit', micros(edited.cpuMs, edits), 'µs'),
      amount('most memory, all three', peakBytes / 1e6, 'MB'),
    ],
  };
}
