import { describe, expect, it } from 'vitest';
import { tableSpec } from '../schema/tables.ts';
import { byPriority, grantsOf, mayLiveIn, parseScope, rightsIn, type Organisation } from './scope.ts';

const bank: Organisation = {
  units: [
    { id: 'head', kind: 'head_office', parent_id: null },
    { id: 'branch', kind: 'branch', parent_id: 'head' },
    { id: 'sub', kind: 'sub_branch', parent_id: 'branch' },
    { id: 'team', kind: 'team', parent_id: 'sub' },
    { id: 'other team', kind: 'team', parent_id: 'branch' },
    { id: 'other branch', kind: 'branch', parent_id: 'head' },
    { id: 'far team', kind: 'team', parent_id: 'other branch' },
  ],
  people: [
    { id: 'a', role: 'manager', unit_id: 'team', left_on: null },
    { id: 'b', role: 'manager', unit_id: 'team', left_on: null },
    { id: 'lead', role: 'lead', unit_id: 'team', left_on: null },
    { id: 'far', role: 'manager', unit_id: 'far team', left_on: null },
    { id: 'teller', role: 'teller', unit_id: 'sub', left_on: null },
    { id: 'gone', role: 'manager', unit_id: 'team', left_on: '2026-01-31' },
  ],
  books: [
    { id: 'book a', unit_id: 'team' },
    { id: 'book b', unit_id: 'team' },
    { id: 'book far', unit_id: 'far team' },
  ],
  members: [
    { book_id: 'book a', person_id: 'a' },
    { book_id: 'book b', person_id: 'b' },
    { book_id: 'book far', person_id: 'far' },
  ],
  delegates: [
    { owner_id: 'far', person_id: 'a', may: 'write' },
    { owner_id: 'far', person_id: 'b', may: 'read' },
    { owner_id: 'gone', person_id: 'b', may: 'write' },
    { owner_id: 'gone', person_id: 'a', may: 'succeed' },
    { owner_id: 'far', person_id: 'teller', may: 'succeed' },
  ],
};

describe('rights', () => {
  it('a delegate gets the calendar and nothing that is private, and nothing of who has left', () => {
    expect(grantsOf('a', bank).get('calendar:far')).toBe('write');
    expect(grantsOf('b', bank).get('calendar:far')).toBe('read');
    expect(grantsOf('a', bank).has('person:far')).toBe(false);
    expect(grantsOf('b', bank).has('calendar:gone')).toBe(false);
  });

  it('what somebody left behind in the calendar is written by their leads and by who took over, once they have left', () => {
    expect(grantsOf('lead', bank).get('calendar:gone')).toBe('write');
    expect(grantsOf('lead', bank).get('calendar:a')).toBe('read');
    expect(grantsOf('a', bank).get('calendar:gone')).toBe('write');
    expect(grantsOf('teller', bank).has('calendar:far')).toBe(false);
    expect(grantsOf('a', bank).has('person:gone')).toBe(false);
  });

  it('of everybody are reckoned in one look through the organisation', () => {
    let passes = 0;
    const counted = <T>(list: readonly T[]): readonly T[] =>
      new Proxy(list, {
        get: (of, key, self) => {
          if (key === Symbol.iterator || typeof of[key as never] === 'function') passes += 1;
          return Reflect.get(of, key, self) as unknown;
        },
      });
    const { units, people, books, members, delegates } = bank;
    const looked = {
      units: counted(units),
      people: counted(people),
      books: counted(books),
      members: counted(members),
      delegates: counted(delegates),
    };
    const rightsOf = rightsIn(looked);
    const once = passes;
    for (const { id } of people) expect(rightsOf(id)).toEqual(grantsOf(id, bank));
    expect([once > 0, passes]).toEqual([true, once]);
  });

  it('end at a unit that lies below itself by a mistake', () => {
    const units: Organisation['units'] = [
      { id: 'a', kind: 'branch', parent_id: 'b' },
      { id: 'b', kind: 'team', parent_id: 'a' },
    ];
    const people: Organisation['people'] = [{ id: 'l', role: 'lead', unit_id: 'b', left_on: null }];
    const grants = grantsOf('l', { units, people, books: [], members: [], delegates: [] });
    expect([grants.get('team:a'), grants.get('team:b'), grants.get('busy:b')]).toEqual([
      'write',
      'write',
      'read',
    ]);
  });

  it('a manager works on the own book and does not see a colleague’s', () => {
    const grants = grantsOf('a', bank);
    expect(grants.get('book:book a')).toBe('write');
    expect(grants.has('book:book b')).toBe(false);
    expect(grants.has('calendar:b')).toBe(false);
  });

  it('everybody sees who is busy in the own branch, and nothing of another', () => {
    const grants = grantsOf('a', bank);
    expect(grants.get('busy:other team')).toBe('read');
    expect(grants.has('busy:far team')).toBe(false);
  });

  it('a lead reads the calendars and writes the books of the team, not of another branch', () => {
    const grants = grantsOf('lead', bank);
    expect(grants.get('calendar:a')).toBe('read');
    expect(grants.get('book:book a')).toBe('write');
    expect(grants.has('calendar:far')).toBe(false);
    expect(grants.has('book:book far')).toBe(false);
  });

  it('a teller sees the front-desk cards of the branch and no book', () => {
    const scopes = [...grantsOf('teller', bank).keys()];
    expect(scopes).toContain('front:branch');
    expect(scopes.filter((scope) => scope.startsWith('book:'))).toEqual([]);
  });

  it('somebody who left sees nothing', () => {
    expect(grantsOf('gone', bank).size).toBe(0);
    expect(grantsOf('nobody', bank).size).toBe(0);
  });
});

describe('scopes', () => {
  it('are a family and an id, and nothing else', () => {
    expect(parseScope('book:7')).toEqual({ family: 'book', id: '7' });
    expect(parseScope('bank')).toEqual({ family: 'bank', id: '' });
    for (const bad of ['', 'book', 'book:', 'bank:1', 'admin:1', ':1']) expect(parseScope(bad)).toBeNull();
  });

  it('hold only the tables that were declared for them', () => {
    expect(mayLiveIn(tableSpec('customer'), 'book:1')).toBe(true);
    expect(mayLiveIn(tableSpec('customer'), 'bank')).toBe(false);
    expect(mayLiveIn(tableSpec('event'), 'book:1')).toBe(false);
  });

  it('arrive in the order in which a person needs them: own calendar and book before the colleagues’', () => {
    const order = byPriority(
      ['book:other', 'calendar:other', 'busy:t', 'book:mine', 'calendar:me', 'bank'],
      new Set(['book:mine', 'calendar:me']),
    );
    expect(order.slice(0, 3)).toEqual(['bank', 'calendar:me', 'book:mine']);
  });
});
