import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import machine from '../setup/machine.cjs';
import { icoFile } from './ico.ts';

/** Draws the icons from the mark: `node build/icons/make.ts`, after `semicolon.svg` has changed. Needs a Chromium. */
const here = import.meta.dirname;
const svg = readFileSync(path.join(here, 'semicolon.svg'), 'utf8');
const executablePath = machine.findChromium();
if (executablePath === undefined) throw new Error('no Chromium found: set CHROMIUM_PATH');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });

async function draw(width: number): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width, height: width } });
  const drawing = svg.replace('<svg ', `<svg width="${width}" height="${width}" `);
  await page.setContent(`<style>html, body { margin: 0 } svg { display: block }</style>${drawing}`);
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return png;
}

writeFileSync(path.join(here, 'icon.png'), await draw(512));
writeFileSync(path.join(here, 'tray.png'), await draw(32));
const widths = [16, 24, 32, 48, 64, 128, 256];
const pictures = [];
for (const width of widths) pictures.push({ width, png: await draw(width) });
writeFileSync(path.join(here, 'icon.ico'), icoFile(pictures));
await browser.close();
