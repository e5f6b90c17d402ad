import { describe, expect, test } from 'vitest';
import type { ConflictView, NamedDay } from '../../../src-shared/contract/conflict-view.ts';
import { asksBefore, goesToInbox } from './asks-before.ts';

const day = (kind: NamedDay['kind']): NamedDay => ({ kind, holiday: null, name: null, name_en: null });
const told = (severity: ConflictView['severity'], of: NamedDay | null = null) => ({ severity, day: of });

test('what lies outside working hours is said, and no item of the inbox', () => {
  expect(goesToInbox([{ kind: 'hours' }])).toBe(false);
  expect(goesToInbox([{ kind: 'hours' }, { kind: 'customer' }])).toBe(true);
  expect(goesToInbox([])).toBe(false);
});

describe('a drop', () => {
  test('that clashes is asked about, wherever it goes', () => {
    expect(asksBefore([told('info'), told('soft')], false)).toBe(true);
    expect(asksBefore([told('hard')], true)).toBe(true);
  });

  test('is asked about where it brings a meeting onto a holiday, and not for its hour or a weekend', () => {
    expect(asksBefore([told('info', day('holiday'))], true)).toBe(true);
    expect(asksBefore([told('info', day('holiday'))], false)).toBe(false);
    for (const plain of [null, day('weekend'), day('worked')])
      expect(asksBefore([told('info', plain)], true)).toBe(false);
  });
});
