import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOW, aServer, anEvent, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import { edit, meet } from '../../tests/support/meet.ts';

let kit: Kit;
let [a, b, c]: Laptop[] = [];
beforeEach(async () => {
  kit = await aServer();
  [a, b, c] = [await kit.laptop('A'), await kit.laptop('B'), await kit.laptop('C')];
  await meet(a, 'e1', { rrule: 'FREQ=WEEKLY;COUNT=4' }, ['B', 'C']);
  await edit(b, 'invitation', String((await invitationOf('B'))['id']), { answer: 'accepted' });
});
afterEach(() => kit.close());

const [first, second, third] = ['2026-11-05T10:00', '2026-11-12T10:00', '2026-11-19T10:00'];
const invitationOf = async (person: string, event = 'e1') =>
  (await kit.rows('invitation')).find((row) => row['person_id'] === person && row['event_id'] === event)!;
const told = async (to: string, kind: string) =>
  (await kit.rows('notice'))
    .filter((row) => row['person_id'] === to && row['kind'] === kind)
    .map((row) => JSON.parse(String(row['params'])) as Record<string, unknown>);
/** What a laptop of an attendee writes about one meeting. */
const says = (laptop: Laptop, id: string, which: string, answer: string, more: object = {}) =>
  laptop.insert('instance_answer', id, `calendar:${laptop.person}`, {
    event_id: 'e1',
    person_id: laptop.person,
    recurrence_id: which,
    answer,
    ...more,
  });
const live = async () => (await kit.rows('instance_answer')).filter((row) => row['deleted'] === 0);
const copyOf = async (id: string) => (await live()).find((row) => row['copy_of'] === id);
const original = async (id: string) => (await live()).find((row) => row['id'] === id);
/** When somebody's time is taken by the series, as walls of its zone, with the status. */
const taken = async (person: string) =>
  (await kit.rows('busy_block'))
    .filter((row) => row['subject_id'] === person && row['uid'] !== 'other')
    .map((row) => [new Date(Number(row['start']) + 8 * 3_600_000).toISOString().slice(0, 16), row['status']])
    .sort();
const override = (id: string, which: string, slot: object, answer = 'accepted') => [
  {
    table: 'event' as const,
    id,
    scope: 'calendar:A',
    kind: 'insert' as const,
    cells: anEvent('A', { series_id: 'e1', recurrence_id: which, rrule: null, ...slot }),
  },
  ...['B', 'C'].map((person_id) => ({
    table: 'attendee' as const,
    id: `${id}-${person_id}`,
    scope: 'calendar:A',
    kind: 'insert' as const,
    cells: { event_id: id, person_id, role: 'required', answer },
  })),
];

/** This and following: the head ends earlier, the later half is a series of its own. */
const cut = async (head: string, tail: string, rrule: string, start: string, count = 2): Promise<void> => {
  const base = await a!.base('event', head);
  const slot = { start, end: start.replace(':00', ':30'), rrule: `FREQ=WEEKLY;COUNT=${count}` };
  await a!.push(
    { table: 'event', id: head, scope: 'calendar:A', cells: { rrule }, base },
    {
      table: 'event',
      id: tail,
      scope: 'calendar:A',
      kind: 'insert',
      cells: anEvent('A', { ...slot, ics: `RELATED-TO;RELTYPE=SIBLING:${head}@semicolon` }),
    },
    ...['B', 'C'].map((person_id) => ({
      table: 'attendee' as const,
      id: `${tail}-${person_id}`,
      scope: 'calendar:A',
      kind: 'insert' as const,
      cells: { event_id: tail, person_id, role: 'required', answer: 'accepted' },
    })),
  );
};

describe('an answer to one meeting of a series', () => {
  it('takes that one from their time alone, reaches the organiser, and stands beside a later one to the series', async () => {
    await says(b!, 'b2', second, 'declined', { answer_note: '休假' });
    expect(await taken('B')).toEqual([
      [first, 'busy'],
      [third, 'busy'],
      ['2026-11-26T10:00', 'busy'],
    ]);
    expect(await copyOf('b2')).toMatchObject({
      scope: 'calendar:A',
      person_id: 'B',
      recurrence_id: second,
      answer: 'declined',
      answer_note: '休假',
    });
    expect(await told('A', 'answered')).toContainEqual(
      expect.objectContaining({
        who: 'B',
        answer: 'declined',
        which: 'one',
        time: '2026-11-12 10:00',
        word: '休假',
      }),
    );
    await edit(b!, 'invitation', String((await invitationOf('B'))['id']), { answer: 'declined' });
    await edit(b!, 'instance_answer', 'b2', { answer: 'accepted', answer_note: null });
    expect(await taken('B')).toEqual([[second, 'busy']]);
  });

  it('taken back is again as the series is, and the organiser reads so', async () => {
    await says(b!, 'b2', second, 'declined');
    await edit(b!, 'instance_answer', 'b2', { answer: 'needs_action' });
    expect((await taken('B')).length).toBe(4);
    expect(await copyOf('b2')).toMatchObject({ answer: 'needs_action' });
    expect((await told('A', 'answered')).map(({ answer }) => answer).sort()).toEqual([
      'accepted',
      'accepted',
      'declined',
    ]);
  });

  it('is one notice with its others that are said alike at once', async () => {
    await b!.push(
      ...[first, second].map((recurrence_id, at) => ({
        table: 'instance_answer' as const,
        id: `b${at}`,
        scope: 'calendar:B',
        kind: 'insert' as const,
        cells: { event_id: 'e1', person_id: 'B', recurrence_id, answer: 'declined' },
      })),
    );
    expect((await told('A', 'answered')).filter(({ count }) => count !== undefined)).toEqual([
      expect.objectContaining({ count: 2, time: '2026-11-05 10:00' }),
    ]);
  });

  it('goes along when the series moves, over to its later half when it is cut, and back when that is undone', async () => {
    await says(b!, 'b2', second, 'declined');
    await says(b!, 'b3', third, 'declined');
    await edit(a!, 'event', 'e1', { start: '2026-11-06T11:00', end: '2026-11-06T12:00' });
    expect(await original('b2')).toMatchObject({ recurrence_id: '2026-11-13T11:00' });
    expect(await copyOf('b2')).toMatchObject({ recurrence_id: '2026-11-13T11:00' });
    await cut('e1', 'e2', 'FREQ=WEEKLY;COUNT=2', '2026-11-20T15:00');
    expect(await original('b2')).toMatchObject({ event_id: 'e1' });
    expect(await original('b3')).toMatchObject({ event_id: 'e2', recurrence_id: '2026-11-20T15:00' });
    expect(await copyOf('b3')).toMatchObject({ event_id: 'e2', answer: 'declined' });
    expect(await taken('B')).toEqual([
      ['2026-11-06T11:00', 'busy'],
      ['2026-11-27T15:00', 'busy'],
    ]);
    await a!.push(
      {
        table: 'event',
        id: 'e1',
        scope: 'calendar:A',
        cells: { rrule: 'FREQ=WEEKLY;COUNT=4' },
        base: await a!.base('event', 'e1'),
      },
      {
        table: 'event',
        id: 'e2',
        scope: 'calendar:A',
        cells: { deleted: 1 },
        base: await a!.base('event', 'e2'),
      },
    );
    expect(await original('b3')).toMatchObject({ event_id: 'e1', recurrence_id: '2026-11-20T11:00' });
  });

  it('that was given before its series moved, and comes after, is taken to the meeting that came of it', async () => {
    await edit(a!, 'event', 'e1', { start: '2026-11-06T11:00', end: '2026-11-06T12:00' });
    await says(b!, 'b2', second, 'declined');
    expect(await original('b2')).toMatchObject({ recurrence_id: '2026-11-13T11:00', answer: 'declined' });
    expect(await taken('B')).not.toContainEqual(['2026-11-13T11:00', 'busy']);
    // One that meets nowhere, whatever the series was, stays as it was said.
    await says(b!, 'b9', '2027-05-05T05:00', 'declined');
    expect(await original('b9')).toMatchObject({ recurrence_id: '2027-05-05T05:00' });
  });

  it('that was given before its series was cut in two, and comes after, is taken to the later half', async () => {
    await edit(a!, 'event', 'e1', { start: '2026-11-06T11:00', end: '2026-11-06T12:00' });
    await cut('e1', 'e2', 'FREQ=WEEKLY;COUNT=2', '2026-11-20T15:00');
    await edit(a!, 'event', 'e2', { start: '2026-11-21T15:00', end: '2026-11-21T16:00' });
    // Said of the series as it was at first: before it moved, before it was cut, before its half moved.
    await says(b!, 'b3', third, 'declined');
    expect(await original('b3')).toMatchObject({ event_id: 'e2', recurrence_id: '2026-11-21T15:00' });
    expect(await copyOf('b3')).toMatchObject({ event_id: 'e2', answer: 'declined' });
    expect(await told('A', 'answered')).toContainEqual(
      expect.objectContaining({ answer: 'declined', recurrence_id: '2026-11-21T15:00' }),
    );
    const times = (await taken('B')).map(([start]) => start);
    expect(times).toEqual(['2026-11-06T11:00', '2026-11-13T11:00', '2026-11-28T15:00']);
    // A meeting that the first half still has is answered there, and one that there never was nowhere.
    await says(b!, 'b2', second, 'declined');
    await says(b!, 'b9', '2027-05-06T10:00', 'declined');
    expect(await original('b2')).toMatchObject({ event_id: 'e1', recurrence_id: '2026-11-13T11:00' });
    expect(await original('b9')).toMatchObject({ event_id: 'e1', recurrence_id: '2027-05-06T10:00' });
  });

  it('is found in the half of a half, too', async () => {
    await cut('e1', 'e2', 'FREQ=WEEKLY;COUNT=1', '2026-11-12T15:00', 3);
    await cut('e2', 'e3', 'FREQ=WEEKLY;COUNT=1', '2026-11-19T16:00');
    await says(b!, 'b3', third, 'declined');
    expect(await original('b3')).toMatchObject({ event_id: 'e3', recurrence_id: '2026-11-19T16:00' });
  });

  it('of a meeting that is cut out counts again when it is back, and so when the series is', async () => {
    await says(b!, 'b2', second, 'declined');
    await edit(a!, 'event', 'e1', { exdate: second });
    await edit(a!, 'event', 'e1', { exdate: null });
    expect((await taken('B')).length).toBe(3);
    await edit(a!, 'event', 'e1', { deleted: 1 });
    expect(await copyOf('b2')).toBeUndefined();
    await edit(a!, 'event', 'e1', { deleted: 0 });
    expect(await copyOf('b2')).toMatchObject({ answer: 'declined' });
    expect((await taken('B')).length).toBe(3);
  });

  it('is said of what replaces the meeting too, whichever came first, and comes back without it', async () => {
    await says(b!, 'b2', second, 'declined');
    await a!.push(...override('o2', second, { start: '2026-11-13T14:00', end: '2026-11-13T15:00' }));
    expect(await invitationOf('B', 'o2')).toMatchObject({ answer: 'declined' });
    expect(await invitationOf('C', 'o2')).toMatchObject({ answer: 'accepted' });
    await a!.push(...override('o3', third, { start: '2026-11-20T14:00', end: '2026-11-20T15:00' }));
    await says(b!, 'b3', third, 'tentative');
    expect(await invitationOf('B', 'o3')).toMatchObject({ answer: 'tentative' });
    await edit(b!, 'invitation', String((await invitationOf('B', 'o2'))['id']), { answer: 'accepted' });
    expect(await original('b2')).toMatchObject({ answer: 'accepted' });
    expect(await taken('B')).toContainEqual(['2026-11-13T14:00', 'busy']);
  });

  it('is void once its person was taken off and asked again', async () => {
    await says(b!, 'b2', second, 'declined');
    await edit(a!, 'attendee', 'e1-B', { deleted: 1 });
    expect(await copyOf('b2')).toBeUndefined();
    await a!.insert('attendee', 'again', 'calendar:A', {
      event_id: 'e1',
      person_id: 'B',
      role: 'required',
      answer: 'needs_action',
    });
    expect(await original('b2')).toMatchObject({ answer: 'needs_action' });
    expect((await taken('B')).length).toBe(4);
  });

  it('stays that comes before its series, to a server that was put back and is offered both again', async () => {
    const about = { event_id: 'e9', person_id: 'B' };
    await says(b!, 'b9', second, 'declined', about);
    const earlier = { kind: 'insert', scope: 'calendar:A', at: NOW - 3_600_000 } as const;
    await a!.send([
      a!.change({
        ...earlier,
        table: 'event',
        id: 'e9',
        cells: anEvent('A', { rrule: 'FREQ=WEEKLY;COUNT=4' }),
      }),
      a!.change({
        ...earlier,
        table: 'attendee',
        id: 'e9-B',
        cells: { ...about, role: 'required', answer: 'needs_action' },
      }),
    ]);
    expect(await original('b9')).toMatchObject({ answer: 'declined' });
    expect(await copyOf('b9')).toMatchObject({ answer: 'declined' });
  });

  it('is nobody’s who writes in another’s name or as if it were a copy, and says nothing of who is not asked', async () => {
    await meet(a!, 'e2', { rrule: 'FREQ=WEEKLY;COUNT=2' }, ['C']);
    await says(b!, 'b1', first, 'declined', { event_id: 'e2' });
    expect(await copyOf('b1')).toBeUndefined();
    await says(b!, 'b2', first, 'declined', { person_id: 'C' });
    await says(b!, 'b3', first, 'declined', { copy_of: 'c9' });
    await a!.insert('instance_answer', 'a1', 'calendar:A', {
      event_id: 'e1',
      person_id: 'B',
      recurrence_id: first,
      answer: 'declined',
    });
    expect((await live()).map((row) => row['id'])).toEqual(['b1']);
    expect((await taken('B')).length).toBe(4);
    const refused = await c!.push({
      table: 'instance_answer',
      id: 'x',
      scope: 'calendar:B',
      kind: 'insert',
      cells: { event_id: 'e1', person_id: 'B', recurrence_id: first, answer: 'declined' },
    });
    expect(refused.results).toHaveLength(1);
  });

  it('of two delegates who had not seen each other is the first one’s, who is named', async () => {
    const d = await kit.laptop('L');
    for (const person_id of ['C', 'L'])
      await b!.insert('delegate', `d${person_id}`, 'person:B', { person_id, may: 'write' });
    const asB = (laptop: Laptop, answer: string) =>
      laptop.insert('instance_answer', 'one', 'calendar:B', {
        event_id: 'e1',
        person_id: 'B',
        recurrence_id: second,
        answer,
      });
    await asB(c!, 'declined');
    kit.now += 60_000;
    await asB(d, 'accepted');
    expect(await original('one')).toMatchObject({ answer: 'declined', answered_by: 'C' });
    expect(await copyOf('one')).toMatchObject({ answer: 'declined', answered_by: 'C' });
    expect(await told('L', 'answered_first')).toEqual([
      expect.objectContaining({ who: 'C', for: 'B', answer: 'declined', said: 'accepted' }),
    ]);
    expect(await told('B', 'answered_for')).toEqual([
      expect.objectContaining({ who: 'C', answer: 'declined', recurrence_id: second }),
    ]);
    expect(await told('A', 'answered')).toContainEqual(
      expect.objectContaining({ who: 'B', by: 'C', answer: 'declined' }),
    );
  });

  it('stays with its meeting and with who gave it, whatever a laptop writes of that', async () => {
    await b!.insert('delegate', 'dC', 'person:B', { person_id: 'C', may: 'write' });
    await c!.insert('instance_answer', 'one', 'calendar:B', {
      event_id: 'e1',
      person_id: 'B',
      recurrence_id: second,
      answer: 'declined',
    });
    await edit(b!, 'instance_answer', 'one', { answered_by: null });
    expect(await original('one')).toMatchObject({ answered_by: 'C' });
    await edit(b!, 'instance_answer', 'one', { recurrence_id: third, person_id: 'C', copy_of: 'x' });
    expect(await original('one')).toMatchObject({ recurrence_id: second, person_id: 'B', copy_of: null });
    expect(await copyOf('one')).toMatchObject({ recurrence_id: second, person_id: 'B', answered_by: 'C' });
    expect(await taken('B')).toContainEqual([third, 'busy']);
  });

  it('follows an event that becomes private', async () => {
    await says(b!, 'b2', second, 'declined');
    await edit(a!, 'event', 'e1', { privacy: 'private' });
    expect(await copyOf('b2')).toMatchObject({ scope: 'person:A' });
    expect(await original('b2')).toMatchObject({ scope: 'person:B' });
  });
});
