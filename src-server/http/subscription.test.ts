import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditLines } from '../../db/server/queries/audit.ts';
import { readIcs } from '../../src-shared/domain/calendar/ics.ts';
import { planImport } from '../../src-shared/domain/calendar/ics-import.ts';
import type { RenewedSubscription, SubscriptionState } from '../../src-shared/sync/session-requests.ts';
import type { Cells } from '../../src-shared/sync/change.ts';
import { anEvent, aServer, type Kit, type Laptop } from '../../tests/support/server-kit.ts';

let kit: Kit;
let a: Laptop;
let path: string;
beforeEach(async () => {
  kit = await aServer();
  a = await kit.laptop('A');
  path = await renew(a);
});
afterEach(() => kit.close());

const renew = async (laptop: Laptop): Promise<string> =>
  (await laptop.post('/subscription/renew', {})).json<RenewedSubscription>().path;
const get = (url: string, headers: Record<string, string> = {}) =>
  kit.app.inject({ method: 'GET', url, headers });
const add = (id: string, cells: Cells = {}, laptop = a) =>
  laptop.push({
    table: 'event',
    id,
    scope: `calendar:${laptop.person}`,
    kind: 'insert',
    cells: anEvent(laptop.person, cells),
  });
const ask = (event: string, person: string) => ({
  table: 'attendee',
  id: `${event}-${person}`,
  scope: 'calendar:B',
  kind: 'insert' as const,
  cells: { event_id: event, person_id: person, role: 'required', answer: 'needs_action' },
});
const titles = (text: string): string[] =>
  [...text.matchAll(/^SUMMARY:(.*?)\r?$/gm)].map(([, title]) => title!);

describe('a calendar under an address', () => {
  it('is read back by the import: the same events, series with their exceptions among them', async () => {
    await add('one', { title: '拜访；王总，面谈', place: '滨江路 8 号' });
    await add('weekly', { title: '晨会', rrule: 'FREQ=WEEKLY;COUNT=5', exdate: '2026-11-19T10:00' });
    await add('moved', {
      title: '晨会（改期）',
      series_id: 'weekly',
      recurrence_id: '2026-11-12T10:00',
      start: '2026-11-12T15:00',
      end: '2026-11-12T16:00',
    });
    await add('day', { all_day: 1, start: '2026-12-24', end: '2026-12-26', kind: 'leave', title: '年假' });
    const answer = await get(path);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
    });
    const { items, problems } = planOf(answer.body);
    // What it says of itself has no place on a desk.
    expect(problems).toMatchObject([
      { type: 'IcsCalendar', text: 'X-WR-CALNAME:分号' },
      { type: 'IcsCalendar', text: 'REFRESH-INTERVAL;VALUE=DURATION:PT1H' },
    ]);
    expect(items).toEqual([
      ['day', '2026-12-24', null, null, '年假'],
      ['moved', '2026-11-12T15:00', null, '2026-11-12T10:00', '晨会（改期）'],
      ['one', '2026-11-05T10:00', null, null, '拜访；王总，面谈'],
      ['weekly', '2026-11-05T10:00', 'FREQ=WEEKLY;COUNT=5', null, '晨会'],
    ]);
  });

  it('shows what is private as taken time and nothing else, and nothing of anybody else', async () => {
    await add('secret', { privacy: 'private', title: '体检', place: '协和医院', description: '空腹' });
    const b = await kit.laptop('B');
    await add('theirs', { title: '乙的会' }, b);
    await b.push(ask('theirs', 'A'));
    await add('hidden', { title: '丙丁密谈', privacy: 'private' }, b);
    await b.push({ ...ask('hidden', 'A'), scope: 'person:B' });
    await add('other', { title: '与甲无关' }, b);
    const { body } = await get(path);
    expect(titles(body).sort()).toEqual(['乙的会', '忙', '忙']);
    expect(body).not.toMatch(/体检|协和|空腹|密谈|无关/);
    expect(titles((await get(`${path}?lang=en`)).body)).toContain('Busy');
  });

  it('says of a series which of its meetings alone was declined, and of a declined one to which one comes', async () => {
    const b = await kit.laptop('B');
    await add('weekly', { title: '周会', rrule: 'FREQ=WEEKLY;COUNT=3' }, b);
    await add('other', { title: '月会', rrule: 'FREQ=WEEKLY;COUNT=3' }, b);
    await b.push(ask('weekly', 'A'), ask('other', 'A'));
    const other = (await kit.rows('invitation')).find((row) => row['event_id'] === 'other')!;
    const base = await a.base('invitation', String(other['id']));
    const scope = 'calendar:A';
    await a.push(
      { table: 'invitation', id: String(other['id']), scope, cells: { answer: 'declined' }, base },
      ...[
        ['weekly', '2026-11-12T10:00', 'declined'],
        ['weekly', '2026-11-19T10:00', 'accepted'],
        ['other', '2026-11-12T10:00', 'accepted'],
        ['other', '2026-11-13T10:00', 'accepted'],
      ].map(([event_id, recurrence_id, answer], at) => ({
        table: 'instance_answer',
        id: `one${at}`,
        scope,
        kind: 'insert' as const,
        cells: { event_id, person_id: 'A', recurrence_id, answer } as Cells,
      })),
    );
    const { body } = await get(path);
    expect(titles(body).sort()).toEqual(['周会', '周会', '月会']);
    expect(body.replaceAll('\r\n', ' ')).toMatch(
      /RECURRENCE-ID;TZID=Asia\/Shanghai:20261112T100000 DTSTAMP:\S+ SUMMARY:周会 STATUS:CANCELLED TRANSP:TRANSPARENT/,
    );
    expect(planOf(body).items).toContainEqual([
      'other/2026-11-12T10:00',
      '2026-11-12T10:00',
      null,
      null,
      '月会',
    ]);
  });

  it('leaves out what was declined, and says so of one instance of a series', async () => {
    const b = await kit.laptop('B');
    await add('weekly', { title: '周会', rrule: 'FREQ=WEEKLY;COUNT=3' }, b);
    const instance = { series_id: 'weekly', recurrence_id: '2026-11-12T10:00', title: '这次不去' };
    await add('instance', { ...instance, start: '2026-11-12T10:00', end: '2026-11-12T11:00' }, b);
    await add('single', { title: '单次' }, b);
    await b.push(ask('weekly', 'A'), ask('instance', 'A'), ask('single', 'A'));
    for (const row of await kit.rows('invitation')) {
      const id = String(row['id']);
      if (row['event_id'] === 'weekly') continue;
      const base = await a.base('invitation', id);
      await a.push({ table: 'invitation', id, scope: 'calendar:A', cells: { answer: 'declined' }, base });
    }
    const { body } = await get(path);
    expect(titles(body).sort()).toEqual(['周会', '这次不去']);
    expect(body.replaceAll('\r\n', ' ')).toMatch(
      /RECURRENCE-ID;TZID=Asia\/Shanghai:20261112T100000 [^]*?SUMMARY:这次不去 STATUS:CANCELLED TRANSP:TRANSPARENT/,
    );
  });

  it('is not sent again while nothing changed, by tag or by date', async () => {
    await add('one');
    const first = await get(path);
    const etag = String(first.headers['etag']);
    const modified = String(first.headers['last-modified']);
    expect((await get(path, { 'if-none-match': `"x", ${etag}` })).statusCode).toBe(304);
    expect((await get(path, { 'if-modified-since': modified })).statusCode).toBe(304);
    // The tag decides where both are sent.
    expect((await get(path, { 'if-none-match': '"x"', 'if-modified-since': modified })).statusCode).toBe(200);
    kit.now += 2_000;
    await add('two', { title: '新的' });
    const second = await get(path, { 'if-none-match': etag });
    expect([second.statusCode, titles(second.body).length]).toEqual([200, 2]);
    expect((await get(path, { 'if-modified-since': modified })).statusCode).toBe(200);
  });

  it('is compressed where the program takes it, page after page', async () => {
    await kit.load({
      table: 'event',
      rows: Array.from({ length: 2_400 }, (_, n) => ({
        id: `e${String(n).padStart(4, '0')}`,
        scope: 'calendar:A',
        cells: anEvent('A', { title: `会 ${n}` }),
      })),
    });
    const answer = await get(path, { 'accept-encoding': 'gzip' });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(answer.headers['content-length']).toBeUndefined();
    const text = gunzipSync(answer.rawPayload).toString();
    expect(new Set(titles(text)).size).toBe(2_400);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });
});

describe('the address', () => {
  it('ends when it is made anew, when it is withdrawn, and when its person leaves', async () => {
    const next = await renew(a);
    expect([(await get(path)).statusCode, (await get(next)).statusCode]).toEqual([404, 200]);
    await a.post('/subscription/end', {});
    expect((await get(next)).statusCode).toBe(404);
    const last = await renew(a);
    const admin = await kit.laptop('X');
    await admin.push({
      table: 'person',
      id: 'A',
      scope: 'bank',
      cells: { left_on: '2026-11-02' },
      base: await admin.base('person', 'A'),
    });
    expect((await get(last)).statusCode).toBe(404);
  });

  it('is told once: afterwards only since when it is there, and when it was last read', async () => {
    const state = async () => (await a.post('/subscription', {})).json<SubscriptionState>().subscription;
    expect(await state()).toEqual({ since: kit.now, read: null });
    await get(path);
    expect(await state()).toEqual({ since: kit.now, read: kit.now });
    await a.post('/subscription/end', {});
    expect(await state()).toBeNull();
    const [row] = await kit.store.query<{ n: number }>('SELECT count(*) AS n FROM "subscription"');
    expect(row?.n).toBe(0);
  });

  it('stands in no log, and neither does what it shows; that it was made and ended does', async () => {
    await add('one', { title: '机密会谈' });
    await get(path);
    await get('/calendar/guess.ics');
    await get(path.replace('.ics', ''));
    await a.post('/subscription/end', {});
    const token = path.slice('/calendar/'.length, -'.ics'.length);
    expect(token.length).toBeGreaterThan(40);
    const logged = kit.logged.join('');
    expect(logged).toContain('/calendar/:file');
    for (const secret of [token, '机密', 'guess.ics']) expect(logged).not.toContain(secret);
    const told: string[] = [];
    for await (const line of auditLines(kit.store))
      told.push(`${line.action} ${line.person_id} ${line.detail ?? ''}`);
    expect(told).toEqual(expect.arrayContaining(['subscription_made A ', 'subscription_ended A ']));
    expect(told.join('')).not.toContain(token);
  });

  it('leads nowhere where it is a guess, or of another form', async () => {
    for (const url of ['/calendar/AAAA.ics', '/calendar/.ics', '/calendar/x.html', `${path}.ics`]) {
      const answer = await get(url);
      expect([answer.statusCode, answer.json()]).toEqual([404, { error: 'NotFound' }]);
    }
  });
});

it('is asked for no more than so often from one place', async () => {
  const strict = await aServer({ limits: { calendars: 3 } });
  const statuses = [];
  for (let n = 0; n < 4; n += 1)
    statuses.push((await strict.app.inject({ method: 'GET', url: `/calendar/${n}.ics` })).statusCode);
  await strict.close();
  expect(statuses).toEqual([404, 404, 404, 429]);
});

/** What an import would take in: uid, start, rule, which instance, title. */
function planOf(text: string): { items: (string | null)[][]; problems: readonly unknown[] } {
  const plan = planImport(readIcs(text));
  return {
    items: plan.items
      .map((item) => [
        item.recurrence_id === null ? item.uid.replace('@semicolon', '') : 'moved',
        item.slot.start,
        item.slot.rrule,
        item.recurrence_id,
        item.title,
      ])
      .toSorted((x, y) => String(x[0]).localeCompare(String(y[0]))),
    problems: plan.problems,
  };
}
