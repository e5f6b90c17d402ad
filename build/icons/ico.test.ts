import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { icoFile } from './ico.ts';

it('an icon file finds each of its pictures where its directory says', () => {
  const pictures = [16, 256].map((width) => ({ width, png: new Uint8Array(width).fill(width % 255) }));
  const ico = icoFile(pictures);
  expect(ico.readUInt16LE(4)).toBe(2);
  pictures.forEach(({ width, png }, index) => {
    const entry = 6 + 16 * index;
    expect(ico.readUInt8(entry)).toBe(width % 256);
    const [length, offset] = [ico.readUInt32LE(entry + 8), ico.readUInt32LE(entry + 12)];
    expect(new Uint8Array(ico.subarray(offset, offset + length))).toEqual(png);
  });
});

it('the icons of the product are real pictures of their size', () => {
  const png = readFileSync(path.join(import.meta.dirname, 'icon.png'));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([512, 512]);
  expect(readFileSync(path.join(import.meta.dirname, 'icon.ico')).readUInt16LE(2)).toBe(1);
});
