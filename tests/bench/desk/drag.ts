import { chromium, type CDPSession, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import machine from '../../../build/setup/machine.cjs';
import { ROOT } from '../../../build/start/root.ts';
import { figureOf, section, type Section } from '../report.ts';

const REPAINT = 16;
const MOVES = 200;
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];

/** Drags an event over the week of the real desk in a real Chromium and counts what each move of the pointer costs. */
export async function dragSection(say: (line: string) => void): Promise<Section> {
  const executablePath = machine.findChromium();
  if (executablePath === undefined)
    return section('Dragging an event', [], ['not measured: no Chromium here']);
  const data = mkdtempSync(path.join(tmpdir(), 'bench-desk-'));
  say('starting the small demo bank and a desk');
  const { child, url } = await startDesk(data);
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(url);
    await page.getByRole('main').waitFor();
    await page.evaluate(() => (location.hash = '#/calendar/week'));
    return await measure(page);
  } finally {
    await browser.close();
    child.kill('SIGINT');
    await once(child, 'close');
    rmSync(data, { recursive: true, force: true });
  }
}

async function measure(page: Page): Promise<Section> {
  const boxes = page.locator('.days-body .col [data-key]:has(.ev-handle)');
  await boxes.first().waitFor();
  await page.locator('.days-body').evaluate((body) => body.scrollTo({ top: 400 }));
  const grid = (await page.locator('.days-body').boundingBox())!;
  const from = await middleOfOne(page, grid);
  const cdp = await page.context().newCDPSession(page);
  // Processor time of the page's own thread: who else keeps the machine busy does not count.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const metrics = new Metrics(cdp);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const still: Work[] = [];
  const moves: Work[] = [];
  for (let n = 0; n < MOVES; n += 1) {
    still.push(await metrics.during(() => frame(page)));
    // Across all days and up and down within the grid, so that every column is entered and left.
    const x = grid.x + 80 + ((grid.width - 120) * ((n * 7) % MOVES)) / MOVES;
    const y = grid.y + 40 + ((grid.height - 80) * ((n * 3) % MOVES)) / MOVES;
    moves.push(await metrics.during(() => page.mouse.move(x, y).then(() => frame(page))));
  }
  const shown = await page.locator('.ghost.dragged').count();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  const of = (kind: keyof Work): number[] => moves.map((one) => one[kind]);
  return section(
    'Dragging an event over the week, per move of the pointer',
    [
      figureOf('script, style and layout together', moves.map(whole), REPAINT),
      figureOf('· script', of('script')),
      figureOf('· style', of('style')),
      figureOf('· layout', of('layout')),
      figureOf('the same without a move: the measuring itself', still.map(whole)),
    ],
    [
      `${await boxes.count()} own events in the week; the dragged box was drawn: ${shown === 1 ? 'yes' : 'no'}; painting is left out`,
    ],
  );
}

/** The middle of an event that lies wholly in sight. */
async function middleOfOne(page: Page, grid: Box): Promise<{ x: number; y: number }> {
  for (const box of await page.locator('.days-body .col [data-key]:has(.ev-handle)').all()) {
    const at = await box.boundingBox();
    if (at && at.y > grid.y + 20 && at.y + at.height < grid.y + grid.height - 20 && at.height > 16) {
      return { x: at.x + at.width / 2, y: at.y + at.height / 2 };
    }
  }
  throw new Error('no own event in sight');
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Milliseconds of the page's main thread. */
interface Work {
  readonly script: number;
  readonly style: number;
  readonly layout: number;
}

const whole = ({ script, style, layout }: Work): number => script + style + layout;

/** The counters that the browser keeps of a page's main thread. */
class Metrics {
  readonly #cdp: CDPSession;
  constructor(cdp: CDPSession) {
    this.#cdp = cdp;
  }

  async during(work: () => Promise<unknown>): Promise<Work> {
    const before = await this.#now();
    await work();
    const after = await this.#now();
    return {
      script: after.script - before.script,
      style: after.style - before.style,
      layout: after.layout - before.layout,
    };
  }

  async #now(): Promise<Work> {
    const { metrics } = await this.#cdp.send('Performance.getMetrics');
    const of = (name: string): number => (metrics.find((one) => one.name === name)?.value ?? 0) * 1000;
    return { script: of('ScriptDuration'), style: of('RecalcStyleDuration'), layout: of('LayoutDuration') };
  }
}

/** Until what was asked for is drawn. */
const frame = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );

/** `npm start` on a folder of its own; resolves with the one address that it prints. */
async function startDesk(data: string): Promise<{ child: ChildProcess; url: string }> {
  const port = String(20_000 + (process.pid % 30_000));
  const args = ['build/start.ts', '--no-open', '--data', data, '--port', port, '--demo', 'small'];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('http')) return { child, url: line };
  }
  throw new Error(`the desk did not start: ${errors}`);
}
