import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anEvent, aServer, NOW, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import { rollForward } from './roll-forward.ts';

let kit: Kit;
let a: Laptop;
let lead: Laptop;
beforeEach(async () => {
  kit = await aServer();
  a = await kit.laptop('A');
  lead = await kit.laptop('L');
});
afterEach(() => kit.close());

const secret = anEvent('A', { privacy: 'private', title: '体检' });
const attendee = (event: string, person: string) => ({
  table: 'attendee',
  id: `${event}-${person}`,
  scope: 'calendar:A',
  kind: 'insert' as const,
  cells: { event_id: event, person_id: person, role: 'required', answer: 'needs_action' },
});
const link = {
  table: 'event_customer',
  id: 'link',
  scope: 'calendar:A',
  kind: 'insert' as const,
  cells: { event_id: 'e', customer_id: 'c' },
};
const scopesOf = async (table: 'event' | 'attendee' | 'event_customer' | 'invitation' | 'busy_block') =>
  Object.fromEntries((await kit.rows(table)).map((row) => [row['id'], row['scope']]));
/** Everything that the lead's laptop is ever told of a scope, as text. */
const told = async (scope: string): Promise<string> => JSON.stringify(await lead.news(scope));

describe('a private event', () => {
  it('never lies where a lead reads, nor does what hangs on it', async () => {
    await a.push(
      { table: 'event', id: 'e', scope: 'calendar:A', kind: 'insert', cells: secret },
      attendee('e', 'B'),
      link,
    );
    expect(await scopesOf('event')).toEqual({ e: 'person:A' });
    expect(await scopesOf('attendee')).toEqual({ 'e-B': 'person:A' });
    expect(await scopesOf('event_customer')).toEqual({ link: 'person:A' });
    // Whoever is asked reads it; their lead does not.
    expect(Object.values(await scopesOf('invitation'))).toEqual(['person:B']);
    // That something left is all that the calendar says, for the laptop that put it there.
    const news = await lead.news('calendar:A');
    expect(news.every((entry) => entry.op === 'remove' && Object.keys(entry.cells).length === 0)).toBe(true);
    expect(await told('calendar:B')).toBe('[]');
    expect((await lead.pull('person:A')).checkpoints.map((one) => one.scope)).not.toContain('person:A');
  });

  it('is seen as a busy block all the same, under the id that it has when it is open', async () => {
    await a.push({ table: 'event', id: 'e', scope: 'calendar:A', kind: 'insert', cells: secret });
    const before = await kit.rows('busy_block');
    expect(before).toMatchObject([{ scope: 'busy:team1', subject_id: 'A', event_id: 'e' }]);
    await a.push({ table: 'event', id: 'e', scope: 'person:A', cells: { privacy: 'normal' } });
    expect((await kit.rows('busy_block')).map((row) => row['id'])).toEqual([before[0]!['id']]);
  });

  it('leaves the calendar with what hangs on it, and comes back', async () => {
    await a.push(
      { table: 'event', id: 'e', scope: 'calendar:A', kind: 'insert', cells: anEvent('A') },
      attendee('e', 'B'),
      link,
    );
    await told('calendar:A');
    await a.push({
      table: 'event',
      id: 'e',
      scope: 'calendar:A',
      cells: { privacy: 'private', title: '体检', description: 'nobody’s business' },
      base: await a.base('event', 'e'),
    });
    const news = await lead.news('calendar:A');
    expect(news.map(({ table, op }) => `${op} ${table}`).sort()).toEqual([
      'remove attendee',
      'remove event',
      'remove event_customer',
    ]);
    expect(JSON.stringify(news)).not.toContain('体检');
    // The organiser's own laptop is told in one answer that they left and where they are.
    const answer = await a.pull('calendar:A', 'person:A');
    const there = answer.checkpoints.find((one) => one.scope === 'person:A')!.entries;
    expect(there.map(({ table, op }) => `${op} ${table}`)).toEqual(
      expect.arrayContaining(['put event', 'put attendee', 'put event_customer']),
    );
    await a.push({ table: 'event', id: 'e', scope: 'person:A', cells: { privacy: 'normal' } });
    expect(await scopesOf('event')).toEqual({ e: 'calendar:A' });
    expect(await scopesOf('attendee')).toEqual({ 'e-B': 'calendar:A' });
    expect(Object.values(await scopesOf('invitation'))).toEqual(['calendar:B']);
    expect(await told('calendar:A')).toContain('体检');
  });

  it('takes along what another laptop adds to it without knowing that it became private', async () => {
    const phone = await kit.laptop('A');
    await a.insert('event', 'e', 'calendar:A', anEvent('A'));
    await a.push({ table: 'event', id: 'e', scope: 'calendar:A', cells: { privacy: 'private' } });
    const answer = await phone.push(attendee('e', 'B'));
    expect(answer.results.filter((one) => one.outcome === 'refused')).toEqual([]);
    expect(await scopesOf('attendee')).toEqual({ 'e-B': 'person:A' });
    expect(Object.values(await scopesOf('invitation'))).toEqual(['person:B']);
  });

  it('is one series with its public override: an instance is never taken twice', async () => {
    const series = { ...secret, rrule: 'FREQ=DAILY;COUNT=3' };
    await a.push(
      { table: 'event', id: 'e', scope: 'calendar:A', kind: 'insert', cells: series },
      {
        table: 'event',
        id: 'o',
        scope: 'calendar:A',
        kind: 'insert',
        cells: anEvent('A', {
          series_id: 'e',
          recurrence_id: '2026-11-06T10:00',
          start: '2026-11-06T15:00',
          end: '2026-11-06T16:00',
        }),
      },
    );
    expect(await scopesOf('event')).toEqual({ e: 'person:A', o: 'calendar:A' });
    const blocks = await kit.rows('busy_block');
    expect(blocks.map((row) => [row['event_id'], row['recurrence_id']]).sort()).toEqual([
      ['e', '2026-11-05T10:00'],
      ['e', '2026-11-07T10:00'],
      ['o', '2026-11-06T10:00'],
    ]);
  });

  it('answers come back to it', async () => {
    const b = await kit.laptop('B');
    await a.push(
      { table: 'event', id: 'e', scope: 'calendar:A', kind: 'insert', cells: secret },
      attendee('e', 'B'),
    );
    const [invitation] = await kit.rows('invitation');
    await b.push({
      table: 'invitation',
      id: String(invitation!['id']),
      scope: 'person:B',
      cells: { answer: 'accepted', answer_note: null },
    });
    expect(await kit.rows('attendee')).toMatchObject([{ answer: 'accepted', scope: 'person:A' }]);
  });

  it('of an older version, or from a feed, is moved when everything is projected again', async () => {
    await kit.load(
      { table: 'event', rows: [{ id: 'e', scope: 'calendar:A', cells: secret }] },
      {
        table: 'attendee',
        rows: [{ id: 'e-B', scope: 'calendar:A', cells: attendee('e', 'B').cells }],
      },
    );
    let stamp = 0;
    await kit.store.meta.forgetRolled();
    await rollForward({ store: kit.store, stamp: () => NOW * 4096 + (stamp += 1) }, NOW);
    expect(await scopesOf('event')).toEqual({ e: 'person:A' });
    expect(await scopesOf('attendee')).toEqual({ 'e-B': 'person:A' });
    expect(Object.values(await scopesOf('invitation'))).toEqual(['person:B']);
    expect(await told('calendar:A')).not.toContain('体检');
  });

  it('a stranger’s new row that only names it is refused, and kept nowhere', async () => {
    await a.insert('event', 'e', 'calendar:A', secret);
    const b = await kit.laptop('B');
    const { results } = await b.push({ ...attendee('e', 'C'), id: 'stray', scope: 'calendar:B' });
    expect(results).toMatchObject([{ outcome: 'refused', reason: 'NotGranted' }]);
    expect(await kit.rows('attendee')).toEqual([]);
    expect(await kit.rows('quarantine')).toEqual([]);
    expect(await kit.rows('invitation')).toEqual([]);
  });
});
