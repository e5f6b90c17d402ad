import { describe, expect, it } from 'vitest';
import { changedFields, fieldsOf, overLimit } from './customer-fields.ts';

describe('what the form of a customer writes', () => {
  const before = { ...fieldsOf(null), name: '云岫', need_amount: 100, need_currency: 'CNY', remark: 'x' };

  it('is only what was changed, trimmed; blank is empty', () => {
    expect(changedFields(before, { ...before, name: ' 云岫精密 ', remark: '  ' })).toEqual({
      name: '云岫精密',
      remark: null,
    });
    expect(changedFields(before, before)).toEqual({});
  });

  it('a text longer than its column is told with the limit, blanks around it not counted', () => {
    expect(overLimit({ ...before, name: `${'名'.repeat(200)}  ` }, 'name')).toBeNull();
    expect(overLimit({ ...before, name: '名'.repeat(201) }, 'name')).toBe(200);
    expect(overLimit({ ...before, tier: 'key' }, 'tier')).toBeNull();
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
