import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryDatabase } from '../../db/server/memory/database.ts';
import { Outage } from '../../db/server/memory/error.ts';
import type { OnStep, Step } from '../../db/server/memory/open.ts';
import { seeded } from '../../src-shared/kernel/seeded.ts';
import type { PullResponse, PushResponse } from '../../src-shared/sync/protocol.ts';
import { stampAt } from '../../src-shared/sync/clock.ts';
import { aCustomer, anEvent, NOW, ORGANISATION, type Draft } from '../support/server-kit.ts';
import { beginNewEpoch, createSimServer, loadOrganisation, PASSWORD, type SimServer } from './sim-server.ts';

let database: MemoryDatabase;
let server: SimServer;
let token: string;
let step: OnStep;
let n: number;
/** Two tokens of one server must not be the same, nor those of the servers after it. */
const random = seeded('tokens');

const start = async (): Promise<SimServer> =>
  createSimServer({ database, now: () => NOW, random: () => random.next(), step: (at) => step(at) });

beforeEach(async () => {
  database = new MemoryDatabase('epoch-1');
  step = () => {};
  n = 0;
  await loadOrganisation(database, ORGANISATION, NOW - 3_600_000);
  server = await start();
  ({ token } = await server.signIn('A'));
});

const customer = (id: string, more = {}): Draft => ({
  table: 'customer',
  id,
  scope: 'book:joint',
  kind: 'insert',
  cells: aCustomer(more),
});

const changesOf = (drafts: readonly Draft[]): object[] =>
  drafts.map((draft) => {
    n += 1;
    return { kind: 'update', base: {}, tx: n, ...draft, n, clock: stampAt(NOW) + n };
  });
const send = async (changes: readonly object[], on = server) =>
  on.handle('POST', '/sync/push', token, { protocol: 1, epoch: on.epoch, changes });
const ids = (): string[] => database.rows('customer').map((row) => row.id);

describe('the server in process', () => {
  it('decides pushes, projects, and answers pulls as the one behind HTTP does', async () => {
    const pushed = await send(
      changesOf([
        { table: 'event', id: 'e1', scope: 'calendar:A', kind: 'insert', cells: anEvent('A') },
        {
          table: 'attendee',
          id: 'a1',
          scope: 'calendar:A',
          kind: 'insert',
          cells: { event_id: 'e1', person_id: 'B', role: 'required', answer: 'needs_action' },
        },
      ]),
    );
    expect((pushed.json as PushResponse).upTo).toBe(2);
    const { token: other } = await server.signIn('B');
    const cursors = { 'calendar:B': 0, 'busy:team1': 0, 'person:B': 0 };
    const pulled = await server.handle('POST', '/sync/pull', other, {
      protocol: 1,
      epoch: 'epoch-1',
      cursors,
    });
    const tables = (pulled.json as PullResponse).checkpoints.flatMap(({ entries }) =>
      entries.map((entry) => entry.table),
    );
    expect(tables.sort()).toEqual(['busy_block', 'busy_block', 'invitation', 'notice']);
    expect(server.faults).toEqual([]);
  });

  it('refuses as HTTP does: a wrong password, a revoked device, a message that is none', async () => {
    const signIn = (password: string) =>
      server.handle('POST', '/session', null, { login: 'b', password, deviceName: 'x' });
    expect(await signIn('wrong')).toEqual({ status: 401, json: { error: 'WrongPassword' } });
    expect(await signIn(PASSWORD)).toMatchObject({ status: 200, json: { personId: 'B', epoch: 'epoch-1' } });
    expect(await server.handle('POST', '/sync/pull', token, { protocol: 1 })).toMatchObject({ status: 400 });
    expect(await server.handle('POST', '/session/end', token, {})).toMatchObject({ status: 200 });
    expect(await send([])).toEqual({ status: 401, json: { error: 'TokenRevoked' } });
  });

  it('pokes those whom a commit concerns, and turns away whose device was revoked', async () => {
    const heard: string[] = [];
    const b = await server.signIn('B');
    await server.connect(b.token, { poke: () => heard.push('poke'), refuse: () => heard.push('refuse') });
    heard.length = 0;
    await send(changesOf([customer('c1')]));
    await server.settled();
    await server.revoke(b.device);
    await server.settled();
    expect(heard).toEqual(['poke', 'refuse']);
  });
});

describe('a server that dies', () => {
  it('at any step of a push leaves all of it or nothing, and a repeated push makes it whole', async () => {
    const steps: Step[] = [];
    step = (at) => void steps.push(at);
    await send(changesOf([customer('c0')]));
    expect(steps.length).toBeGreaterThan(10);
    for (let death = 0; death < steps.length; death += 1) {
      let at = 0;
      const before = database.state;
      const doomed = server;
      step = () => {
        if (at === death) doomed.crash();
        at += 1;
      };
      const changes = changesOf([customer(`c${death + 1}`), customer(`d${death + 1}`)]);
      await expect(send(changes, doomed)).rejects.toThrow(Outage);
      const landed = database.state !== before;
      expect([death, ids().includes(`c${death + 1}`), ids().includes(`d${death + 1}`)]).toEqual([
        death,
        landed,
        landed,
      ]);
      step = () => {};
      server = await start();
      const { json } = await send(changes);
      expect(json).toMatchObject({ upTo: n, results: [] });
      expect(ids()).toContain(`d${death + 1}`);
    }
  });

  it('goes on from a backup, under a new epoch that everybody notices', async () => {
    await send(changesOf([customer('c1')]));
    const yesterday = database.copy();
    await send(changesOf([customer('c2')]));
    server.crash();
    database.restore(yesterday);
    await beginNewEpoch(database, 'epoch-2');
    server = await start();
    expect(ids()).toEqual(['c1']);
    const pull = { protocol: 1, epoch: 'epoch-1', cursors: { 'book:joint': 2 } };
    expect((await server.handle('POST', '/sync/pull', token, pull)).json).toMatchObject({
      epoch: 'epoch-2',
      resnapshot: ['book:joint'],
    });
    expect((await server.signIn('B')).device).toBeGreaterThan(100_000);
  });

  it('or whose database is away answers that it is unavailable, and lives', async () => {
    step = () => {
      throw new Outage();
    };
    expect(await send(changesOf([customer('c1')]))).toMatchObject({ status: 503 });
    step = () => {};
    expect(ids()).toEqual([]);
  });
});
