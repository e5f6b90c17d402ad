import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../../../tests/support/shared-data.ts';
import { imageSize } from './image-size.ts';

test('a small file that claims to be an endless picture is known by its claim', () => {
  const png = new DataView(new ArrayBuffer(33));
  for (const [at, value] of [[0, 0x89504e47], [4, 0x0d0a1a0a], [12, 0x49484452], [16, 60_000], [20, 60_000]] as const) png.setUint32(at, value); // prettier-ignore
  expect(imageSize(new Uint8Array(png.buffer))).toEqual({ width: 60_000, height: 60_000 });
});

test('no bytes at all make it fail', () => {
  const head = fc.constantFrom([], [0xff, 0xd8], [0x89, 0x50, 0x4e, 0x47], [0x47, 0x49, 0x46, 0x38], [...Buffer.from('RIFF0000WEBPVP8X')]); // prettier-ignore
  fc.assert(
    fc.property(head, fc.uint8Array({ maxLength: 60 }), (first, rest) => {
      const size = imageSize(Uint8Array.from([...first, ...rest]));
      expect(size === null || (size.width > 0 && size.height > 0)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

const folder = sharedData('attachments/dev');
describe.skipIf(folder === null)('pictures of other programs (needs ../shared/data/attachments)', () => {
  test.each([
    ['testPNG.png', 100, 75],
    ['testGIF.gif', 100, 75],
    ['testJPEG.jpg', 100, 75],
    ['testJPEG_EXIF.jpg', 100, 68],
    ['testWEBP.webp', 150, 150],
  ])('%s', (name, width, height) => {
    const file = path.join(folder!, name);
    expect(imageSize(readFileSync(file))).toEqual({ width, height });
  });
});
