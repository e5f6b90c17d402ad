import { spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../../../build/start/root.ts';
import { figureOf, section, type Figure, type Section } from '../report.ts';
import type { DeskFolder } from './prepared-desk.ts';

const RUNS = 5;
const BUDGET = 2_000;

interface Opened {
  loaded: number;
  opened: number;
  today: number;
  list: number;
  /** Of all threads together. */
  cpu: number;
  rss: number;
  each: Record<string, number>;
}

/** Opens the desk in fresh processes. The file is in the system's cache, as it is on the second start of a day. */
export async function openSection(desk: DeskFolder, me: string): Promise<Section> {
  const data = ['--data', desk.folder];
  await child('open-child.ts', [...data, '--me', me]);
  const runs: Opened[] = [];
  const raw: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    raw.push((await child<{ ready: number }>('raw-child.ts', data)).ready);
    runs.push(await child<Opened>('open-child.ts', [...data, '--me', me]));
  }
  const part = (what: string, of: (run: Opened) => number): Figure => figureOf(what, runs.map(of));
  const whole = figureOf(
    'start of the process → Today and the first 50 customers',
    runs.map(({ list, cpu }) => ({ wall: list, cpu })),
    BUDGET,
  );
  const plain = figureOf('raw SQLite: process, key, 50 rows by an index', raw);
  return section(
    'Opening the desk, fresh process',
    [
      whole,
      part('· program loaded', (run) => run.loaded),
      part('· database open, engine and queries ready', (run) => run.opened - run.loaded),
      part('· all that the frame and Today ask', (run) => run.today - run.opened),
      part('· all that the customer list asks', (run) => run.list - run.today),
      plain,
    ],
    [
      `${(whole.p50 / plain.p50).toFixed(1)} times the raw open (p50); memory ${Math.round(median(runs.map((run) => run.rss)) / 1e6)} MB with both workers`,
      `slowest answers: ${slowest(runs)}`,
    ],
  );
}

/** Answers come one after another, so an answer's own time is what lies between it and the one before. */
function slowest(runs: readonly Opened[]): string {
  const own = new Map<string, number[]>();
  for (const { each } of runs) {
    let before = 0;
    for (const [name, at] of Object.entries(each)) {
      if (at < before) before = 0;
      own.set(name, [...(own.get(name) ?? []), at - before]);
      before = at;
    }
  }
  return [...own]
    .map(([name, times]) => [name.replace(/^\d+ /, ''), median(times)] as const)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 5)
    .map(([name, time]) => `${name} ${time.toFixed(0)} ms`)
    .join(', ');
}

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;

/** The one line of JSON that a measuring process prints; started like our programs, with their compile cache. */
function child<T>(name: string, args: readonly string[]): Promise<T> {
  const compiled = path.join(ROOT, 'node_modules/.cache/compiled');
  const file = path.join(import.meta.dirname, name);
  return new Promise((resolve, reject) => {
    const started = spawn(process.execPath, [file, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { NODE_COMPILE_CACHE: compiled, ...process.env },
    });
    let output = '';
    started.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    started.on('error', reject);
    started.on('close', (status) =>
      status === 0 ? resolve(JSON.parse(output) as T) : reject(new Error(`${name} ended with ${status}`)),
    );
  });
}
