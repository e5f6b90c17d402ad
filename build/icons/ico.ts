/** One picture of an icon file: a PNG and its width, 1 to 256. */
export interface IcoPicture {
  readonly width: number;
  readonly png: Uint8Array;
}

const HEADER_BYTES = 6;
const ENTRY_BYTES = 16;

/** A Windows icon of PNG pictures: header, one entry for each, then the pictures as they are. */
export function icoFile(pictures: readonly IcoPicture[]): Buffer {
  const directory = Buffer.alloc(HEADER_BYTES + ENTRY_BYTES * pictures.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(pictures.length, 4);
  let offset = directory.length;
  pictures.forEach(({ width, png }, index) => {
    const at = HEADER_BYTES + ENTRY_BYTES * index;
    // A byte holds the width, and 0 stands for 256.
    directory.writeUInt8(width % 256, at);
    directory.writeUInt8(width % 256, at + 1);
    directory.writeUInt16LE(1, at + 4);
    directory.writeUInt16LE(32, at + 6);
    directory.writeUInt32LE(png.length, at + 8);
    directory.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([directory, ...pictures.map(({ png }) => png)]);
}
