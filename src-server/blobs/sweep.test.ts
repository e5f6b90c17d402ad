import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordBlob } from '../../db/server/queries/blobs.ts';
import { appendPart, insertUpload } from '../../db/server/queries/uploads.ts';
import { aServer, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import { blobStore } from './blob-store.ts';
import { sweep } from './sweep.ts';

const DAY = 86_400_000;

let kit: Kit;
let a: Laptop;
beforeEach(async () => {
  kit = await aServer();
  // Files have the age that the disk says: this server's clock runs with the machine's.
  kit.now = Date.now();
  a = await kit.laptop('A');
});
afterEach(() => kit.close());

async function stored(text: string): Promise<string> {
  const bytes = Buffer.from(text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await blobStore(kit.objects).put(sha256, Readable.from([bytes]));
  const delivery = { sha256, bytes: bytes.length, personId: 'A', device: a.device, now: kit.now };
  await recordBlob(kit.store, delivery, () => Promise.resolve(true));
  return sha256;
}
const attach = (id: string, sha256: string) =>
  a.insert('attachment', id, 'book:joint', {
    owner_kind: 'customer', owner_id: 'c1', name: 'a.txt', media_type: 'text/plain', bytes: 3, sha256, person_id: 'A', added_at: 1,
  }); // prettier-ignore
const here = (sha256: string) => blobStore(kit.objects).size(sha256);

describe('the sweep', () => {
  it('removes bytes that no row names, after a time of grace', async () => {
    const [named, unnamed] = [await stored('named'), await stored('unnamed')];
    await attach('at1', named);
    expect(await sweep(kit, kit.now + 6 * DAY)).toEqual({ blobs: 0, uploads: 0, parts: 0 });
    expect(await sweep(kit, kit.now + 8 * DAY)).toEqual({ blobs: 1, uploads: 0, parts: 0 });
    expect([await here(named), await here(unnamed)]).toEqual([5, null]);
    expect(await kit.store.query('SELECT sha256 FROM "blob"')).toEqual([{ sha256: named }]);
  });

  it('keeps the bytes of a deleted attachment: an edit may still revive it', async () => {
    const sha256 = await stored('deleted');
    await attach('at1', sha256);
    await a.push({ table: 'attachment', id: 'at1', scope: 'book:joint', cells: { deleted: 1 }, base: await a.base('attachment', 'at1') }); // prettier-ignore
    expect(await sweep(kit, kit.now + 30 * DAY)).toMatchObject({ blobs: 0 });
  });

  it('spares bytes that were brought again since', async () => {
    const sha256 = await stored('again');
    await kit.store.query('UPDATE "blob" SET stored_at = $1', [kit.now + 7 * DAY]);
    expect(await sweep(kit, kit.now + 8 * DAY)).toMatchObject({ blobs: 0 });
    expect(await here(sha256)).toBe(5);
  });

  it('ends uploads that expired, and removes pieces that no upload counts', async () => {
    const upload = {
      id: 'u1', device: a.device, person_id: 'A', attachment_id: 'at1', sha256: 'x', bytes: 9, received: 0,
      begun_at: kit.now, expires_at: kit.now + 3 * DAY, finished_at: null,
    }; // prettier-ignore
    await insertUpload(kit.store, upload);
    for (const key of ['uploads/u1/counted', 'uploads/u1/lost']) {
      const draft = await kit.objects.create(key);
      await draft.write(Buffer.from('piece'));
      await draft.commit();
    }
    await appendPart(kit.store, { uploadId: 'u1', start: 0, bytes: 5, key: 'uploads/u1/counted' });
    expect(await sweep(kit, kit.now + 2 * DAY)).toEqual({ blobs: 0, uploads: 0, parts: 1 });
    expect(await kit.objects.size('uploads/u1/counted')).toBe(5);
    expect(await sweep(kit, kit.now + 4 * DAY)).toEqual({ blobs: 0, uploads: 1, parts: 0 });
    expect(await kit.objects.size('uploads/u1/counted')).toBeNull();
  });
});
