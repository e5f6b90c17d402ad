import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aServer, anEvent, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import { edit, meet } from '../../tests/support/meet.ts';
import { rollForward } from './roll-forward.ts';

let kit: Kit;
let [a, b, c]: Laptop[] = [];
beforeEach(async () => {
  kit = await aServer();
  [a, b, c] = [await kit.laptop('A'), await kit.laptop('B'), await kit.laptop('C')];
});
afterEach(() => kit.close());

const blocks = () => kit.rows('busy_block');
const invitations = () => kit.rows('invitation');
const notices = async () =>
  (await kit.rows('notice')).map((row) => ({
    to: row['person_id'],
    kind: row['kind'],
    ...(JSON.parse(String(row['params'])) as object),
  }));

describe('a pool', () => {
  it('of two is given to two at the same time, and to a third who comes after one of them', async () => {
    const cells = { kind: 'car', unit_id: 'branch', name: 'Cars', seats: 5, capacity: 2 };
    await kit.load({ table: 'resource', rows: [{ id: 'cars', scope: 'bank', cells }] });
    await meet(a!, 'e1', {}, [], ['cars']);
    await meet(b!, 'e2', { start: '2026-11-05T10:30', end: '2026-11-05T11:30' }, [], ['cars']);
    await meet(c!, 'e3', { start: '2026-11-05T11:00', end: '2026-11-05T12:00' }, [], ['cars']);
    await meet(c!, 'e4', { start: '2026-11-05T10:45', end: '2026-11-05T11:15' }, [], ['cars']);
    expect((await kit.rows('event_resource')).map((row) => [row['id'], row['status']])).toEqual([
      ['e1-cars', 'confirmed'],
      ['e2-cars', 'confirmed'],
      ['e3-cars', 'confirmed'],
      ['e4-cars', 'refused'],
    ]);
  });
});

describe('a room', () => {
  it('belongs to the booking that arrives first; the second is refused and told so', async () => {
    await meet(a!, 'e1', {}, [], ['room']);
    await meet(c!, 'e2', { start: '2026-11-05T10:30', end: '2026-11-05T11:30', title: '拜访' }, [], ['room']);
    const status = (await kit.rows('event_resource')).map((row) => [row['id'], row['status']]);
    expect(status).toEqual([
      ['e1-room', 'confirmed'],
      ['e2-room', 'refused'],
    ]);
    expect(await notices()).toMatchObject([{ to: 'C', kind: 'room_refused', room: 'Room', title: '拜访' }]);
    expect((await blocks()).filter((row) => row['subject_id'] === 'room')).toMatchObject([
      { event_id: 'e1', scope: 'branch:branch' },
    ]);
  });

  it('that is refused to a series says for which of its meetings', async () => {
    await meet(a!, 'e1', { start: '2026-11-12T10:00', end: '2026-11-12T11:00' }, [], ['room']);
    await meet(c!, 'e2', { rrule: 'FREQ=WEEKLY;COUNT=3', title: '拜访' }, [], ['room']);
    expect(await notices()).toMatchObject([
      { kind: 'room_refused', time: '2026-11-12 10:00', recurrence_id: '2026-11-12T10:00' },
    ]);
  });

  it('is free again for whoever asks after the first let go of it', async () => {
    await meet(a!, 'e1', {}, [], ['room']);
    await meet(c!, 'e2', {}, [], ['room']);
    await edit(a!, 'event', 'e1', { status: 'cancelled' });
    await edit(c!, 'event_resource', 'e2-room', { status: 'requested' });
    expect((await kit.rows('event_resource'))[1]).toMatchObject({ id: 'e2-room', status: 'confirmed' });
  });

  it('is taken also in the moment in which a booking begins', async () => {
    await meet(a!, 'e1', {}, [], ['room']);
    await meet(c!, 'e2', { start: '2026-11-05T10:00', end: '2026-11-05T10:00' }, [], ['room']);
    await meet(c!, 'e3', { start: '2026-11-05T11:00', end: '2026-11-05T11:00' }, [], ['room']);
    await meet(b!, 'e4', { start: '2026-11-05T11:00', end: '2026-11-05T12:00' }, [], ['room']);
    expect((await kit.rows('event_resource')).map((row) => row['status'])).toEqual([
      'confirmed',
      'refused',
      'confirmed',
      'refused',
    ]);
  });

  it('may follow another booking without a gap', async () => {
    await meet(a!, 'e1', {}, [], ['room']);
    await meet(c!, 'e2', { start: '2026-11-05T11:00', end: '2026-11-05T12:00' }, [], ['room']);
    expect((await kit.rows('event_resource')).map((row) => row['status'])).toEqual([
      'confirmed',
      'confirmed',
    ]);
  });

  it('is the server’s to give: a laptop that writes “confirmed” has only asked', async () => {
    await meet(a!, 'e1', {}, [], ['room']);
    await meet(c!, 'e2');
    await c!.insert('event_resource', 'e2-room', 'calendar:C', {
      event_id: 'e2',
      resource_id: 'room',
      status: 'confirmed',
    });
    expect((await kit.rows('event_resource'))[1]).toMatchObject({ status: 'refused' });
  });

  it('asked for anew by a laptop that has not heard the answer yet is no edit conflict', async () => {
    await meet(a!, 'e1', {}, [], ['room']);
    const scope = 'calendar:A';
    const later = { start: '2026-11-06T10:00', end: '2026-11-06T11:00' };
    await a!.push(
      { table: 'event', id: 'e1', scope, cells: later },
      { table: 'event_resource', id: 'e1-room', scope, cells: { status: 'requested' } },
    );
    expect(await kit.rows('event_resource')).toMatchObject([{ status: 'confirmed' }]);
    expect(await kit.rows('edit_conflict')).toEqual([]);
  });

  it('is given to one of two bookings of the same push', async () => {
    const event = (id: string) => ({
      table: 'event',
      id,
      scope: 'calendar:A',
      kind: 'insert' as const,
      cells: anEvent('A'),
    });
    const room = (id: string) => ({
      table: 'event_resource',
      id: `${id}-room`,
      scope: 'calendar:A',
      kind: 'insert' as const,
      cells: { event_id: id, resource_id: 'room', status: 'requested' },
    });
    await a!.push(event('e1'), event('e2'), room('e2'), room('e1'));
    expect((await kit.rows('event_resource')).map((row) => row['status'])).toEqual(['confirmed', 'refused']);
  });
});

describe('a person who is booked twice', () => {
  const later = { start: '2026-11-05T10:30', end: '2026-11-05T11:30', title: '评审' };

  it('takes part tentatively in what arrived later, and all three are told; nothing is deleted', async () => {
    await meet(a!, 'e1', {}, ['B']);
    await meet(c!, 'e2', later, ['B']);
    expect(await kit.rows('event')).toHaveLength(2);
    const answers = (await kit.rows('attendee')).map((row) => [row['id'], row['answer']]);
    expect(answers).toEqual([
      ['e1-B', 'needs_action'],
      ['e2-B', 'tentative'],
    ]);
    expect((await invitations()).map((row) => row['answer']).sort()).toEqual(['needs_action', 'tentative']);
    const clashes = (await notices()).filter((one) => one.kind === 'clash');
    expect(clashes.map((one) => one.to).sort()).toEqual(['A', 'B', 'C']);
    expect(clashes).toContainEqual(expect.objectContaining({ to: 'B', title: '评审', other: '周会' }));
  });

  it('does not learn a colleague’s title by it, nor does the colleague', async () => {
    await meet(a!, 'e1', { title: '甲的秘密' }, ['B']);
    await meet(c!, 'e2', { ...later, title: '丙的秘密' }, ['B']);
    const clashes = (await notices()).filter((one) => one.kind === 'clash');
    expect(JSON.stringify(clashes.find((one) => one.to === 'A'))).not.toContain('丙');
    expect(JSON.stringify(clashes.find((one) => one.to === 'C'))).not.toContain('甲');
  });

  it('may accept all the same, and stays accepted when the title changes', async () => {
    await meet(a!, 'e1', {}, ['B']);
    await meet(c!, 'e2', later, ['B']);
    const id = String((await invitations()).find((row) => row['event_id'] === 'e2')!['id']);
    await edit(b!, 'invitation', id, { answer: 'accepted', answer_note: null });
    await edit(c!, 'event', 'e2', { title: '新' });
    expect((await kit.rows('attendee'))[1]).toMatchObject({ id: 'e2-B', answer: 'accepted' });
  });

  it('is told when an own visit arrives after a meeting was moved onto it', async () => {
    await meet(a!, 'e1', { rrule: 'FREQ=WEEKLY;COUNT=3' }, ['B']);
    await meet(b!, 'e2', { start: '2026-11-12T10:30', end: '2026-11-12T11:30', title: '拜访' });
    const clashes = (await notices()).filter((one) => one.kind === 'clash');
    expect(clashes.map((one) => one.to).sort()).toEqual(['A', 'B']);
    expect(clashes).toContainEqual(expect.objectContaining({ to: 'A', title: '周会', other: 'B' }));
  });

  it('is not told of a meeting that only touches', async () => {
    await meet(a!, 'e1', {}, ['B']);
    await meet(c!, 'e2', { start: '2026-11-05T11:00', end: '2026-11-05T12:00' }, ['B']);
    expect((await notices()).filter((one) => one.kind === 'clash')).toEqual([]);
  });
});

describe('a room beyond the year that is kept expanded', () => {
  const far = { start: '2028-11-06T10:00', end: '2028-11-06T11:00' };
  const statuses = async () =>
    (await kit.rows('event_resource')).map((row) => [row['id'], row['status']] as const);
  const refusals = async () =>
    (await notices())
      .filter((one) => one.kind === 'room_refused')
      .map((one) => [one.to, (one as { time?: string }).time]);
  const rollTo = (day: string) =>
    rollForward(
      { store: kit.store, stamp: () => Date.parse(`${day}T01:00:00Z`) * 4096 },
      Date.parse(`${day}T01:00:00Z`),
    );

  it('is given once, to a single meeting as to one of next week', async () => {
    await meet(a!, 'e1', far, [], ['room']);
    await meet(c!, 'e2', { ...far, start: '2028-11-06T10:30', end: '2028-11-06T11:30' }, [], ['room']);
    expect(await statuses()).toEqual([
      ['e1-room', 'confirmed'],
      ['e2-room', 'refused'],
    ]);
    expect(await refusals()).toEqual([['C', '2028-11-06 10:30']]);
  });

  it('is not given to a single meeting where a series has it, nor to a series where a meeting has it', async () => {
    const mondays = { rrule: 'FREQ=WEEKLY' };
    await meet(a!, 'e1', { start: '2026-11-09T10:00', end: '2026-11-09T11:00', ...mondays }, [], ['room']);
    await meet(c!, 'e2', far, [], ['room']);
    await meet(c!, 'e3', { start: '2028-11-06T15:00', end: '2028-11-06T16:00' }, [], ['room']);
    await meet(b!, 'e4', { start: '2026-11-09T15:30', end: '2026-11-09T16:30', ...mondays }, [], ['room']);
    await meet(b!, 'e5', { start: '2026-11-09T16:00', end: '2026-11-09T17:00', ...mondays }, [], ['room']);
    expect(await statuses()).toEqual([
      ['e1-room', 'confirmed'],
      ['e2-room', 'refused'],
      ['e3-room', 'confirmed'],
      ['e4-room', 'refused'],
      ['e5-room', 'confirmed'],
    ]);
    expect(await refusals()).toEqual(
      expect.arrayContaining([
        ['C', '2028-11-06 10:00'],
        ['B', '2028-11-06 15:30'],
      ]),
    );
  });

  it('is asked for by a series that begins there until its first meeting is within reach', async () => {
    await rollTo('2026-11-02');
    const later = { rrule: 'FREQ=WEEKLY;COUNT=3', start: '2027-11-15T10:00', end: '2027-11-15T11:00' };
    await meet(a!, 'e1', later, [], ['room']);
    await meet(c!, 'e2', later, [], ['room']);
    expect(await statuses()).toEqual([
      ['e1-room', 'requested'],
      ['e2-room', 'requested'],
    ]);
    await rollTo('2026-11-20');
    expect(await statuses()).toEqual([
      ['e1-room', 'confirmed'],
      ['e2-room', 'refused'],
    ]);
    expect(await refusals()).toEqual([['C', '2027-11-15 10:00']]);
  });

  it('stays with two series that meet there, and one of the two is told when the day is within reach', async () => {
    await rollTo('2026-11-02');
    const yearly = { start: '2026-11-16T10:00', end: '2026-11-16T11:00', rrule: 'FREQ=YEARLY' };
    const tuesdays = { start: '2026-11-10T10:00', end: '2026-11-10T11:00', rrule: 'FREQ=WEEKLY' };
    await meet(a!, 'e1', yearly, [], ['room']);
    await meet(c!, 'e2', tuesdays, [], ['room']);
    await rollTo('2026-11-20');
    expect(await refusals()).toEqual([['C', '2027-11-16 10:00']]);
    expect((await statuses()).map(([, status]) => status)).toEqual(['confirmed', 'confirmed']);
    await rollTo('2026-11-21');
    expect(await refusals()).toHaveLength(1);
  });

  it('that stands with an event of this very push is not given to another one', async () => {
    await meet(b!, 'e2', {}, [], ['room']);
    const scope = 'calendar:B';
    await b!.push(
      { table: 'event', id: 'e2', scope, cells: { title: '新' }, base: await b!.base('event', 'e2') },
      { table: 'event', id: 'e1', scope, kind: 'insert', cells: anEvent('B') },
      {
        table: 'event_resource',
        id: 'e1-room',
        scope,
        kind: 'insert',
        cells: { event_id: 'e1', resource_id: 'room', status: 'requested' },
      },
    );
    expect(await statuses()).toEqual([
      ['e1-room', 'refused'],
      ['e2-room', 'confirmed'],
    ]);
  });
});
