import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { SHORTEST_PASSPHRASE } from '../../src-shared/contract/lock.ts';
import type { DeskFailure } from '../../src-shared/contract/errors.ts';
import { Gate } from '../core/lock/gate.ts';
import { fileKeeper } from '../core/lock/key-keeper.ts';
import { realNetwork, realTimers } from '../core/sync/network.ts';
import { VERSION } from '../core/version.ts';
import { startHost, type Host } from './host.ts';
import {
  BAD_ARGUMENTS,
  both,
  NO_RENDERER,
  PASSPHRASE,
  PASSPHRASE_SHORT,
  startFailure,
  type Saying,
} from './words.ts';

/**
 * The desk in the system's browser: the same core as in Electron, served on loopback. Prints one line
 * `{"ready":true,"url":…}`; problems go to the error output, in both languages.
 */
const RENDERER = path.join(import.meta.dirname, '../../dist/renderer');

const options = readOptions();
const passphrase = options.sealed ? await askPassphrase() : undefined;
if (!existsSync(path.join(RENDERER, 'index.html'))) fail(NO_RENDERER, 1);
const gate = await Gate.start({
  folder: options.data,
  keys: fileKeeper(options.data),
  passphrase,
  about: { version: VERSION, server: options.server },
  signInAs: options.as,
  timers: realTimers,
  network: realNetwork,
  now: Date.now,
});
if (!gate.ok) failWith(gate.error);
const host = await startHost({ core: gate.value, renderer: RENDERER, port: options.port, random: secret });
if (!host.ok) {
  await gate.value.close();
  failWith(host.error);
}
closeOnSignal(gate.value, host.value);
console.log(JSON.stringify({ ready: true, url: host.value.url }));

interface Options {
  readonly data: string;
  readonly server: string | null;
  readonly port: number;
  readonly as: string | null;
  /** The key lies sealed with a passphrase, which is asked for here. */
  readonly sealed: boolean;
}

function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string' },
        server: { type: 'string' },
        port: { type: 'string' },
        as: { type: 'string' },
        passphrase: { type: 'boolean', default: false },
      },
    });
    const port = Number(values.port ?? 0);
    const server = values.server ?? null;
    if (values.data === undefined || !Number.isInteger(port) || port < 0 || port > 65_535)
      return fail(BAD_ARGUMENTS, 2);
    if (server !== null && !URL.canParse(server)) return fail(BAD_ARGUMENTS, 2);
    return {
      data: path.resolve(values.data),
      server,
      port,
      as: values.as ?? null,
      sealed: values.passphrase,
    };
  } catch {
    return fail(BAD_ARGUMENTS, 2);
  }
}

/** From the first line of the input, or from a person, without showing it. An argument would be in the shell's history. */
async function askPassphrase(): Promise<string> {
  const seen = process.stdin.isTTY;
  if (seen) process.stderr.write(`${both(PASSPHRASE)} `);
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silence, terminal: seen });
  const [line] = (await Promise.race([once(reader, 'line'), once(reader, 'close')])) as [string?];
  reader.close();
  if (seen) process.stderr.write('\n');
  if (line === undefined || line.length < SHORTEST_PASSPHRASE) return fail(PASSPHRASE_SHORT, 2);
  return line;
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}

function fail(saying: Saying, status: number): never {
  console.error(both(saying));
  process.exit(status);
}

function failWith(failure: DeskFailure): never {
  return fail(startFailure(failure), 1);
}

/** Closes the tabs first, then the core with its database. A second signal while closing changes nothing. */
function closeOnSignal(running: Gate, serving: Host): void {
  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    void serving
      .close()
      .then(() => running.close())
      .then(() => process.exit(0));
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
}
