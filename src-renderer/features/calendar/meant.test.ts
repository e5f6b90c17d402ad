import { describe, expect, test } from 'vitest';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import { listsChosen, meantBy, ringedOf, type Shown } from './meant.ts';

const [open, dragged, other] = ['open', 'dragged', 'other'].map((key) => ({ key }) as CalendarInstance) as [
  CalendarInstance,
  CalendarInstance,
  CalendarInstance,
];
const nothing: Shown = { some: [], open: null, isReading: false, focused: undefined };
const keysOf = (shown: Shown): string[] => meantBy(shown).map(({ key }) => key);

describe('a key acts on what is shown as chosen', () => {
  test('the open event is meant, not the one that a drag left the focus on', () => {
    expect(keysOf({ ...nothing, open, focused: dragged })).toEqual(['open']);
  });
  test('what is chosen together is meant, and the open event beside it is not', () => {
    expect(keysOf({ ...nothing, some: [dragged, other], open, focused: open })).toEqual(['dragged', 'other']);
  });
  test('one that is chosen is listed where another is open, and that one has no ring', () => {
    const shown = { ...nothing, some: [dragged], open };
    expect(keysOf(shown)).toEqual(['dragged']);
    expect(listsChosen(shown)).toBe(true);
    expect(ringedOf(shown)).toBeNull();
    expect(listsChosen({ some: [open], open })).toBe(false);
    expect(ringedOf({ some: [], open })).toBe('open');
  });
  test('the focus is meant where nothing is chosen, and nothing while what is open is read', () => {
    expect(keysOf({ ...nothing, focused: other })).toEqual(['other']);
    expect(keysOf({ ...nothing, open: undefined, focused: other })).toEqual(['other']);
    expect(keysOf({ ...nothing, open: undefined, isReading: true, focused: other })).toEqual([]);
  });
});
