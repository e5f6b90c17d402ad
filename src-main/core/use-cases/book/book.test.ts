import { expect, test } from 'vitest';
import { aDesk, aPerson, BOOK, ME, TEAM, type Desk } from '../../../../tests/support/desk.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';

const book = scopeOf('book', BOOK);

function aLead(): Desk {
  const desk = aDesk({ me: { role: 'lead' }, grants: { 'book:other': 'write', bank: 'read' } });
  desk.given('person', 'bank', aPerson({ name: '甲' }), 'a');
  desk.given('person', 'bank', aPerson({ name: '乙' }), 'b');
  desk.given('book', 'bank', { name: 'Other', kind: 'personal', unit_id: TEAM }, 'other');
  desk.given('book_member', 'bank', { book_id: 'other', person_id: 'a', role: 'owner' });
  return desk;
}
const members = (desk: Desk): unknown[] =>
  desk
    .seen('book.managed', {})
    .find((one) => one.id === 'other')
    ?.members.map((one) => [one.id, one.role]) ?? [];

test('a lead makes a joint book, hands it over, and takes that back', () => {
  const desk = aLead();
  desk.did('book.setMember', { book_id: 'other', person_id: 'b', member: true });
  expect(members(desk)).toEqual([
    ['a', 'owner'],
    ['b', 'member'],
  ]);
  desk.did('book.handOver', { book_id: 'other', person_id: 'b' });
  expect(members(desk)).toEqual([['b', 'owner']]);
  desk.did('undo.undo', {});
  expect(members(desk)).toEqual([
    ['a', 'owner'],
    ['b', 'member'],
  ]);
  expect(desk.run('book.setMember', { book_id: 'other', person_id: 'a', member: false })).toMatchObject({
    error: { type: 'BadInput' },
  });
  desk.close();
});

test('whoever is no lead decides no membership', () => {
  const desk = aDesk({ me: { role: 'manager' }, grants: { bank: 'read' } });
  desk.given('person', 'bank', aPerson({ name: '乙' }), 'b');
  expect(desk.run('book.setMember', { book_id: BOOK, person_id: 'b', member: true })).toMatchObject({
    error: { type: 'NotGranted' },
  });
  expect(desk.seen('book.managed', {})).toEqual([]);
  desk.close();
});

test('a customer goes into another book that one may write, and only there', () => {
  const desk = aLead();
  const id = desk.given('customer', book, {
    kind: 'company',
    name: '云岫科技',
    tier: 'key',
    lifecycle: 'active',
    stage: 'deal',
  });
  desk.did('customer.move', { id, book_id: 'other' });
  expect(desk.row('customer', id)).toMatchObject({ scope: 'book:other' });
  expect(desk.run('customer.move', { id, book_id: 'unknown' })).toMatchObject({
    error: { type: 'NotGranted' },
  });
  desk.did('undo.undo', {});
  expect(desk.row('customer', id)).toMatchObject({ scope: book });
  desk.close();
});

test('a delegate is let in, given more, and ended', () => {
  const desk = aLead();
  desk.did('delegate.set', { person_id: 'a', may: 'read' });
  desk.did('delegate.set', { person_id: 'a', may: 'write' });
  expect(desk.seen('delegate.list', {})).toMatchObject([{ person: { id: 'a', name: '甲' }, may: 'write' }]);
  desk.did('delegate.set', { person_id: 'a', may: 'none' });
  expect(desk.seen('delegate.list', {})).toEqual([]);
  expect(desk.run('delegate.set', { person_id: ME, may: 'read' })).toMatchObject({ ok: false });
  desk.close();
});

test('the front desk finds cards by name and by number, the important first', () => {
  const desk = aDesk({ me: { role: 'teller' }, grants: { 'front:x': 'read' } });
  const card = (name: string, no: string, tier: 'key' | 'basic') =>
    desk.given('front_card', 'front:x', { customer_id: no, kind: 'company', name, customer_no: no, tier });
  card('云岫', '1008', 'basic');
  card('Acme', '1009', 'key');
  const names = (text: string): string[] =>
    desk.seen('front.cards', { text, limit: 10 }).rows.map((row) => row.name);
  expect(names('')).toEqual(['Acme', '云岫']);
  expect(names('acm')).toEqual(['Acme']);
  expect(names('1008')).toEqual(['云岫']);
  desk.close();
});
