import { afterEach, beforeEach, expect, test } from 'vitest';
import { aDesk, type Desk } from '../../../tests/support/desk.ts';
import type { FromQueries } from './messages.ts';
import { QuerySessions } from './query-sessions.ts';
import { SIGNED_OUT } from './sync-status.ts';

let desk: Desk;
let sessions: QuerySessions;
let posted: FromQueries[];
beforeEach(() => {
  desk = aDesk();
  posted = [];
  sessions = new QuerySessions(desk.queries, (message) => posted.push(message));
  for (const name of ['b', 'c', 'd']) unit(name);
});
afterEach(() => desk.close());

const unit = (name: string): string => desk.given('org_unit', 'bank', { kind: 'team', name }, `unit-${name}`);
const watch = (session: number, ref: number): void =>
  sessions.receive({ t: 'watch', session, ref, name: 'org.units', input: {} });
const changed = (): void => sessions.receive({ t: 'changed', topics: ['org_unit'], status: SIGNED_OUT });
/** Refreshing happens in turns of its own. */
const turns = async (): Promise<void> => {
  for (let i = 0; i < 5; i += 1) await new Promise((resolve) => setImmediate(resolve));
};
const messages = () => posted.flatMap((message) => (message.t === 'message' ? [message] : []));

test('a window gets the whole result first, then only what changed', async () => {
  watch(1, 7);
  expect(messages()).toMatchObject([{ session: 1, message: { t: 'value', ref: 7, result: { ok: true } } }]);
  desk.changedByOther('org_unit', 'unit-c', { name: 'renamed' });
  changed();
  await turns();
  expect(messages()).toHaveLength(2);
  expect(messages()[1]?.message).toMatchObject({
    t: 'rows',
    ref: 7,
    path: '',
    changed: [{ id: 'unit-c', name: 'renamed' }],
  });
});

test('changes that come together are told once, and one that changes nothing is not told', async () => {
  watch(1, 7);
  for (const name of ['x', 'y', 'z']) {
    desk.changedByOther('org_unit', 'unit-c', { name });
    changed();
  }
  await turns();
  expect(messages()).toHaveLength(2);
  changed();
  await turns();
  expect(messages()).toHaveLength(2);
});

test('each window watches for itself, and a window that left hears nothing more', async () => {
  watch(1, 7);
  watch(2, 7);
  sessions.receive({ t: 'leave', session: 1 });
  sessions.receive({ t: 'unwatch', session: 2, ref: 9 });
  posted.length = 0;
  unit('e');
  changed();
  await turns();
  expect(messages().map(({ session }) => session)).toEqual([2]);
  sessions.receive({ t: 'unwatch', session: 2, ref: 7 });
  unit('f');
  changed();
  await turns();
  expect(messages()).toHaveLength(1);
});

test('a question that nobody knows is answered with a failure', () => {
  sessions.receive({ t: 'ask', session: 1, ref: 3, name: 'no.such', input: {} });
  sessions.receive({ t: 'watch', session: 1, ref: 4, name: 'search.all', input: { text: 7 } });
  expect(messages().map(({ message }) => message)).toMatchObject([
    { t: 'done', ref: 3, result: { ok: false, error: { type: 'BadInput', path: 'name' } } },
    { t: 'value', ref: 4, result: { ok: false, error: { type: 'BadInput', path: 'text' } } },
  ]);
});

test('a desk that closes asks nothing more, not even what a change made stale just before', async () => {
  watch(1, 7);
  desk.changedByOther('org_unit', 'unit-c', { name: 'renamed' });
  changed();
  sessions.close();
  await turns();
  expect(messages()).toHaveLength(1);
});
