import { expect, test } from 'vitest';
import { told } from '../../../tests/support/quick-entry-told.ts';
import { readQuickEntry } from './quick-entry.ts';

/** A Thursday. */
const NOW = '2026-11-26T10:00';

/** A blank that was left out. */
const PHRASES: readonly (readonly [string, string])[] = [
  ['Fri3pm call Helen', 'call 26-11-27T15:00/15:30 @Helen "call Helen"'],
  ['Sat10am run', 'meeting 26-11-28T10:00/11:00 "run"'],
  ['Mon9:30 review', 'meeting 26-11-30T09:30/10:30 "review"'],
  ['Tue3pm-4:30 visit Acme, room 302', 'visit 26-12-01T15:00/16:30 @Acme #302 "visit Acme"'],
  ['Fri3-4pm review', 'meeting 26-11-27T15:00/16:00 "review"'],
  ['every Fri3pm review', 'meeting 26-11-27T15:00/16:00 FREQ=WEEKLY;BYDAY=FR "review"'],
  ['tomorrow3pm call Helen', 'call 26-11-27T15:00/15:30 @Helen "call Helen"'],
  ['due Fri5pm send report', 'task 26-11-27T17:00/18:00 "send report"'],
];

test.each(PHRASES)('%s', (sentence, expected) => {
  expect(told(readQuickEntry(sentence, NOW))).toBe(expected);
});

test('what was typed in one is underlined where it was typed', () => {
  const sentence = 'Fri3pm call Helen';
  const said = readQuickEntry(sentence, NOW).pieces.map(({ role, from, to }) => [
    role,
    sentence.slice(from, to),
  ]);
  expect(said).toContainEqual(['who', 'Helen']);
  expect(
    said
      .filter(([role]) => role === 'time')
      .map(([, text]) => text)
      .join(''),
  ).toBe('Fri3pm');
});
