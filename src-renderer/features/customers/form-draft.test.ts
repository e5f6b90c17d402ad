import { expect, test } from 'vitest';
import { leftOpen, readFormDraft, readSmallDraft, smallDraft } from './form-draft.ts';

const at = (id: string | null, field: string, open: boolean) => ({
  id,
  field,
  text: JSON.stringify({ open, values: {} }),
});

test('of several forms that stood open the one written in last stands there again, a closed one never', () => {
  const newestFirst = [at('c1', 'relation', false), at('c1', 'contact', true), at('c1', 'form', true)];
  expect(leftOpen(newestFirst, 'c1', ['form', 'contact', 'relation'])).toBe('contact');
  expect(leftOpen(newestFirst, 'c1', ['relation'])).toBeNull();
});

test('what was left of one customer is not opened for another, nor for a new one', () => {
  const drafts = [at('c1', 'form', true)];
  expect([leftOpen(drafts, 'c2', ['form']), leftOpen(drafts, null, ['form'])]).toEqual([null, null]);
});

test('a small form that stands as it was opened is not worth keeping', () => {
  const fresh = { summary: '', minutes: null as number | null };
  expect(smallDraft(fresh, true, { ...fresh })).toBeNull();
  const kept = smallDraft(fresh, true, { ...fresh, minutes: 20 });
  expect(readSmallDraft(JSON.stringify(kept))).toEqual({ open: true, values: { summary: '', minutes: 20 } });
});

test.each(['', '{"open":true', '"x"', 'null', '{}', '{"open":true,"fields":null,"values":1}'])(
  'a text that is none of ours, as %j, was left by nobody',
  (text) => {
    expect([readFormDraft(text), readSmallDraft(text)]).toEqual([null, null]);
    expect(leftOpen([{ id: 'c1', field: 'form', text: '{"open' }], 'c1', ['form'])).toBeNull();
  },
);
