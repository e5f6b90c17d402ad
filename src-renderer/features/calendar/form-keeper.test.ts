import { expect, test } from 'vitest';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { newDraft } from './event-draft.ts';
import { formKeeper } from './form-keeper.ts';
import type { FormWork } from './use-making.ts';

const initial = newDraft({ date: '2026-09-22', from: 540, to: 600 }, 'Asia/Shanghai', 15);
const titled = (title: string, event: string | null = null): FormWork => ({
  initial,
  begun: { ...initial, title },
  editing: event === null ? null : ({ instance: { event_id: event, recurrence_id: null } } as EventDetail),
});

function aKeeper() {
  const kept = new Map<string | null, string>();
  const keeper = formKeeper((event) => (text) => {
    if (text === null) kept.delete(event);
    else kept.set(event, (JSON.parse(text) as { begun: { title: string } }).begun.title);
  });
  return { kept, keeper };
}

test('what was left is not written over before it has been looked at', () => {
  const { kept, keeper } = aKeeper();
  kept.set(null, '旧');
  keeper.keep(null);
  keeper.keep(titled('新'));
  expect([...kept]).toEqual([[null, '旧']]);
  keeper.begin([{ id: null, field: 'form', text: '旧' }]);
  expect([...kept]).toEqual([[null, '新']]);
});

test('one form is kept at a time: another one, or none, takes the place of what was kept', () => {
  const { kept, keeper } = aKeeper();
  kept.set('e1', '周会');
  keeper.begin([{ id: 'e1', field: 'form', text: '周会' }]);
  expect([...kept]).toEqual([]);
  keeper.keep(titled('回访'));
  keeper.keep(titled('例会', 'e2'));
  expect([...kept]).toEqual([['e2', '例会']]);
  keeper.keep(null);
  expect([...kept]).toEqual([]);
});
