/** Which files lie on a laptop, between real desks and a real server. */
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitingFiles } from '../../db/client/queries/sync-queue.ts';
import { FileBed, sha256Of, type FileDesk } from '../../tests/support/file-bed.ts';
import { sweep } from './sweep.ts';

let bed: FileBed;
beforeEach(async () => {
  bed = await FileBed.open();
});
afterEach(() => bed.close());

describe('what lies on a laptop', () => {
  const shown = (desk: FileDesk): string[] => desk.files();
  const endMembershipOfA = async (): Promise<unknown> =>
    (await bed.kit.laptop('X')).remove('book_member', 'joint-A', 'bank');

  it('is what is recent and what is kept; the rest comes when it is opened, and goes when room is needed', async () => {
    const a = await bed.desk('a');
    const [old, young] = [randomBytes(600_000), randomBytes(600_000)];
    const oldId = await a.attach('old.bin', old);
    await a.settle();
    bed.kit.now += 60 * 86_400_000;
    await a.attach('young.bin', young);
    await a.settle();
    const b = await bed.desk('b');
    await b.settle();
    expect(shown(b)).toEqual([sha256Of(young)]);
    expect(await b.fetch(oldId)).toBe(true);
    expect(shown(b)).toEqual([sha256Of(old), sha256Of(young)].sort());
    await b.room(1, 30);
    await b.settle();
    expect(shown(b)).toEqual([sha256Of(young)]);
    await b.run('attachment.keep', { id: oldId, kept: true });
    await b.settle();
    expect(shown(b)).toEqual([sha256Of(old)]);
    await b.run('attachment.keep', { id: oldId, kept: false });
    await b.run('settings.set', { fileMegabytes: 500, fileDays: 0 });
    await b.run('customer.keepFiles', { id: 'c1', kept: true });
    await b.settle();
    expect(shown(b)).toEqual([sha256Of(old), sha256Of(young)].sort());
  });

  it('is never let go before the server has it', async () => {
    const a = await bed.desk('a');
    await a.room(1, 0);
    a.line.broken = true;
    const large = [randomBytes(600_000), randomBytes(600_000)];
    for (const bytes of large) await a.attach('large.bin', bytes);
    await a.settle();
    expect(shown(a)).toHaveLength(2);
    a.line.mend();
    await a.sync();
    bed.kit.now += 60_000;
    await a.sync();
    expect([a.uploads(), shown(a)]).toMatchObject([[], { length: 1 }]);
  });

  it('goes with a record that its author lost sight of before it was sent', async () => {
    const [a, b] = [await bed.desk('a'), await bed.desk('b')];
    const bytes = randomBytes(70_000);
    a.line.breakAfter = 50_000;
    const id = await a.attach('offer.bin', bytes);
    await a.settle();
    expect(a.uploads()).toHaveLength(1);
    await endMembershipOfA();
    a.line.mend();
    bed.kit.now += 60_000;
    for (const desk of [a, a, b]) await desk.sync();
    expect([a.uploads(), shown(a)]).toEqual([[], []]);
    expect(await b.fetch(id)).toBe(true);
  });

  it('goes with a record that came too late to whoever decides about it, and is asked for by nobody else', async () => {
    const [a, b] = [await bed.desk('a'), await bed.desk('b')];
    const bytes = randomBytes(70_000);
    a.line.broken = true;
    const id = await a.attach('offer.bin', bytes);
    await endMembershipOfA();
    a.line.mend();
    a.line.breakAfter = 50_000;
    await a.sync();
    expect(waitingFiles({ sqlite: a.host.engine.sqlite })).toMatchObject([{ id, name: null }]);
    a.line.mend();
    bed.kit.now += 60_000;
    await a.sync();
    expect([a.uploads(), shown(a)]).toEqual([[], []]);
    await b.sync();
    expect(await b.fetch(id)).toBe(false);
    bed.kit.now += 30 * 86_400_000;
    await sweep(bed.kit, bed.kit.now);
    const [kept] = b.host.engine.sqlite.prepare('SELECT id FROM quarantine').pluck().all();
    await b.run('quarantine.settle', { ids: [kept], choice: 'applied' });
    await b.sync();
    expect(await b.fetch(id)).toBe(true);
    expect(shown(b)).toEqual([sha256Of(bytes)]);
  });

  it('of a task goes to the colleague who is asked to do it, and is closed to them when the task is taken back', async () => {
    const a = await bed.desk('a');
    const b = await bed.desk('b');
    const bytes = randomBytes(70_000);
    const fields = { title: '给王总发合同', zone: 'Asia/Shanghai' };
    const { id } = (await a.run('task.create', { fields })) as { id: string };
    await a.run('attachment.add', {
      owner_kind: 'task',
      owner_id: id,
      name: 'contract.bin',
      media_type: '',
      bytes: bytes.toString('base64'),
    });
    await a.run('task.delegate', { id, person_id: 'B' });
    for (const desk of [a, b]) await desk.sync();
    const held = (): unknown[] =>
      b.host.engine.sqlite
        .prepare('SELECT f.id FROM attachment f JOIN assignment s ON s.id = f.owner_id WHERE f.deleted = 0')
        .pluck()
        .all();
    const [copy] = held();
    expect([held().length, b.files()]).toEqual([1, [sha256Of(bytes)]]);
    expect(await b.fetch(String(copy))).toBe(true);

    await a.run('task.delegate', { id, person_id: null });
    for (const desk of [a, b]) await desk.sync();
    expect([held(), b.files()]).toEqual([[], []]);
    expect(await b.fetch(String(copy))).toBe(false);
  });
});
