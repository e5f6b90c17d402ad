/** Files on their way between real desks and a real server, over a line that breaks. */
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileBed, sha256Of } from '../../tests/support/file-bed.ts';
import { beginEpoch } from '../../src-main/core/sync/session.ts';
import { blobStore } from './blob-store.ts';

let bed: FileBed;
beforeEach(async () => {
  bed = await FileBed.open();
});
afterEach(() => bed.close());

describe('a file on its way', () => {
  it('goes on after a cut and a crash, and no piece that arrived is sent again', async () => {
    const a = await bed.desk('a');
    const bytes = randomBytes(6_000_000);
    a.line.breakAfter = 2_500_000;
    await a.attach('report.bin', bytes);
    await a.settle();
    expect(a.uploads()).toMatchObject([{ sent: a.line.up }]);
    expect(a.line.up).toBeGreaterThan(500_000);
    await a.crash();
    a.line.mend();
    await a.sync();
    expect(a.uploads()).toEqual([]);
    expect(a.line.up).toBe(bytes.length);

    const b = await bed.desk('b');
    await b.settle();
    expect(b.files()).toEqual([sha256Of(bytes)]);
    expect(b.line.down).toBe(bytes.length);
  });

  it('is fetched on from where the line broke, and is there only once it is right', async () => {
    const a = await bed.desk('a');
    const bytes = randomBytes(3_000_000);
    await a.attach('report.bin', bytes);
    await a.settle();
    const b = await bed.desk('b');
    rmSync(path.join(b.folder, 'attachments'), { recursive: true });
    b.line.down = 0;
    b.line.breakAfter = 1_000_000;
    await b.sync();
    expect(b.files()).toEqual([`${sha256Of(bytes)}.part`]);
    expect(readFileSync(path.join(b.folder, 'attachments', sha256Of(bytes).slice(0, 2), b.files()[0]!)).includes(bytes.subarray(0, 64))).toBe(false); // prettier-ignore
    b.line.mend();
    await b.crash();
    await b.sync();
    expect(b.files()).toEqual([sha256Of(bytes)]);
    expect(b.line.requests.at(-1)).toMatch(/^GET bytes=\d+-$/);
    // What a piece of 64 kB had of the break is fetched again, no more.
    expect(b.line.down).toBeLessThan(bytes.length + 2 * 65_536);
  });

  it('waits as long as the server asks, and as the line needs', async () => {
    const a = await bed.desk('a');
    a.line.answers.push({
      method: 'POST',
      response: () => Response.json({ error: 'TooManyRequests', retryAfterMs: 600_000 }, { status: 429 }),
    });
    await a.attach('a.txt', Buffer.from('a'));
    await a.settle();
    const asked = a.line.requests.length;
    await a.run('sync.now', {});
    await a.settle();
    expect(a.line.requests).toHaveLength(asked);
    bed.kit.now += 600_000;
    a.line.answers.push({ method: 'PATCH', response: () => new Response('<html>', { status: 502 }) });
    await a.sync();
    expect(a.uploads()).toHaveLength(1);
    bed.kit.now += 60_000;
    await a.sync();
    expect(a.uploads()).toEqual([]);
  });

  it('goes in smaller pieces where a proxy lets no large one through', async () => {
    const a = await bed.desk('a');
    for (let i = 0; i < 2; i += 1)
      a.line.answers.push({ method: 'PATCH', response: () => new Response('too large', { status: 413 }) });
    await a.attach('a.bin', randomBytes(1_000_000));
    await a.settle();
    expect(a.uploads()).toEqual([]);
    expect(a.line.requests.filter((one) => one === 'POST')).toHaveLength(1);
  });

  it('is not begun anew because the server is busy when it is asked where it ended', async () => {
    const a = await bed.desk('a');
    a.line.breakAfter = 1_000_000;
    await a.attach('a.bin', randomBytes(3_000_000));
    await a.settle();
    a.line.mend();
    a.line.answers.push({ method: 'HEAD', response: () => new Response(null, { status: 503 }) });
    await a.crash();
    await a.sync();
    bed.kit.now += 60_000;
    await a.sync();
    expect(a.uploads()).toEqual([]);
    expect(a.line.requests.filter((one) => one === 'POST')).toHaveLength(1);
  });

  it('is begun anew where the server has forgotten it', async () => {
    const a = await bed.desk('a');
    a.line.breakAfter = 1_000_000;
    await a.attach('a.bin', randomBytes(3_000_000));
    await a.settle();
    await bed.kit.store.query('DELETE FROM "upload"');
    a.line.mend();
    await a.sync();
    bed.kit.now += 60_000;
    await a.sync();
    expect(a.uploads()).toEqual([]);
  });

  it('that the server refuses holds up no other', async () => {
    const a = await bed.desk('a');
    a.line.answers.push({
      method: 'POST',
      response: () => Response.json({ error: 'BadRequest' }, { status: 400 }),
    });
    await a.attach('a.txt', Buffer.from('a'));
    await a.attach('b.txt', Buffer.from('bb'));
    await a.settle();
    expect(a.uploads()).toEqual([{ sent: 0, tries: 1 }]);
    bed.kit.now += 3_600_000;
    await a.sync();
    expect(a.uploads()).toEqual([]);
  });
});

describe('a server that was restored from a backup', () => {
  it('gets the files again that it lost, and asks for none that it has', async () => {
    const a = await bed.desk('a');
    const [lost, kept] = [randomBytes(200_000), randomBytes(300_000)];
    await a.attach('lost.bin', lost);
    await a.attach('kept.bin', kept);
    await a.settle();
    await blobStore(bed.kit.objects).remove(sha256Of(lost));
    await bed.kit.store.query('DELETE FROM "blob" WHERE sha256 = $1', [sha256Of(lost)]);
    a.host.engine.apply([], () => beginEpoch(a.host.engine.sqlite, 'restored'));
    const before = a.line.up;
    await a.sync();
    expect(a.line.up - before).toBe(lost.length);
    expect(a.uploads()).toEqual([]);
    const b = await bed.desk('b');
    expect(b.files()).toEqual([sha256Of(lost), sha256Of(kept)].sort());
  });
});
