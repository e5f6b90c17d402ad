import { describe, expect, it } from 'vitest';
import { changedFields, fieldsOf } from './customer-fields.ts';

describe('what the form of a customer writes', () => {
  const before = { ...fieldsOf(null), name: '云岫', need_amount: 100, need_currency: 'CNY', remark: 'x' };

  it('is only what was changed, trimmed; blank is empty', () => {
    expect(changedFields(before, { ...before, name: ' 云岫精密 ', remark: '  ' })).toEqual({
      name: '云岫精密',
      remark: null,
    });
    expect(changedFields(before, before)).toEqual({});
  });

  it('keeps amount and currency, step and date together', () => {
    expect(changedFields(before, { ...before, need_amount: 200 })).toEqual({
      need_amount: 200,
      need_currency: 'CNY',
    });
    expect(changedFields(before, { ...before, next_step: '面谈' })).toEqual({
      next_step: '面谈',
      next_step_due: null,
    });
  });
});
