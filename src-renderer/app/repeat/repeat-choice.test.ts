import { describe, expect, it } from 'vitest';
import { describeRule } from '../../../src-shared/domain/calendar/rule.ts';
import { choiceOfRule, nthDayOf, nthDayParts, REPEAT_CHOICES, ruleOfChoice } from './repeat-choice.ts';

describe('repetition', () => {
  it.each(REPEAT_CHOICES)('%s is read back as what was chosen', (choice) => {
    const day = choice === 'monthlyNth' ? '2026-03-19' : '2026-03-27';
    expect(choiceOfRule(ruleOfChoice(choice, day, null), day)).toBe(choice);
  });

  it('keeps an end and still knows the choice; what it does not know is custom', () => {
    expect(choiceOfRule('FREQ=WEEKLY;BYDAY=TH;COUNT=5', '2026-03-19')).toBe('weekly');
    expect(choiceOfRule('FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1', '2026-03-19')).toBe('custom');
  });

  it('knows the n-th weekday of a month, the last working day, and neither', () => {
    const nth = (rrule: string): unknown => nthDayOf(describeRule(rrule)!);
    expect(nth('FREQ=MONTHLY;BYDAY=-1FR')).toEqual({ nth: -1, which: 'FR' });
    expect(nth('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1')).toEqual({ nth: -1, which: 'WORK' });
    expect(nth('FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1')).toBeNull();
    expect(nth('FREQ=MONTHLY;BYDAY=FR')).toBeNull();
    expect(nthDayParts(-1, 'WORK')).toMatchObject({ bySetPos: [-1] });
    expect(nthDayParts(2, 'TU')).toEqual({ byDay: ['2TU'], bySetPos: [] });
  });
});
