import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { BadOption, machine, textOf, type Bench } from './report.ts';

/**
 * `npm run bench -- NAME`: measures and prints a table, with `--json` for programs. A bench informs: it asserts nothing,
 * and a figure over its budget is no failure of the run.
 */
const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  desk: async () => (await import('./desk.ts')).desk,
  customers: async () => (await import('./customer-list.ts')).customers,
  sync: async () => (await import('./sync.ts')).sync,
  calendar: async () => (await import('./calendar.ts')).calendar,
  server: async () => (await import('./server.ts')).server,
};

const usage = `npm run bench -- ${Object.keys(BENCHES).join('|')} [--json]
  desk [--size small|medium|large] [--only open,list,search,check,write,drag]
  customers [--customers 100000]
  sync [--rows 20000] [--only first,edits,one,merge] [--peers pouchdb,tinybase|none]
  calendar
  server`;

const { name, values } = readArguments();
const found = BENCHES[name];
if (!found) stop(name === '' ? usage : `no such bench: ${name}\n${usage}`);
const bench = await found();
const sections = await measured(bench);
if (values['json'] === undefined) console.log(textOf(sections));
else console.log(JSON.stringify({ machine: machine(), load: loadavg(), sections }, null, 2));

async function measured(bench: Bench): Promise<Awaited<ReturnType<Bench>>> {
  try {
    return await bench({ values, say: (line) => console.error(line) });
  } catch (thrown) {
    if (thrown instanceof BadOption) stop(`${thrown.message}\n${usage}`);
    throw thrown;
  }
}

function readArguments(): { name: string; values: Record<string, string | undefined> } {
  try {
    const parsed = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        size: { type: 'string' },
        only: { type: 'string' },
        customers: { type: 'string' },
        rows: { type: 'string' },
        peers: { type: 'string' },
      },
    });
    const { json, ...rest } = parsed.values;
    return { name: parsed.positionals[0] ?? '', values: { ...rest, ...(json && { json: 'yes' }) } };
  } catch (thrown) {
    return stop(`${thrown instanceof Error ? thrown.message : String(thrown)}\n${usage}`);
  }
}

function stop(words: string): never {
  console.error(words);
  process.exit(2);
}
