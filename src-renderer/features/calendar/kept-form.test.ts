import { expect, test } from 'vitest';
import { newDraft } from './event-draft.ts';
import { formPlace, keptText, lastForm, type KeptForm } from './kept-form.ts';

const initial = newDraft({ date: '2026-09-22', from: 540, to: 600 }, 'Asia/Shanghai', 15);
const form = (change: Partial<KeptForm> = {}): KeptForm => ({
  initial,
  begun: { ...initial, title: '授信面谈' },
  event: null,
  recurrence: null,
  ...change,
});
const left = (one: KeptForm) => {
  const { id, field } = formPlace(one.event);
  return { id, field, text: keptText(one) };
};

test('a form comes back as it was written, with the event and the occurrence it is of', () => {
  for (const one of [form(), form({ event: 'e1', recurrence: '2026-09-29T09:00' })])
    expect(lastForm([left(one)])).toEqual(one);
});

test('of several forms the one that was written in last comes back', () => {
  const newer = form({ event: 'e1' });
  expect(lastForm([left(newer), left(form())])).toEqual(newer);
  expect(lastForm([])).toBeNull();
});

test('a form in which nothing differs from what stood there does not come back', () => {
  expect(lastForm([left(form({ begun: initial }))])).toBeNull();
});

test('a field that the form had not yet when it was kept is empty', () => {
  const { contract: _, ...older } = form().begun;
  const text = JSON.stringify({ initial: older, begun: { ...older, title: '回访' }, recurrence: null });
  expect(lastForm([{ id: null, field: 'form', text }])?.begun).toMatchObject({ title: '回访', contract: '' });
});

test.each(['', '{"initial":', 'null', '{}', '{"initial":{},"begun":{}}'])(
  'a text that is none of ours, as %j, does not come back',
  (text) => expect(lastForm([{ id: null, field: 'form', text }])).toBeNull(),
);
