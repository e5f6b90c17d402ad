import { expect, test } from 'vitest';
import type { MergeRecord } from '../../../src-shared/contract/merge.ts';
import { customer as spec, type Customer } from '../../../src-shared/domain/customer/tables.ts';
import { completeCells } from '../../../src-shared/schema/table.ts';
import { chosenAtFirst, fieldsOf, keptAtFirst } from './merge-choice.ts';

const NOTHING = {
  contacts: 0, tasks: 0, notes: 0, attachments: 0, events: 0, movements: 0, holdings: 0, relations: 0,
  contactPoints: 0, tags: 0,
}; // prettier-ignore
const aCustomer = (more: Partial<Customer>): Customer =>
  ({
    id: '1',
    scope: 'book:b',
    deleted: 0,
    ...completeCells(spec, { name: '云岫', kind: 'company', ...more }),
    ...more,
  }) as never;
const aRecord = (more: Partial<Customer>, counts: Partial<MergeRecord['counts']> = {}): MergeRecord => ({
  customer: aCustomer(more),
  book: { id: 'b', name: '', name_en: null },
  managers: [],
  counts: { ...NOTHING, ...counts },
  lastContactAt: null,
});

test('what both leave empty is no question, and columns that mean one thing are one', () => {
  const fields = fieldsOf(
    aCustomer({ remark: '旧', need_amount: 100, need_currency: 'CNY' }),
    aCustomer({ remark: '新', need_amount: 100, need_currency: 'EUR' }),
  );
  expect(fields.map(({ unit, same }) => [unit, same])).toEqual([
    ['kind', true],
    ['name', true],
    ['need', false],
    ['remark', false],
  ]);
});

test('the record that the bank has numbered lives, else the one that more hangs on, else the older', () => {
  expect(
    keptAtFirst({ a: aRecord({ id: '1' }, { contacts: 9 }), b: aRecord({ id: '2', customer_no: 'K' }) }),
  ).toBe('b');
  expect(keptAtFirst({ a: aRecord({ id: '1' }), b: aRecord({ id: '2' }, { contacts: 1 }) })).toBe('b');
  expect(keptAtFirst({ a: aRecord({ id: '2' }), b: aRecord({ id: '1' }) })).toBe('b');
});

test('a field that the record that lives leaves empty comes from the other', () => {
  const records = { a: aCustomer({ hobbies: '茶' }), b: aCustomer({ remark: '新' }) };
  const fields = fieldsOf(records.a, records.b);
  const chosen = fields.map((field) => `${field.unit} ${chosenAtFirst(field, 'b', records)}`);
  expect(chosen).toEqual(['kind b', 'name b', 'hobbies a', 'remark b']);
});
