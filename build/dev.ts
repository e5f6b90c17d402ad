import path from 'node:path';
import { createServer } from 'vite';
import { buildDesk } from './desk.ts';
import { startProgram } from './start/program.ts';
import type { Program } from './start/program.ts';
import { choosePorts, tryLoopback } from './start/ports.ts';
import { ROOT } from './start/root.ts';

/**
 * `npm run dev`: server and desk, each started again when one of its files changes, and the renderer with hot reload
 * in front. The pages come from vite; their line to the core is passed on to the browser host, with the cookie that
 * its one-time token buys. Data in `.data/dev`.
 */
const DATA = path.join(ROOT, '.data/dev');
const ports = await choosePorts(undefined, tryLoopback);
if (!ports.ok) throw new Error(`no free port: ${ports.error.type}`);
const { desk, server } = ports.value;
const deskOrigin = `http://127.0.0.1:${desk}`;
let cookie = '';
let key = '';

const built = await buildDesk('renderer', () => console.error('building the desk once…'));
if (!built.ok) console.error(built.output);

const running: Program[] = [];
const central = watched('src-server/main.ts', [
  'serve',
  '--data',
  path.join(DATA, 'server'),
  '--port',
  String(server),
  '--demo',
  'small',
  '--log',
  'warn',
]);
running.push(central);
if ((await central.ready).ok) {
  const deskArguments = [
    '--data',
    path.join(DATA, 'desk'),
    '--server',
    `http://127.0.0.1:${server}`,
    '--as',
    'wang.fang',
  ];
  running.push(watched('src-main/browser-host/main.ts', [...deskArguments, '--port', String(desk)], enter));
}

const vite = await createServer({
  configFile: path.join(ROOT, 'build/vite.renderer.config.ts'),
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: {
      '/wire': {
        target: deskOrigin,
        ws: true,
        changeOrigin: true,
        rewrite: () => `/wire?key=${key}`,
        configure: (proxy) => {
          proxy.on('proxyReqWs', (request) => {
            request.setHeader('origin', deskOrigin);
            request.setHeader('cookie', cookie);
          });
        },
      },
    },
  },
});
await vite.listen();
vite.printUrls();

process.once('SIGINT', () => void close());
process.once('SIGTERM', () => void close());

async function close(): Promise<void> {
  await vite.close();
  for (const program of running.reverse()) await program.stop();
  process.exit(0);
}

function watched(main: string, args: readonly string[], onReady?: (url: string) => void): Program {
  return startProgram({
    command: process.execPath,
    args: ['--watch', '--watch-preserve-output', main, ...args],
    ...(onReady === undefined ? {} : { onReady }),
  });
}

/** Uses the one-time token up, as a browser would, and keeps cookie and key for the line. */
function enter(url: string): void {
  void (async () => {
    try {
      const page = await fetch(url);
      cookie = page.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      key = /#key=([\w-]+)/.exec(await page.text())?.[1] ?? '';
    } catch (error) {
      console.error('the desk did not open:', error);
    }
  })();
}
