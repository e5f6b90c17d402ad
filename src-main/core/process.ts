/**
 * The core as a process of its own, started by the shell: `core --data DIR [--server URL] [--as LOGIN]`. The first
 * message is `{t: 'open', key}`, the text that the shell keeps (`lock/sealed-key.ts`); then it speaks
 * `contract/wire.ts` until `{t: 'close'}`. What the shell shall keep from now on is told by `{t: 'keep', text}`
 * (null: nothing, it is destroyed) and answered by `{t: 'kept', ok}`; `{t: 'closed'}` says that the desk may not be seen
 * any more. Without a database to open, every question is
 * answered with the reason, so that the window can say it.
 */
import { parseArgs } from 'node:util';
import type { DeskFailure } from '../../src-shared/contract/errors.ts';
import type { LockState } from '../../src-shared/contract/lock.ts';
import type { FromCore, ToCore } from '../../src-shared/contract/wire.ts';
import { err, ok } from '../../src-shared/kernel/result.ts';
import { Gate } from './lock/gate.ts';
import type { KeyKeeper } from './lock/key-keeper.ts';
import { realNetwork, realTimers } from './sync/network.ts';
import { VERSION } from './version.ts';

type Message =
  | { t: 'open'; key: string }
  | { t: 'kept'; ok: boolean }
  | { t: 'close' }
  | { t: 'wake' }
  | { t: 'lock' }
  | ToCore;
type Told = FromCore | { t: 'keep'; text: string | null } | { t: 'closed' };

/** Electron's port of a utility process; a plain child process has the same over its channel. */
interface Port {
  postMessage(message: Told): void;
  on(event: 'message', listener: (event: { data: Message }) => void): void;
}

const { values } = parseArgs({
  options: { data: { type: 'string' }, server: { type: 'string' }, as: { type: 'string' } },
  strict: false,
});
const folder = String(values['data'] ?? '');
const server = typeof values['server'] === 'string' ? values['server'] : null;
const port = (process as { parentPort?: Port }).parentPort;
const send = (message: Told): void => {
  if (port) port.postMessage(message);
  else process.send?.(message);
};

let answer: ((message: ToCore) => void) | null = null;
const early: ToCore[] = [];
let gate: Gate | null = null;
let kept: ((ok: boolean) => void) | null = null;

/** The shell keeps the text; changes of it follow each other, so one answer is waited for at a time. */
const keep = (text: string | null): Promise<boolean> =>
  new Promise((resolve) => {
    kept = resolve;
    send({ t: 'keep', text });
  });

async function open(key: string): Promise<void> {
  let text: string | null = key;
  const keys: KeyKeeper = {
    kind: 'system',
    place: folder,
    read: () => ok(text),
    write: async (next) => {
      if (!(await keep(next))) return err({ type: 'FolderNotWritable', folder });
      text = next;
      return ok(undefined);
    },
    destroy: async () => {
      text = null;
      await keep(null);
    },
  };
  const about = { version: VERSION, server };
  const signInAs = typeof values['as'] === 'string' ? values['as'] : null;
  const started = await Gate.start({
    folder,
    keys,
    about,
    signInAs,
    timers: realTimers,
    network: realNetwork,
    now: Date.now,
  });
  if (started.ok) {
    gate = started.value;
    const session = gate.connect(send);
    answer = (message) => session.receive(message);
    // The shell has shown notices of its own, which are to go with the window's contents.
    const own = gate.connect((message) => {
      if (message.t !== 'value' || !message.result.ok) return;
      if ((message.result.value as LockState).state !== 'open') send({ t: 'closed' });
    });
    own.receive({ t: 'watch', ref: 1, name: 'lock.state', input: {} });
  } else answer = (message) => refuse(message, started.error);
  for (const message of early.splice(0)) answer(message);
}

function refuse(message: ToCore, failure: DeskFailure): void {
  if (message.t === 'unwatch') return;
  send({ t: message.t === 'watch' ? 'value' : 'done', ref: message.ref, result: err(failure) });
}

async function close(): Promise<void> {
  await gate?.close();
  process.exit(0);
}

function receive(message: Message): void {
  if (message.t === 'open') void open(message.key);
  else if (message.t === 'close') void close();
  else if (message.t === 'wake') gate?.wake();
  else if (message.t === 'lock') gate?.lock();
  else if (message.t === 'kept') kept?.(message.ok);
  else if (answer) answer(message);
  else early.push(message);
}

if (port) port.on('message', (event) => receive(event.data));
else process.on('message', (message) => receive(message as Message));
process.on('SIGTERM', () => void close());
// A plain child whose parent is gone has nobody to serve.
process.on('disconnect', () => void close());
