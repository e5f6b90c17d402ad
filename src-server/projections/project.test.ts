import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aServer, anEvent, NOW, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import { edit, meet } from '../../tests/support/meet.ts';
import { rollForward } from './roll-forward.ts';

let kit: Kit;
let [a, b, c]: Laptop[] = [];
beforeEach(async () => {
  kit = await aServer();
  [a, b, c] = [await kit.laptop('A'), await kit.laptop('B'), await kit.laptop('C')];
});
afterEach(() => kit.close());

const at = (text: string): number => Date.parse(`${text}:00+08:00`);

const blocks = () => kit.rows('busy_block');
const invitations = () => kit.rows('invitation');
const notices = async () =>
  (await kit.rows('notice')).map((row) => ({
    to: row['person_id'],
    kind: row['kind'],
    ...(JSON.parse(String(row['params'])) as object),
  }));

describe('a busy block', () => {
  it('tells the branch when somebody is taken, in the scope of the team', async () => {
    await meet(a!, 'e1');
    expect(await c!.news('busy:team1')).toMatchObject([
      {
        table: 'busy_block',
        cells: {
          subject_kind: 'person',
          subject_id: 'A',
          event_id: 'e1',
          uid: 'e1',
          recurrence_id: '',
          start: at('2026-11-05T10:00'),
          end: at('2026-11-05T11:00'),
          status: 'busy',
          required: 1,
        },
      },
    ]);
  });

  it('reveals nothing of a private event but its times', async () => {
    const secret = '私人秘密';
    const more = {
      privacy: 'private',
      title: secret,
      description: secret,
      place: secret,
      rrule: 'FREQ=WEEKLY;COUNT=3',
    };
    await meet(a!, 'e1', more);
    const told = await c!.pull('busy:team1', 'branch:branch', 'bank');
    expect(
      told.checkpoints.flatMap((one) => one.entries).filter((entry) => entry.table === 'busy_block'),
    ).toHaveLength(3);
    expect(JSON.stringify(told)).not.toContain(secret);
    expect(JSON.stringify(told)).not.toContain('FREQ');
  });

  it('is there for each instance of a series, and is not written again where it says the same', async () => {
    await meet(a!, 'e1', { rrule: 'FREQ=WEEKLY;COUNT=4' });
    const before = await blocks();
    expect(before.map((row) => row['recurrence_id']).sort()).toEqual([
      '2026-11-05T10:00',
      '2026-11-12T10:00',
      '2026-11-19T10:00',
      '2026-11-26T10:00',
    ]);
    await edit(a!, 'event', 'e1', { title: '新名' });
    expect(await blocks()).toEqual(before);
  });

  it('moves with the one instance that was moved', async () => {
    await meet(a!, 'e1', { rrule: 'FREQ=WEEKLY;COUNT=2' });
    const moved = {
      start: '2026-11-13T15:00',
      end: '2026-11-13T16:00',
      series_id: 'e1',
      recurrence_id: '2026-11-12T10:00',
    };
    await meet(a!, 'e2', moved);
    const told = (await blocks()).map((row) => [
      row['event_id'],
      row['uid'],
      row['recurrence_id'],
      row['start'],
    ]);
    expect(told).toHaveLength(2);
    expect(told).toContainEqual(['e2', 'e1', '2026-11-12T10:00', at('2026-11-13T15:00')]);
  });

  it('goes with the event, and leaves no tombstone behind', async () => {
    await meet(a!, 'e1');
    await c!.pull('busy:team1');
    await edit(a!, 'event', 'e1', { deleted: 1 });
    expect(await c!.news('busy:team1')).toMatchObject([{ op: 'remove', table: 'busy_block' }]);
    expect(await kit.look.rows('busy_block')).toEqual([]);
  });

  it('follows a person into another team', async () => {
    await meet(a!, 'e1');
    const x = await kit.laptop('X');
    await x.push({
      table: 'person',
      id: 'A',
      scope: 'bank',
      cells: { unit_id: 'team2' },
      base: await x.base('person', 'A'),
    });
    expect((await blocks()).map((row) => row['scope'])).toEqual(['busy:team2']);
  });

  it('of a stranger who names my series leaves mine alone', async () => {
    await meet(a!, 'e1');
    await meet(c!, 'e9', { series_id: 'e1', recurrence_id: '2026-11-05T10:00' }, ['A']);
    const mine = (await blocks()).filter((row) => row['subject_id'] === 'A').map((row) => row['event_id']);
    expect(mine.sort()).toEqual(['e1', 'e9']);
  });

  it('is rolled forward each day: new days come in, old ones go', async () => {
    await meet(a!, 'e1', { start: '2026-08-10T10:00', end: '2026-08-10T11:00', rrule: 'FREQ=DAILY' });
    await rollForward({ store: kit.store, stamp: () => 0 }, NOW);
    const first = (await blocks()).map((row) => Number(row['start'])).sort((x, y) => x - y);
    await rollForward({ store: kit.store, stamp: () => 0 }, NOW + 86_400_000);
    const second = (await blocks()).map((row) => Number(row['start'])).sort((x, y) => x - y);
    expect(second).toEqual([...first.slice(1), first.at(-1)! + 86_400_000]);
  });
});

describe('an invitation', () => {
  it('goes to the attendee, and the answer comes back to the organiser', async () => {
    await meet(a!, 'e1', {}, ['B'], ['room']);
    const [invited] = (await b!.news('calendar:B')).filter((entry) => entry.table === 'invitation');
    expect(invited!.cells).toMatchObject({
      event_id: 'e1',
      person_id: 'B',
      organiser_id: 'A',
      title: '周会',
      start: '2026-11-05T10:00',
      resources: 'Room',
      answer: 'needs_action',
      sent_at: NOW,
    });
    await a!.pull('calendar:A');
    await edit(b!, 'invitation', invited!.id, { answer: 'accepted', answer_note: '好', seen_at: NOW });
    expect(await a!.news('calendar:A')).toMatchObject([
      { table: 'attendee', id: 'e1-B', cells: { answer: 'accepted', seen_at: NOW } },
    ]);
    const busy = (await blocks()).find((row) => row['subject_id'] === 'B');
    expect(busy).toMatchObject({ status: 'busy' });
    const told = await notices();
    expect(told).toContainEqual(
      expect.objectContaining({ to: 'B', kind: 'invited', who: 'A', title: '周会' }),
    );
    expect(told).toContainEqual(
      expect.objectContaining({ to: 'A', kind: 'answered', who: 'B', answer: 'accepted', word: '好' }),
    );
    await edit(b!, 'invitation', invited!.id, { answer: 'accepted', answer_note: '晚到十分钟' });
    expect(await notices()).toContainEqual(
      expect.objectContaining({ to: 'A', kind: 'answered', answer: 'accepted', word: '晚到十分钟' }),
    );
  });

  it('is noted as delivered once a laptop of the attendee has it, and stays so', async () => {
    await meet(a!, 'e1', {}, ['B']);
    await a!.pull('calendar:A');
    await b!.pull('calendar:B');
    expect(await a!.news('calendar:A')).toMatchObject([{ id: 'e1-B', cells: { delivered_at: NOW } }]);
    kit.now += 60_000;
    await b!.post('/sync/snapshot', { protocol: 1, scope: 'calendar:B' });
    expect(await a!.news('calendar:A')).toEqual([]);
  });

  it('shows a private event to whoever is asked to it', async () => {
    await meet(a!, 'e1', { privacy: 'private', title: '面谈' }, ['B']);
    expect(await invitations()).toMatchObject([{ scope: 'person:B', title: '面谈' }]);
  });

  it('follows the event, and tells the attendee that it moved', async () => {
    await meet(a!, 'e1', {}, ['B']);
    await edit(a!, 'event', 'e1', { start: '2026-11-06T09:00', end: '2026-11-06T10:00' });
    expect(await invitations()).toMatchObject([{ start: '2026-11-06T09:00' }]);
    expect(await notices()).toContainEqual(
      expect.objectContaining({ to: 'B', kind: 'event_moved', time: '2026-11-06 09:00' }),
    );
  });

  it('is withdrawn with the attendee', async () => {
    await meet(a!, 'e1', {}, ['B']);
    await edit(a!, 'attendee', 'e1-B', { deleted: 1 });
    expect(await invitations()).toEqual([]);
    expect((await blocks()).map((row) => row['subject_id'])).toEqual(['A']);
  });

  it('tells the attendee when the event is cancelled', async () => {
    await meet(a!, 'e1', {}, ['B']);
    await edit(a!, 'event', 'e1', { status: 'cancelled' });
    expect(await invitations()).toMatchObject([{ status: 'cancelled' }]);
    expect(await notices()).toContainEqual(
      expect.objectContaining({ to: 'B', kind: 'event_cancelled', title: '周会' }),
    );
  });

  it('cannot be written by the attendee but for the answer', async () => {
    await meet(a!, 'e1', {}, ['B']);
    const id = String((await invitations())[0]!['id']);
    const answer = await b!.push({
      table: 'invitation',
      id,
      scope: 'calendar:B',
      cells: { start: '2026-11-07T09:00' },
    });
    expect(answer.results).toMatchObject([{ reason: 'NotWritable', column: 'start' }]);
  });

  it('cannot be had by writing oneself down as an attendee of a colleague’s event', async () => {
    await meet(a!, 'e1', { privacy: 'private' });
    await b!.insert('attendee', 'x', 'calendar:B', {
      event_id: 'e1',
      person_id: 'B',
      role: 'required',
      answer: 'accepted',
    });
    expect(await invitations()).toEqual([]);
  });
});

describe('a bank that was loaded in bulk', () => {
  it('has its blocks and invitations after the first roll forward, and tells nobody', async () => {
    const attendee = { event_id: 'e1', person_id: 'B', role: 'required', answer: 'accepted' };
    await kit.load(
      { table: 'event', rows: [{ id: 'e1', scope: 'calendar:A', cells: anEvent('A') }] },
      { table: 'attendee', rows: [{ id: 'at1', scope: 'calendar:A', cells: attendee }] },
    );
    await rollForward({ store: kit.store, stamp: () => 1 }, NOW);
    expect((await blocks()).map((row) => row['subject_id']).sort()).toEqual(['A', 'B']);
    expect(await invitations()).toMatchObject([{ scope: 'calendar:B', answer: 'accepted' }]);
    expect(await notices()).toEqual([]);
  });
});

describe('a customer who is handed over', () => {
  it('is told to those who look after the other book, not to whoever did it', async () => {
    const customer = {
      kind: 'company',
      name: '云岫科技',
      short_name: '云岫',
      tier: 'key',
      lifecycle: 'active',
      stage: 'gather',
    };
    await kit.load({ table: 'customer', rows: [{ id: 'c1', scope: 'book:bookA', cells: customer }] });
    const cells = { scope: 'book:joint' };
    await a!.push({
      table: 'customer',
      id: 'c1',
      scope: 'book:bookA',
      cells,
      base: await a!.base('customer', 'c1'),
    });
    expect(await notices()).toMatchObject([{ to: 'B', kind: 'customer_moved', who: 'A', customer: '云岫' }]);
  });
});
