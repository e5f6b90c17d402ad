import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startHost } from '../../src-main/browser-host/host.ts';
import { contentPolicy } from '../../src-shared/kernel/content-policy.ts';

/**
 * What somebody who could write into the desk's page would try. The page of this test is not the desk's; the policy with
 * which it is served is.
 */
const page = (elsewhere: string): string => `<!doctype html><html><head><title>attacked</title>
<script>window.ranInline = true</script>
<script src="${elsewhere}/script.js"></script>
<link rel="stylesheet" href="${elsewhere}/style.css">
<script type="module" src="/assets/app.js"></script></head>
<body><img src="${elsewhere}/picture.png" alt=""><iframe src="${elsewhere}/frame"></iframe>
<iframe srcdoc="<script>parent.ranInFrame = true</script>"></iframe>
<object data="${elsewhere}/object"></object><img src="x" onerror="window.ranHandler = true" alt="">
<form id="form" action="${elsewhere}/form" method="post"></form>
<p style="color: rgb(1, 2, 3)" id="styled">styled</p></body></html>`;

const script = (elsewhere: string): string => `
const attempt = async (work) => { try { await work(); return 'worked'; } catch { return 'stopped'; } };
const added = document.createElement('script');
added.textContent = 'window.ranAdded = true';
document.body.append(added);
globalThis.tried = Promise.all([
  attempt(() => eval('1')),
  attempt(() => new Function('return 1')()),
  attempt(() => fetch('${elsewhere}/fetch')),
  attempt(() => new Promise((resolve, reject) => {
    const socket = new WebSocket('${elsewhere.replace('http', 'ws')}');
    socket.onopen = resolve; socket.onerror = reject;
  })),
  attempt(() => import('${elsewhere}/module.js')),
  attempt(() => import('data:text/javascript,window.ranData=true')),
  attempt(() => new Promise((resolve, reject) => {
    const code = new Blob(['postMessage(1)'], { type: 'text/javascript' });
    const worker = new Worker(URL.createObjectURL(code));
    worker.onmessage = resolve; worker.onerror = reject;
  })),
]);
globalThis.tried.then(() => { document.title = 'tried'; });
setTimeout(() => document.getElementById('form').submit());
`;

let folder: string;
let elsewhere: Server;
let asked: string[];
let desk: { readonly url: string; close(): Promise<void> } | null = null;
test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-policy-'));
  asked = [];
  elsewhere = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end();
  });
  elsewhere.listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
});
test.afterEach(async () => {
  await desk?.close();
  desk = null;
  elsewhere.closeAllConnections();
  elsewhere.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The page behind the browser host's own door, or behind a server that sends the shell's policy. */
async function served(by: 'browser host' | 'shell'): Promise<{ url: string; close: () => Promise<void> }> {
  const origin = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  if (by === 'browser host') {
    mkdirSync(path.join(folder, 'assets'));
    writeFileSync(path.join(folder, 'index.html'), page(origin));
    writeFileSync(path.join(folder, 'assets/app.js'), script(origin));
    const core = { connect: () => ({ receive: () => undefined, leave: () => undefined }) };
    const host = await startHost({ core, renderer: folder, port: 0, random: () => 'an-unguessable-text' });
    if (!host.ok) throw new Error(host.error.type);
    return host.value;
  }
  const server = createServer((request, response) => {
    const isScript = request.url === '/assets/app.js';
    response.writeHead(200, {
      'content-type': isScript ? 'text/javascript' : 'text/html; charset=utf-8',
      'content-security-policy': contentPolicy(),
    });
    response.end(isScript ? script(origin) : page(origin));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
}

for (const by of ['browser host', 'shell'] as const) {
  test(`nothing that was put into a page runs, loads or leaves it (policy of the ${by})`, async ({
    browser,
  }) => {
    desk = await served(by);
    const tab = await browser.newPage();
    await tab.goto(desk.url, { waitUntil: 'commit' });
    // By the title: waitForFunction evaluates in the page, where the policy forbids that from its second look on.
    await expect(tab).toHaveTitle('tried');
    expect(await tab.evaluate('globalThis.tried')).toEqual(Array.from({ length: 7 }, () => 'stopped'));
    const ran = ['ranInline', 'ranAdded', 'ranHandler', 'ranInFrame', 'ranData'];
    expect(await tab.evaluate(`${JSON.stringify(ran)}.filter((name) => name in window)`)).toEqual([]);
    // What the desk itself needs works.
    expect(await tab.evaluate(`getComputedStyle(document.getElementById('styled')).color`)).toBe(
      'rgb(1, 2, 3)',
    );
    expect(asked).toEqual([]);
    await tab.close();
  });
}
