import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VersionName } from './kept.ts';
import { differences, Scene } from './scene.ts';

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});
afterEach(() => scene.close());

const slot = {
  all_day: 0,
  start: '2026-11-05T10:00',
  end: '2026-11-05T11:00',
  zone: 'Asia/Shanghai',
  rrule: null,
  rdate: null,
  exdate: null,
} as const;
const event = {
  kind: 'meeting',
  description: null,
  place: null,
  status: 'confirmed',
  transparency: 'busy',
  privacy: 'normal',
  travel_min: null,
  buffer_min: null,
  reminders: null,
  attendees: [{ person_id: 'B', customer_id: null, role: 'required' }],
  resources: ['room'],
  customers: ['c1'],
} as const;
const task = { detail: null, priority: 'normal', due: null, start: null, zone: 'Asia/Shanghai' } as const;

/** A morning of two people who do not see each other: everything that meets at the server in the evening. */
async function workApart(): Promise<void> {
  await scene.did('A', 'customer.create', {
    book_id: 'joint',
    fields: { kind: 'company', name: '新客户' },
  });
  await scene.did('A', 'customer.update', { id: 'c1', fields: { remark: 'written by A' } });
  await scene.did('B', 'customer.update', { id: 'c1', fields: { remark: 'written by B' } });
  await scene.did('A', 'customer.update', { id: 'c2', fields: { hobbies: 'tea' } });
  await scene.did('B', 'customer.update', { id: 'c2', fields: { region: '浙江' } });
  await scene.did('A', 'customer.remove', { id: 'c3' });
  await scene.did('B', 'customer.update', { id: 'c3', fields: { remark: 'still ours' } });
  await scene.did('A', 'event.create', { fields: { ...event, title: '周会' }, slot });
  await scene.did('A', 'event.create', { fields: { ...event, title: 'secret', privacy: 'private' }, slot });
  await scene.did('B', 'task.create', { fields: { ...task, title: 'call back' } });
  await scene.did('B', 'customer.tag', { id: 'c1', tag: '重点' });
}

/** What is wrong at each laptop, and what the server holds of the morning. */
async function stateOf(...people: readonly string[]): Promise<object> {
  const wrong: string[] = [];
  for (const person of people) {
    const laptop = scene.laptops.get(person)!;
    if (laptop.waiting() > 0) wrong.push(`${person}: ${laptop.waiting()} wait`);
    if (laptop.refused() > 0) wrong.push(`${person}: ${laptop.refused()} refused`);
    for (const table of COMMON) wrong.push(...(await differences(scene, person, table)));
  }
  const customers = await scene.server.rows('customer');
  const c2 = customers.find((row) => row['id'] === 'c2');
  const conflicts = await scene.server.rows('edit_conflict');
  const titles = (await scene.server.rows('event')).map((row) => row['title']);
  return {
    wrong,
    customers: customers.map((row) => row['name']).sort(),
    c2: [c2?.['hobbies'], c2?.['region']],
    conflicts: conflicts.map((row) => `${String(row['row_id'])}.${String(row['unit'])}`).sort(),
    events: titles.sort(),
    invitations: (await scene.server.rows('invitation')).length,
  };
}

/** Nothing waits, nothing was refused, every row is the same on both sides, and the two real clashes are on record. */
const ONE_STATE = {
  wrong: [],
  customers: ['c1', 'c2', 'c3', '新客户'],
  c2: ['tea', '浙江'],
  conflicts: ['c1.remark', 'c3.deleted'],
  events: ['secret', '周会'],
  invitations: 2,
};

const declared = JSON.parse(
  readFileSync(new URL('./v1/laptop/migrations/declaration.json', import.meta.url), 'utf8'),
) as { tables: Readonly<Record<string, unknown>> };
/** Tables that version 1 has. */
const COMMON = Object.keys(declared.tables);

const PAIRS: readonly { server: VersionName; a: VersionName; b: VersionName }[] = [
  { server: 'today', a: 'v1', b: 'v1' },
  { server: 'v1', a: 'today', b: 'today' },
  { server: 'today', a: 'v1', b: 'today' },
  { server: 'v1', a: 'v1', b: 'today' },
];

describe('laptops and servers of two versions', () => {
  test.each(PAIRS)('come to one state: server $server, laptops $a and $b', async ({ server, a, b }) => {
    await scene.serve(server);
    await scene.fill();
    await scene.laptop('A', a);
    await scene.laptop('B', b);
    await scene.signIn();
    await scene.sync();
    await workApart();
    await scene.sync();
    expect(await stateOf('A', 'B')).toEqual(ONE_STATE);
  });

  test('a server and then the laptops are updated with work that was not sent, and none is lost', async () => {
    await scene.serve('v1');
    await scene.fill();
    await scene.laptop('A', 'v1');
    await scene.laptop('B', 'v1');
    await scene.signIn();
    await scene.sync();
    await workApart();
    await scene.did('A', 'sync.now', {});
    const server = await scene.serve('today');
    expect(server.migrated.length).toBe(migrationsSince());
    // B was offline the whole time and updates before it sends.
    await scene.laptop('B', 'today');
    await scene.signIn();
    await scene.sync();
    expect(await stateOf('A', 'B')).toEqual(ONE_STATE);
    await scene.laptop('A', 'today');
    await scene.sync();
    expect(await stateOf('A', 'B')).toEqual(ONE_STATE);
  });
});

function migrationsSince(): number {
  const count = (folder: string): number =>
    readdirSync(new URL(folder, import.meta.url)).filter((file) => file.endsWith('.sql')).length;
  return count('../../db/server/migrations') - count('./v1/server/migrations');
}
