import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { SearchHit } from '../../../src-shared/contract/desk.ts';
import { scopeOf } from '../../../src-shared/sync/scope.ts';
import { aDesk, aPerson, BOOK, ME, type Desk } from '../../../tests/support/desk.ts';
import { sharedData } from '../../../tests/support/shared-data.ts';

let desk: Desk;
beforeEach(() => {
  desk = aDesk({ grants: { 'book:theirs': 'write', [scopeOf('calendar', 'b')]: 'read' } });
});

const create = (name: string, book_id = BOOK, more: { short_name?: string; name_en?: string } = {}): string =>
  desk.did('customer.create', {
    book_id,
    fields: { kind: /公司|港务/.test(name) ? 'company' : 'person', name, ...more },
  }).id;
const search = (text: string, limit = 20): SearchHit[] => desk.seen('search.all', { text, limit });
const found = (text: string): string[] => search(text).map((hit) => hit.title);
const marked = (text: string): string[] =>
  search(text).map((hit) => hit.marks.map(([from, to]) => hit.title.slice(from, to)).join('|'));

function anEvent(title: string, privacy: 'normal' | 'private', person = ME): string {
  return desk.given('event', scopeOf('calendar', person), {
    kind: 'visit', title, organiser_id: person, all_day: 0, start: '2026-11-24T10:00', end: '2026-11-24T11:00', zone: 'Asia/Shanghai',
    status: 'confirmed', transparency: 'busy', privacy, place: '港区二路',
  }); // prettier-ignore
}

test('one character finds customers, colleagues, appointments, tasks and notes', () => {
  create('云岫精密');
  desk.given('person', 'bank', aPerson({ name: '云飞' }));
  anEvent('云岫面谈', 'normal');
  desk.did('task.create', { fields: { title: '给云岫报价', zone: 'Asia/Shanghai' } });
  desk.did('note.create', { title: 'n', text: '二期在云岫', link: { customer_id: null, event_id: null } });
  expect(new Set(search('云').map((hit) => hit.table))).toEqual(
    new Set(['customer', 'person', 'event', 'task', 'note']),
  );
});

test('what is called exactly so comes first, then what begins so, then the rest; own customers before others', () => {
  create('大王建国贸易公司');
  create('王建国', 'theirs');
  create('王建国际公司', 'theirs');
  create('王建国庆');
  expect(found('王建国')).toEqual(['王建国', '王建国庆', '王建国际公司', '大王建国贸易公司']);
});

test('the matching part of a name is marked, typed as it is written or as it sounds', () => {
  create('云岫精密制造公司', BOOK, { name_en: 'Yunxiu Precision' });
  expect(marked('岫精')).toEqual(['岫精']);
  expect(marked('xiujing')).toEqual(['岫精']);
  expect(marked('xjm')).toEqual(['岫精密']);
  expect(marked('yunx')).toEqual(['云岫']);
  expect(marked('云 制造')).toEqual(['云|制造']);
});

test('a number that is pasted with blanks and country code opens its customer', () => {
  const id = create('周岚');
  desk.did('contactPoint.put', {
    id: null,
    customer_id: id,
    kind: 'mobile',
    value: '13812345678',
    label: null,
    preferred: 1,
  });
  for (const text of ['+86 138 1234 5678', '0086-138-1234-5678', '12345678', '1381'])
    expect([text, found(text)]).toEqual([text, ['周岚']]);
});

test('what a colleague marked private is not found by who may read the calendar', () => {
  anEvent('秘密会谈', 'private', 'b');
  anEvent('公开会谈', 'normal', 'b');
  anEvent('自己的会谈', 'private');
  expect(found('会谈').sort()).toEqual(['公开会谈', '自己的会谈'].sort());
});

test('an invitation is found, under its event, and as one with it', () => {
  const id = anEvent('联动会', 'normal', 'b');
  const invitation = {
    kind: 'meeting', title: '联动会', event_id: id, person_id: ME, organiser_id: 'b', all_day: 0, start: '2026-11-24T10:00',
    end: '2026-11-24T11:00', zone: 'Asia/Shanghai', status: 'confirmed', transparency: 'busy', role: 'required', sent_at: 1,
    answer: 'needs_action',
  } as const; // prettier-ignore
  desk.given('invitation', scopeOf('calendar', ME), invitation);
  desk.given('invitation', scopeOf('calendar', ME), {
    ...invitation,
    event_id: 'elsewhere',
    title: '联动复盘',
  });
  expect(
    search('联动')
      .map((hit) => hit.id)
      .sort(),
  ).toEqual([id, 'elsewhere'].sort());
});

test('a customer who was renamed or removed is no longer found by the old name', () => {
  const id = create('云岫');
  desk.did('customer.update', { id, fields: { name: '北屿' } });
  expect([found('云'), found('beiyu')]).toEqual([[], ['北屿']]);
  desk.did('customer.remove', { id });
  expect(found('北')).toEqual([]);
});

test('many customers leave room for what else was found', () => {
  for (let i = 0; i < 30; i += 1) create(`云${i}`);
  for (let i = 0; i < 30; i += 1)
    desk.did('task.create', { fields: { title: `云${i}`, zone: 'Asia/Shanghai' } });
  const tables = search('云', 10).map((hit) => hit.table);
  expect([tables.filter((one) => one === 'customer').length, tables.length]).toEqual([6, 10]);
});

describe('text that means something to a database', () => {
  const list = (text: string) =>
    desk.ask('customer.list', {
      filter: { text, kinds: [], tiers: [], lifecycles: [], stages: [], books: [], tag: null, overdueOnly: false },
      sort: 'name', descending: false, offset: 0, limit: 10,
    }); // prettier-ignore
  /** Whether every query that takes a text answers. */
  const answers = (text: string): boolean => {
    const cut = text.slice(0, 100);
    return [
      desk.ask('search.all', { text: cut, limit: 20 }),
      list(cut),
      desk.ask('note.list', { text: cut, customer_id: null, event_id: null, limit: 5 }),
      desk.ask('task.list', { text: cut, view: 'all', today: '2026-11-23', customer_id: null }),
    ].every((result) => result.ok);
  };
  const failing = (texts: readonly string[]): string[] => texts.filter((text) => !answers(text));

  test('operators, quotes and wildcards are only text', () => {
    create('AND OR NOT NEAR');
    const texts = [
      'AND',
      'a AND',
      'NOT x',
      'NEAR(a b)',
      '"',
      '"a',
      "o'brien",
      '*',
      'a*',
      '%',
      '_',
      '^a',
      'name:a',
      '{',
      '- a',
      '+',
    ];
    expect(failing(texts)).toEqual([]);
    expect(found('not near')).toEqual(['AND OR NOT NEAR']);
    expect([found('%'), found('*'), found('_')]).toEqual([[], [], []]);
  });

  test('emoji, halves of characters, marks without letters and long texts never fail', () => {
    create('👍 云');
    const texts = [
      '👍',
      '👨‍👩‍👧',
      '\ud800',
      'a\udc00b',
      '\u0301',
      '\u0000',
      '云'.repeat(100),
      'a'.repeat(100),
      'a '.repeat(50),
      '𠮷',
      'İ',
      'ﬁ',
      'ß',
    ];
    expect(failing(texts)).toEqual([]);
    expect(found('👍 云')).toEqual(['👍 云']);
  });

  test('rare characters are found by themselves', () => {
    create('𠮷野家公司');
    expect(found('𠮷')).toEqual(['𠮷野家公司']);
    expect(marked('𠮷野')).toEqual(['𠮷野']);
  });

  test('no text at all makes a search fail', () => {
    create('云岫 AND "x"');
    const text = fc.string({ unit: 'binary', maxLength: 100 });
    expect(() => fc.assert(fc.property(text, answers), { numRuns: 100 })).not.toThrow();
  });

  const file = sharedData('csv_text_torture/blns');
  test.skipIf(file === null)(
    'nor does any of the naughty strings (needs ../shared/data/csv_text_torture/blns)',
    () => {
      const strings = JSON.parse(readFileSync(path.join(file!, 'blns.json'), 'utf8')) as string[];
      expect(strings.length).toBeGreaterThan(400);
      expect(failing(strings)).toEqual([]);
    },
  );
});
