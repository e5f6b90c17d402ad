import { expect, test } from 'vitest';
import { HeldDrafts } from './held-drafts.ts';

const FORM = { table: 'event', id: null, field: 'form' } as const;
const written = [
  { id: null, field: 'form', text: 'before' },
  { id: 'e1', field: 'form', text: 'another' },
];

test('what a full disk did not take stands in place of what was written down before', () => {
  const held = new HeldDrafts();
  held.told(FORM, 'before and after', false);
  expect(held.at(FORM, 'before')).toBe('before and after');
  expect(held.among('event', written).map(({ text }) => text)).toEqual(['before and after', 'another']);
  expect(held.among('task', [])).toEqual([]);
});

test('what was given up while the disk was full does not come back', () => {
  const held = new HeldDrafts();
  held.told(FORM, null, false);
  expect(held.at(FORM, 'before')).toBeNull();
  expect(held.among('event', written).map(({ text }) => text)).toEqual(['another']);
});

test('once a text is written down the window holds none', () => {
  const held = new HeldDrafts();
  held.told(FORM, 'one', false);
  held.told(FORM, 'two', true);
  expect(held.at(FORM, 'two')).toBe('two');
  expect(held.among('event', [])).toEqual([]);
});
