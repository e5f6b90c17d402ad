/**
 * The core as a process of its own, started by the shell: `core --data DIR [--server URL] [--as LOGIN]`. The first
 * message is `{t: 'open', key}` (hex); then it speaks `contract/wire.ts` until `{t: 'close'}`. Without a database to
 * open, every question is answered with the reason, so that the window can say it.
 */
import { parseArgs } from 'node:util';
import type { DeskFailure } from '../../src-shared/contract/errors.ts';
import type { FromCore, ToCore } from '../../src-shared/contract/wire.ts';
import { err } from '../../src-shared/kernel/result.ts';
import { Core } from './core.ts';
import { VERSION } from './version.ts';

type Message = { t: 'open'; key: string } | { t: 'close' } | { t: 'wake' } | ToCore;

/** Electron's port of a utility process; a plain child process has the same over its channel. */
interface Port {
  postMessage(message: FromCore): void;
  on(event: 'message', listener: (event: { data: Message }) => void): void;
}

const { values } = parseArgs({
  options: { data: { type: 'string' }, server: { type: 'string' }, as: { type: 'string' } },
  strict: false,
});
const folder = String(values['data'] ?? '');
const server = typeof values['server'] === 'string' ? values['server'] : null;
const port = (process as { parentPort?: Port }).parentPort;
const send = (message: FromCore): void => {
  if (port) port.postMessage(message);
  else process.send?.(message);
};

let answer: ((message: ToCore) => void) | null = null;
const early: ToCore[] = [];
let core: Core | null = null;

async function open(key: string): Promise<void> {
  const about = { version: VERSION, server };
  const signInAs = typeof values['as'] === 'string' ? values['as'] : null;
  const started = await Core.start({ folder, key: new Uint8Array(Buffer.from(key, 'hex')), about, signInAs });
  if (started.ok) {
    core = started.value;
    const session = core.connect(send);
    answer = (message) => session.receive(message);
  } else answer = (message) => refuse(message, started.error);
  for (const message of early.splice(0)) answer(message);
}

function refuse(message: ToCore, failure: DeskFailure): void {
  if (message.t === 'unwatch') return;
  send({ t: message.t === 'watch' ? 'value' : 'done', ref: message.ref, result: err(failure) });
}

async function close(): Promise<void> {
  await core?.close();
  process.exit(0);
}

function receive(message: Message): void {
  if (message.t === 'open') void open(message.key);
  else if (message.t === 'close') void close();
  else if (message.t === 'wake') core?.wake();
  else if (answer) answer(message);
  else early.push(message);
}

if (port) port.on('message', (event) => receive(event.data));
else process.on('message', (message) => receive(message as Message));
process.on('SIGTERM', () => void close());
// A plain child whose parent is gone has nobody to serve.
process.on('disconnect', () => void close());
