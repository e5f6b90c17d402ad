import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCustomer, aServer, NOW, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import { edit, meet } from '../../tests/support/meet.ts';

let kit: Kit;
let [a, b, c]: Laptop[] = [];
beforeEach(async () => {
  kit = await aServer();
  [a, b, c] = [await kit.laptop('A'), await kit.laptop('B'), await kit.laptop('C')];
});
afterEach(() => kit.close());

const attendee = async (id: string) => (await kit.rows('attendee')).find((row) => row['id'] === id);
const invitationOf = async (person: string) =>
  (await kit.rows('invitation')).find((row) => row['person_id'] === person)!;
const told = async (to: string) =>
  (await kit.rows('notice'))
    .filter((row) => row['person_id'] === to)
    .map((row) => ({ kind: row['kind'], ...(JSON.parse(String(row['params'])) as object) }));
const counter = (at: number, start = '2026-11-05T14:00', end = '2026-11-05T15:00') => ({
  counter_at: at,
  counter_start: start,
  counter_end: end,
  counter_zone: 'Asia/Shanghai',
  counter_was: '2026-11-05T10:00',
  counter_note: '上午不行',
  answer: 'tentative',
  seen_at: NOW,
});
const propose = async (laptop: Laptop, at: number, start?: string, end?: string): Promise<void> =>
  edit(laptop, 'invitation', String((await invitationOf(laptop.person))['id']), counter(at, start, end));

describe('a proposed time', () => {
  it('goes from the attendee to the organiser, who is told, and the word on it goes back', async () => {
    await meet(a!, 'e1', {}, ['B']);
    await propose(b!, NOW);
    expect(await attendee('e1-B')).toMatchObject(counter(NOW));
    expect(await told('A')).toContainEqual(
      expect.objectContaining({
        kind: 'countered',
        who: 'B',
        time: '2026-11-05 14:00',
        was: '2026-11-05 10:00',
      }),
    );
    await edit(a!, 'attendee', 'e1-B', {
      counter_reply: 'declined',
      counter_word: '改不了',
      counter_reply_to: NOW,
    });
    expect(await invitationOf('B')).toMatchObject({ counter_reply: 'declined', counter_word: '改不了' });
    expect(await told('B')).toContainEqual(
      expect.objectContaining({ kind: 'counter_answered', counter: 'declined', word: '改不了', who: 'A' }),
    );
  });

  it('that is taken is told as taken, and to the others as a move with both times', async () => {
    await meet(a!, 'e1', {}, ['B', 'C']);
    await propose(b!, NOW);
    const base = await a!.base('event', 'e1');
    await a!.push(
      {
        table: 'event',
        id: 'e1',
        scope: 'calendar:A',
        cells: { start: '2026-11-05T14:00', end: '2026-11-05T15:00' },
        base,
      },
      {
        table: 'attendee',
        id: 'e1-B',
        scope: 'calendar:A',
        cells: { answer: 'accepted', counter_reply: 'accepted', counter_reply_to: NOW, counter_word: null },
        base: await a!.base('attendee', 'e1-B'),
      },
    );
    expect(await invitationOf('B')).toMatchObject({ start: '2026-11-05T14:00', answer: 'accepted' });
    const kinds = async (to: string) => (await told(to)).map(({ kind }) => kind).sort();
    expect(await kinds('B')).toEqual(['counter_answered', 'invited']);
    expect(await kinds('C')).toEqual(['event_moved', 'invited']);
    expect(await told('C')).toContainEqual(
      expect.objectContaining({ time: '2026-11-05 14:00', was: '2026-11-05 10:00' }),
    );
  });

  it('made anew while the first is answered is not answered by that', async () => {
    await meet(a!, 'e1', {}, ['B']);
    await propose(b!, NOW);
    await edit(a!, 'attendee', 'e1-B', { counter_reply: 'declined', counter_reply_to: NOW });
    await propose(b!, NOW + 1, '2026-11-06T09:00', '2026-11-06T10:00');
    expect(await attendee('e1-B')).toMatchObject({ counter_at: NOW + 1, counter_reply_to: NOW });
    expect((await told('A')).filter(({ kind }) => kind === 'countered')).toHaveLength(2);
  });

  it('is void once the attendee was taken off and asked again', async () => {
    await meet(a!, 'e1', {}, ['B']);
    await propose(b!, NOW);
    await edit(a!, 'attendee', 'e1-B', { deleted: 1 });
    await a!.insert('attendee', 'again', 'calendar:A', {
      event_id: 'e1',
      person_id: 'B',
      role: 'required',
      answer: 'needs_action',
    });
    expect(await invitationOf('B')).toMatchObject({ counter_at: null, answer: 'needs_action' });
    expect(await attendee('again')).toMatchObject({ counter_at: null });
  });
});

describe('other times for single meetings of a series', () => {
  const first = '2026-11-12T10:00';
  const second = '2026-11-19T10:00';
  const time = (at: number, which: string) => ({
    counter_at: at,
    counter_start: which.replace('10:', '14:'),
    counter_end: which.replace('10:', '15:'),
    counter_zone: 'Asia/Shanghai',
    counter_recurrence_id: which,
    counter_was: which,
  });
  const proposal = (laptop: Laptop, id: string, at: number, which: string, more: object = {}) =>
    laptop.insert('proposal', id, `calendar:${laptop.person}`, {
      event_id: 'e1',
      person_id: laptop.person,
      ...time(at, which),
      ...more,
    });
  const live = async () => (await kit.rows('proposal')).filter((row) => row['deleted'] === 0);
  const copyOf = async (id: string) => (await live()).find((row) => row['copy_of'] === id);
  const original = async (id: string) => (await live()).find((row) => row['id'] === id);
  beforeEach(() => meet(a!, 'e1', { rrule: 'FREQ=WEEKLY' }, ['B', 'C']));

  it('stand beside each other, of one attendee and of several, and each is answered by itself', async () => {
    await proposal(b!, 'b1', NOW, first);
    await proposal(b!, 'b2', NOW + 1, second);
    await proposal(c!, 'c1', NOW + 2, first);
    for (const [id, person] of [
      ['b1', 'B'],
      ['b2', 'B'],
      ['c1', 'C'],
    ] as const)
      expect(await copyOf(id)).toMatchObject({ scope: 'calendar:A', person_id: person, counter_reply: null });
    const news = (await told('A')).filter(({ kind }) => kind === 'countered');
    expect(news).toHaveLength(3);
    const copy = String((await copyOf('b2'))!['id']);
    await edit(a!, 'proposal', copy, {
      counter_reply: 'declined',
      counter_word: '改不了',
      counter_reply_to: NOW + 1,
    });
    expect(await original('b2')).toMatchObject({ counter_reply: 'declined', counter_word: '改不了' });
    expect(await original('b1')).toMatchObject({ counter_reply: null });
    expect(await told('B')).toContainEqual(
      expect.objectContaining({ kind: 'counter_answered', counter: 'declined', word: '改不了' }),
    );
    expect((await told('C')).some(({ kind }) => kind === 'counter_answered')).toBe(false);
  });

  it('proposed anew is news again, and what is taken back is gone at the organiser too', async () => {
    await proposal(b!, 'b1', NOW, first);
    const copy = String((await copyOf('b1'))!['id']);
    await edit(a!, 'proposal', copy, { counter_reply: 'declined', counter_reply_to: NOW });
    await edit(b!, 'proposal', 'b1', time(NOW + 5, first));
    expect(await copyOf('b1')).toMatchObject({ counter_at: NOW + 5, counter_reply_to: NOW });
    expect((await told('A')).filter(({ kind }) => kind === 'countered')).toHaveLength(2);
    await edit(b!, 'proposal', 'b1', { deleted: 1 });
    expect(await live()).toEqual([]);
  });

  it('go when their attendee is taken off, and follow an event that becomes private', async () => {
    await proposal(b!, 'b1', NOW, first);
    await proposal(c!, 'c1', NOW, first);
    await edit(a!, 'event', 'e1', { privacy: 'private' });
    expect(await copyOf('b1')).toMatchObject({ scope: 'person:A' });
    expect(await original('b1')).toMatchObject({ scope: 'person:B' });
    await a!.push({
      table: 'attendee',
      id: 'e1-B',
      scope: 'person:A',
      cells: { deleted: 1 },
      base: await a!.base('attendee', 'e1-B'),
    });
    expect((await live()).map((row) => row['person_id'])).toEqual(['C', 'C']);
  });

  it('are nobody’s who is not asked, or who writes in another’s name or as if it were a copy', async () => {
    await meet(a!, 'e2', { rrule: 'FREQ=WEEKLY' }, ['C']);
    await proposal(b!, 'b1', NOW, first, { event_id: 'e2' });
    await proposal(b!, 'b2', NOW, first, { person_id: 'C' });
    await proposal(b!, 'b3', NOW, first, { copy_of: 'c9', counter_reply: 'accepted', counter_reply_to: NOW });
    expect(await live()).toEqual([]);
    expect((await told('A')).filter(({ kind }) => kind === 'countered')).toEqual([]);
    expect((await told('C')).filter(({ kind }) => kind === 'counter_answered')).toEqual([]);
  });
});

describe('an invitation', () => {
  it('names the colleagues and rooms that another time would have to suit, and no customer', async () => {
    await meet(a!, 'e1', {}, ['B', 'C'], ['room']);
    await a!.insert('attendee', 'guest', 'calendar:A', {
      event_id: 'e1',
      customer_id: 'secret-customer',
      role: 'required',
      answer: 'needs_action',
    });
    expect(await invitationOf('B')).toMatchObject({ people: 'B,C', rooms: 'room' });
    expect(JSON.stringify(await invitationOf('B'))).not.toContain('secret-customer');
  });

  it('that a delegate answered says by whom, and the attendee is told', async () => {
    await b!.insert('delegate', 'd1', 'person:B', { person_id: 'C', may: 'write' });
    await meet(a!, 'e1', {}, ['B']);
    const id = String((await invitationOf('B'))['id']);
    const base = await c!.base('invitation', id);
    const cells = { answer: 'accepted', answer_note: '会到', seen_at: NOW };
    await c!.push({ table: 'invitation', id, scope: 'calendar:B', cells, base });
    expect(await attendee('e1-B')).toMatchObject({
      answer: 'accepted',
      answer_note: '会到',
      answered_by: 'C',
    });
    expect(await invitationOf('B')).toMatchObject({ answered_by: 'C' });
    expect(await told('B')).toContainEqual(expect.objectContaining({ kind: 'answered_for', who: 'C' }));
    expect(await told('A')).toContainEqual(expect.objectContaining({ kind: 'answered', who: 'B', by: 'C' }));
    await edit(b!, 'invitation', id, { answer: 'declined', answer_note: null });
    expect(await attendee('e1-B')).toMatchObject({ answer: 'declined', answered_by: null });
    const declined = expect.objectContaining({ kind: 'answered', who: 'B', answer: 'declined' }) as object;
    expect(await told('A')).toContainEqual(declined);
    expect(await told('A')).not.toContainEqual(
      expect.objectContaining({ answer: 'declined', by: expect.anything() }),
    );
  });

  it('is told to whoever keeps the calendar too, in the name of its owner; a private one, and one’s own doing, is not', async () => {
    await b!.insert('delegate', 'd1', 'person:B', { person_id: 'C', may: 'write' });
    await meet(a!, 'e1', {}, ['B']);
    await edit(a!, 'event', 'e1', { start: '2026-11-05T14:00', end: '2026-11-05T15:00' });
    const mine = async (to: string) =>
      (await told(to)).map((one) => [one.kind, (one as { for?: string }).for ?? null]);
    expect((await mine('C')).sort()).toEqual([
      ['event_moved', 'B'],
      ['invited', 'B'],
    ]);
    await meet(a!, 'secret', { privacy: 'private' }, ['B']);
    await meet(c!, 'own', {}, ['B']);
    expect((await mine('C')).filter(([, owner]) => owner !== null)).toHaveLength(2);
    expect((await mine('B')).filter(([kind]) => kind === 'invited')).toHaveLength(3);
  });

  it('that is for both is told to a delegate in each name, a change of it once', async () => {
    await b!.insert('delegate', 'd1', 'person:B', { person_id: 'C', may: 'write' });
    await meet(a!, 'e1', {}, ['B', 'C']);
    await edit(a!, 'event', 'e1', { title: '季度会' });
    expect((await told('C')).map(({ kind }) => kind).sort()).toEqual(['event_changed', 'invited', 'invited']);
  });

  it('that two delegates answer without network keeps the first answer, and the second delegate is told', async () => {
    const d = await kit.laptop('L');
    for (const [id, person_id] of [
      ['d1', 'C'],
      ['d2', 'L'],
    ] as const)
      await b!.insert('delegate', id, 'person:B', { person_id, may: 'write' });
    await meet(a!, 'e1', {}, ['B']);
    const id = String((await invitationOf('B'))['id']);
    const base = await c!.base('invitation', id);
    const answers = async (laptop: Laptop, answer: string) =>
      laptop.push({
        table: 'invitation',
        id,
        scope: 'calendar:B',
        cells: { answer, answer_note: null, seen_at: NOW },
        base,
      });
    await answers(c!, 'accepted');
    kit.now += 60_000;
    await answers(d, 'declined');
    expect(await invitationOf('B')).toMatchObject({ answer: 'accepted', answered_by: 'C' });
    expect(await attendee('e1-B')).toMatchObject({ answer: 'accepted', answered_by: 'C' });
    // What the second wrote is kept, and nobody is asked.
    expect(await kit.rows('edit_conflict')).toMatchObject([
      { status: 'settled', choice: 'kept', lost_by: 'L', kept_by: 'C', settled_at: kit.now },
    ]);
    expect(await told('L')).toContainEqual(
      expect.objectContaining({
        kind: 'answered_first',
        who: 'C',
        for: 'B',
        answer: 'accepted',
        said: 'declined',
      }),
    );
    expect((await told('A')).filter(({ kind }) => kind === 'answered')).toHaveLength(1);
    // Whoever has seen the first answer may change it.
    await d.push({
      table: 'invitation',
      id,
      scope: 'calendar:B',
      cells: { answer: 'declined' },
      base: await d.base('invitation', id),
    });
    expect(await invitationOf('B')).toMatchObject({ answer: 'declined', answered_by: 'L' });
  });

  it('that clashes is to be looked at again, also by whoever has seen it', async () => {
    await meet(a!, 'e1', {}, ['B']);
    await edit(b!, 'invitation', String((await invitationOf('B'))['id']), { seen_at: NOW });
    await meet(b!, 'own', { start: '2026-11-06T10:00', end: '2026-11-06T11:00' });
    await edit(a!, 'event', 'e1', { start: '2026-11-06T10:00', end: '2026-11-06T11:00' });
    expect(await invitationOf('B')).toMatchObject({ answer: 'tentative', seen_at: null });
  });

  it('tells of another title or place, once each', async () => {
    await meet(a!, 'e1', { place: '三楼' }, ['B']);
    await edit(a!, 'event', 'e1', { place: '五楼' });
    await edit(a!, 'event', 'e1', { title: '季度会' });
    await edit(a!, 'event', 'e1', { description: '材料' });
    const changes = (await told('B')).filter(({ kind }) => kind === 'event_changed');
    expect(changes).toHaveLength(2);
    expect(changes).toContainEqual(expect.objectContaining({ place: '五楼', title: '周会' }));
    expect(changes).toContainEqual(expect.objectContaining({ old: '周会', title: '季度会' }));
  });
});

describe('where a visit is', () => {
  const visit = async (more: Record<string, string | null>) => {
    await kit.load({
      table: 'customer',
      rows: [
        { id: 'c1', scope: 'book:joint', cells: { ...aCustomer(), geo: '31.234567;121.456789', ...more } },
      ],
    });
    await meet(a!, 'e1', { kind: 'visit' }, ['B', 'C']);
    await a!.insert('event_customer', 'l1', 'calendar:A', { event_id: 'e1', customer_id: 'c1' });
    return async (person: string) => (await invitationOf(person))['whereabouts'];
  };

  it('goes exactly to whoever holds the customer, roughly to whoever does not, and moves with the customer', async () => {
    const at = await visit({});
    expect([await at('B'), await at('C')]).toEqual(['31.234567;121.456789', '~31.23;121.46']);
    await a!.push({
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      cells: { geo: '31.1;121.1' },
      base: await a!.base('customer', 'c1'),
    });
    expect([await at('B'), await at('C')]).toEqual(['31.1;121.1', '~31.10;121.10']);
  });

  it('is the district where that is known, and nothing where nothing is', async () => {
    await kit.load({
      table: 'district',
      rows: [{ id: 'd1', scope: 'bank', cells: { name: '城北', region: '城北', geo: '31;121' } }],
    });
    const at = await visit({ region: '城北' });
    expect(await at('C')).toBe('~31;121');
    await edit(a!, 'event', 'e1', { kind: 'call' });
    expect(await at('C')).toBeNull();
  });
});
