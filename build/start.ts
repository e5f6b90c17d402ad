import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildDesk } from './desk.ts';
import { claimDataFolder, rememberDemo } from './start/data-folder.ts';
import type { DataFolder } from './start/data-folder.ts';
import { chooseDoor, hasDisplay } from './start/electron-choice.ts';
import { downloadElectron, electronExecutable, lastAttempt } from './start/electron.ts';
import { languageOf } from './start/language.ts';
import { openBrowser } from './start/open-browser.ts';
import { parseOptions } from './start/options.ts';
import type { StartOptions } from './start/options.ts';
import { choosePorts, tryLoopback } from './start/ports.ts';
import type { Ports } from './start/ports.ts';
import { startMain, startProgram } from './start/program.ts';
import type { Program } from './start/program.ts';
import { ROOT } from './start/root.ts';
import { WORDS } from './start/words.ts';
import type { StartProblem } from './start/words.ts';

/**
 * `npm start`: the central server with its demo bank, then the desk of one person, in Electron or in the browser.
 * What a person should read goes to the error output; the standard output carries nothing but the one address.
 */
const words = WORDS[languageOf(process.env, Intl.DateTimeFormat().resolvedOptions().locale)];
const say = (text: string): void => console.error(text);
const started = performance.now();

const options = parseOptions(process.argv.slice(2));
if (!options.ok) stopWith(options.error, 2);
const data = claimDataFolder(path.resolve(ROOT, options.value.data));
if (!data.ok) stopWith(data.error, 1);
await run(options.value, data.value);

/** Runs until the desk is closed or a signal comes; then closes the desk first, the server last. */
async function run(options: StartOptions, data: DataFolder): Promise<void> {
  const running: Program[] = [];
  let closing = false;
  const signal = firstSignal();
  let outcome = await Promise.race([bringUp(options, data.folder, running), signal]);
  if (outcome === undefined) {
    say(words.ready(((performance.now() - started) / 1000).toFixed(1)));
    const ended = running.map((program, index) => endOf(program, index, () => closing));
    outcome = await Promise.race([signal, ...ended]);
  }
  closing = true;
  if (running.length > 0) say(words.closing);
  for (const program of running.reverse()) await program.stop();
  data.release();
  if (outcome !== undefined && outcome !== 'signal')
    stopWith(outcome, outcome.type === 'PersonUnknown' ? 2 : 1);
  say(words.closed);
  process.exit(0);
}

/**
 * How a program that ends by itself ends the run: a desk that was closed is fine. A server that ends leaves the desk to
 * its person, who may be writing: it works without the server for as long as it takes.
 */
async function endOf(
  program: Program,
  index: number,
  isClosing: () => boolean,
): Promise<StartProblem | undefined> {
  const status = await program.ended;
  if (index === 0) {
    if (!isClosing()) say(words.serverEnded);
    return new Promise(() => undefined);
  }
  return status === 0 ? undefined : { type: 'DeskEnded' };
}

async function bringUp(
  options: StartOptions,
  folder: string,
  running: Program[],
): Promise<StartProblem | undefined> {
  const ports = await choosePorts(options.port, tryLoopback);
  if (!ports.ok) return ports.error;
  // A bank in PostgreSQL is not this folder's.
  if (process.env['DATABASE_URL'] === undefined) {
    const held = rememberDemo(folder, options.demo);
    if (held !== null && options.demoAsked) say(words.otherBank(folder, held, options.demo));
  }
  say(words.startingServer);
  const server = startMain('src-server/main.ts', serverArguments(options, folder, ports.value));
  running.push(server);
  const door = await openDoor(options);
  const built = await buildDesk(door.use === 'electron' ? 'all' : 'renderer', () => say(words.building));
  if (!built.ok) return { type: 'BuildFailed', output: built.output };
  // Its first sign-in needs the server, so the desk comes second.
  const serving = await server.ready;
  if (!serving.ok) return failed('ServerFailed', server);
  const { admin, others } = serving.value;
  if (others !== undefined && options.asAsked && options.as !== undefined)
    return { type: 'PersonUnknown', login: options.as, others };
  // A bank that is not the demo's has its own people: they sign in by themselves.
  const known = others === undefined ? options.as : undefined;
  if (admin !== undefined) say(words.firstAdmin(admin.login, admin.password));
  // A folder for each door: Electron's key lies in the system's key store, where the browser host cannot reach it.
  const desk = path.join(folder, 'desks', known ?? 'own', door.use);
  const deskArguments = ['--data', desk, '--server', `http://127.0.0.1:${ports.value.server}`];
  const person = admin?.login ?? known;
  if (person !== undefined) deskArguments.push('--as', person);
  // The variable with which a demo person signs in: an argument would be seen by everybody on the machine.
  const env = admin === undefined ? {} : { SEMICOLON_DEMO_PASSWORD: admin.password };
  return openDesk(door, { args: deskArguments, env }, ports.value.desk, running);
}

async function openDesk(
  door: Door,
  desk: { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> },
  port: number,
  running: Program[],
): Promise<StartProblem | undefined> {
  if (door.use === 'electron') {
    say(words.openingElectron);
    running.push(startProgram({ command: door.executable, args: [ROOT, ...desk.args], env: desk.env }));
    return undefined;
  }
  const host = startMain('src-main/browser-host/main.ts', [...desk.args, '--port', String(port)], desk.env);
  running.push(host);
  const ready = await host.ready;
  if (!ready.ok) return failed('DeskFailed', host);
  await showAddress(ready.value.url, door.open);
  return undefined;
}

function failed(type: 'ServerFailed' | 'DeskFailed', program: Program): StartProblem {
  return {
    type,
    silent: program.lastWords() === '',
  };
}

function serverArguments(options: StartOptions, folder: string, ports: Ports): string[] {
  const args = ['serve', '--data', path.join(folder, 'server'), '--port', String(ports.server)];
  args.push('--log', 'warn');
  if (options.as !== undefined) args.push('--look-for', options.as);
  // Nobody could sign in to a bank without people.
  if (options.demo === 'none') return [...args, '--first-admin', options.as ?? 'admin'];
  return [...args, '--demo', options.demo];
}

type Door =
  | { readonly use: 'electron'; readonly executable: string }
  | { readonly use: 'browser'; readonly open: boolean };

/** Decides between Electron and the browser, downloading Electron where that is worth a try, and says why. */
async function openDoor(options: StartOptions): Promise<Door> {
  const display = hasDisplay(process.platform, process.env);
  const installed = electronExecutable();
  const choice = chooseDoor({
    open: options.open,
    hasDisplay: display,
    isRoot: process.platform === 'linux' && process.getuid?.() === 0,
    installed:
      installed === undefined
        ? 'no'
        : process.env['ELECTRON_OVERRIDE_DIST_PATH'] === undefined
          ? 'yes'
          : 'chosen',
    now: Date.now(),
    lastAttempt: lastAttempt(),
  });
  if (choice.use === 'electron' && installed !== undefined) return { use: 'electron', executable: installed };
  if (choice.use === 'browser') {
    say(words.noElectron(choice.why));
    return { use: 'browser', open: options.open && display };
  }
  const detail = await downloadElectron(Date.now(), showPercent());
  const executable = electronExecutable();
  if (detail === undefined && executable !== undefined) return { use: 'electron', executable };
  say(words.noElectron({ type: 'DownloadFailed', detail: detail ?? '' }));
  return { use: 'browser', open: options.open && display };
}

/** One line for every five percent. */
function showPercent(): (percent: number) => void {
  let shown = -5;
  return (percent) => {
    if (percent < shown + 5) return;
    shown = percent;
    say(words.downloading(percent));
  };
}

async function showAddress(url: string, open: boolean): Promise<void> {
  if (open && (await openBrowser(url))) {
    say(words.inBrowser(url));
    return;
  }
  // Exactly one address on the standard output, for a person or a program to open.
  if (process.stdout.isTTY) say(words.openThis(''));
  console.log(url);
}

function firstSignal(): Promise<'signal'> {
  return new Promise((resolve) => {
    let count = 0;
    const onSignal = () => {
      count += 1;
      resolve('signal');
      // A second Ctrl-C means: now. The stores are safe against that too.
      if (count > 1) void wait(0).then(() => process.exit(130));
    };
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  });
}

function stopWith(problem: StartProblem, status: number): never {
  say(words.problem(problem));
  process.exit(status);
}
