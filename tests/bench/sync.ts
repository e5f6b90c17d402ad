import { execFileSync } from 'node:child_process';
import path from 'node:path';
import {
  BadOption,
  amount,
  amounts,
  figureOf,
  section,
  type Amount,
  type Bench,
  type Section,
} from './report.ts';
import { moment } from './sync/bench-laptop.ts';
import { benchServer, PERSON_B, type BenchServer } from './sync/bench-server.ts';
import { LaptopUnderTest } from './sync/laptop-process.ts';
import { peerSections } from './sync/peers.ts';
import { memoryOf } from './sync/processor.ts';
import { relayTimes } from './sync/relay.ts';
import { between, signedIn, total, TwoLaptops, type Spent } from './sync/two-laptops.ts';

const CHUNK = 500;
const EDITS = 10_000;
const MERGED = 5_000;
const SINGLE = 200;

interface Raw {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** What may be left out with `--only`; the rows themselves are always written, because all the others need them. */
const PARTS = ['first', 'edits', 'one', 'merge'] as const;
type Part = (typeof PARTS)[number];

function partsOf(only: string | undefined): ReadonlySet<Part> {
  const wanted = (only ?? PARTS.join()).split(',');
  const unknown = wanted.find((name) => !PARTS.some((part) => part === name));
  if (unknown !== undefined) throw new BadOption(`no such part: ${unknown}. Parts: ${PARTS.join(' ')}`);
  return new Set(wanted as Part[]);
}

/** What sync costs, from one run with the raw insert of the same rows in it. The bars are those of the design. */
export const sync: Bench = async ({ values, say }) => {
  const parts = partsOf(values['only']);
  const rows = Number(values['rows'] ?? 20_000);
  if (!Number.isSafeInteger(rows) || rows < MERGED)
    throw new BadOption(`--rows is a number from ${MERGED} on`);
  const raw = rawInsert(rows, CHUNK);
  const sections: Section[] = [];
  const add = (one: Section): void => {
    sections.push(one);
    say(`measured: ${one.title}`);
  };
  const server = await benchServer();
  try {
    const laptops = await TwoLaptops.make(server);
    for (const one of await replicated(laptops, rows, raw)) add(one);
    if (parts.has('first')) add(await firstSync(server, rows));
    if (parts.has('edits')) add(await edited(laptops, Math.min(EDITS, rows)));
    if (parts.has('one')) add(await single(laptops));
    if (parts.has('merge')) add(await merged(laptops));
    add(await memory(laptops));
    await laptops.close();
  } finally {
    await server.close();
  }
  for (const one of await peerSections(values['peers'] ?? 'pouchdb,tinybase', rows, say)) add(one);
  return sections;
};

function rawInsert(rows: number, chunk: number): Raw {
  const file = path.join(import.meta.dirname, 'sync/raw-child.ts');
  return JSON.parse(
    execFileSync(process.execPath, [file, String(rows), String(chunk)], { encoding: 'utf8' }),
  ) as Raw;
}

const micros = (ms: number, count: number): number => (ms * 1000) / count;

function byProcess(spent: Spent, count: number): Amount[] {
  return (['a', 'server', 'postgres', 'b'] as const).map((name) =>
    amount(`· ${name === 'a' || name === 'b' ? name.toUpperCase() : name}`, micros(spent[name], count), 'µs'),
  );
}

/** New rows: written on A, sent, merged, fetched by B. */
async function replicated(laptops: TwoLaptops, rows: number, raw: Raw): Promise<Section[]> {
  const { a, b, server } = laptops;
  await a.ask({ ask: 'stop' });
  for (const laptop of [a, b]) await laptop.ask({ ask: 'prepare', count: rows, place: server.place });
  const start = await laptops.spent();
  const began = performance.now();
  await a.ask({ ask: 'insert', from: 0, count: rows, chunk: CHUNK, place: server.place });
  const localMs = performance.now() - began;
  const written = await laptops.spent();
  const [{ up }, { down }] = [await a.usage(), await b.usage()];
  const sendingFrom = moment();
  await a.ask({ ask: 'start' });
  const there = await laptops.same();
  const end = await laptops.spent();
  const wallMs = there - sendingFrom;
  const local = between(start, written).a;
  const whole = total(between(start, end));
  return [
    amounts(`${rows} rows, A → server on PostgreSQL → B, ${CHUNK} a transaction`, [
      amount('processor per row, all processes, local write included', micros(whole, rows), 'µs', 100),
      ...byProcess(between(start, end), rows),
      amount('· against a raw insert', whole / raw.cpuMs, '×', 11),
      amount('raw insert, processor per row', micros(raw.cpuMs, rows), 'µs'),
      amount('local write on A, processor per row', micros(local, rows), 'µs'),
      amount('· against a raw insert', local / raw.cpuMs, '×', 1.8),
      amount('local write, rows a second', rows / (localMs / 1000), 'rows/s'),
      amount('A’s start of sending → B has all, rows a second', rows / (wallMs / 1000), 'rows/s'),
      amount('up from A, per row', ((await a.usage()).up - up) / rows, 'B'),
      amount('down to B, per row', ((await b.usage()).down - down) / rows, 'B'),
    ]),
  ];
}

/** An empty laptop signs in and loads what B may see. */
async function firstSync(server: BenchServer, rows: number): Promise<Section> {
  const laptop = new LaptopUnderTest(server.url);
  // The program is loaded: what starting costs is `bench -- desk`.
  const begun = await laptop.usage();
  const began = performance.now();
  await signedIn(laptop, PERSON_B);
  await laptop.ask({ ask: 'loaded', families: ['bank', 'person', 'calendar'] });
  const screenMs = performance.now() - began;
  const held = await laptop.ask<number>({ ask: 'loaded', families: null });
  const wallMs = performance.now() - began;
  const { cpuMs, peak, down } = await laptop.usage();
  const grown = peak - begun.peak;
  const raw = rawInsert(held, 5_000);
  const found = amounts(`First sync of ${held} rows (${rows} of them of the bench)`, [
    amount('wall', wallMs, 'ms'),
    amount('· against the raw insert of as many', wallMs / raw.wallMs, '×', 1.5),
    amount('own calendar, person and bank are there', screenMs, 'ms', 500),
    amount('down', down / 1e6, 'MB', (11 * held) / 100_000),
    amount('processor per row, this laptop', micros(cpuMs - begun.cpuMs, held), 'µs'),
    amount('most memory', peak / 1e6, 'MB', 100),
    amount('· more than before it signed in', grown / 1e6, 'MB'),
  ]);
  await laptop.close();
  return found;
}

/** One field of each of many rows. */
async function edited(laptops: TwoLaptops, count: number): Promise<Section> {
  const { a, server } = laptops;
  await a.ask({ ask: 'stop' });
  const written = { from: 0, count, chunk: CHUNK, place: server.place };
  await a.ask({ ask: 'edit', ...written, field: 'detail_en', value: 'Looked at again' });
  const [before, { up }, from] = [await laptops.spent(), await a.usage(), moment()];
  await a.ask({ ask: 'start' });
  const there = await laptops.same();
  const spent = between(before, await laptops.spent());
  return amounts(`Push of ${count} edits of one field, A → server → B`, [
    amount('wall per edit', micros(there - from, count), 'µs', 60),
    amount('up per edit', ((await a.usage()).up - up) / count, 'B', 14),
    amount('processor per edit, all processes', micros(total(spent), count), 'µs'),
    ...byProcess(spent, count),
  ]);
}

/** One change at a time, beside the bare relay. */
async function single(laptops: TwoLaptops): Promise<Section> {
  const { a, b, server } = laptops;
  const relay = figureOf('bare relay', await relayTimes(server.databaseUrl, SINGLE));
  const { scope } = server.place;
  const bytes = async (): Promise<number> => {
    const [ofA, ofB] = [await a.usage(), await b.usage()];
    return ofA.up + ofA.down + ofB.up + ofB.down;
  };
  const before = await bytes();
  const times: number[] = [];
  for (let at = 0; at < SINGLE; at += 1) {
    const edit = { from: at % 50, count: 1, chunk: 1, place: server.place };
    const value = `change ${at}`;
    const started = await a.ask<number>({ ask: 'edit', ...edit, field: 'detail_en', value });
    const checksum = await a.ask<string>({ ask: 'sent', scope });
    times.push((await b.ask<number>({ ask: 'until', scope, checksum })) - started);
  }
  const one = figureOf('one edit on A, durable on the server and on B', times, 5);
  return {
    ...section('One change', [one, relay]),
    amounts: [
      amount('against the bare relay (p50)', one.p50 / relay.p50, '×', 2.5),
      amount('over both lines, per edit', ((await bytes()) - before) / SINGLE, 'B', 150),
    ],
  };
}

/** Both change the same records while apart, half of them in the same field. */
async function merged(laptops: TwoLaptops): Promise<Section> {
  const { a, b, server } = laptops;
  const { scope } = server.place;
  for (const laptop of [a, b]) await laptop.ask({ ask: 'stop' });
  const half = MERGED / 2;
  const open = await a.ask<number>({ ask: 'conflicts', scope });
  const edit = (from: number) =>
    ({ ask: 'edit', from, count: half, chunk: CHUNK, place: server.place }) as const;
  for (const from of [0, half]) await a.ask({ ...edit(from), field: 'detail_en', value: 'of A' });
  await b.ask({ ...edit(0), field: 'detail_en', value: 'of B' });
  await b.ask({ ...edit(half), field: 'account_no', value: '7' });
  const [before, from] = [await laptops.spent(), moment()];
  await a.ask({ ask: 'start' });
  await a.ask({ ask: 'sent', scope });
  await b.ask({ ask: 'start' });
  // What the server kept of the losers comes with B's own news.
  const checksum = await b.ask<string>({ ask: 'sent', scope, fetched: true });
  const there = await a.ask<number>({ ask: 'until', scope, checksum });
  const spent = between(before, await laptops.spent());
  const kept = (await a.ask<number>({ ask: 'conflicts', scope })) - open;
  return amounts(`Merge of ${MERGED} records, half of them in the same field`, [
    amount('both sent → both the same', there - from, 'ms', 500),
    amount('losers that are not kept', half - kept, 'rows', 0),
    amount('processor per record, all processes', micros(total(spent), MERGED), 'µs'),
    ...byProcess(spent, MERGED),
  ]);
}

async function memory({ a, b, server }: TwoLaptops): Promise<Section> {
  const [ofA, ofB] = [await a.usage(), await b.usage()];
  return amounts('Memory', [
    amount('A, most', ofA.peak / 1e6, 'MB'),
    amount('B, most', ofB.peak / 1e6, 'MB'),
    amount('server, now', (memoryOf(server.pid) ?? Number.NaN) / 1e6, 'MB'),
  ]);
}
