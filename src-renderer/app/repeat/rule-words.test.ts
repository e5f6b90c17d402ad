import { describe, expect, test } from 'vitest';
import { makeFormat } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import { startI18n } from '../i18n/start.ts';
import { ruleWords } from './rule-words.ts';

const speaker = (language: Language): ((rrule: string, start?: string) => string) => {
  const t = startI18n(language).getFixedT(language, 'calendar');
  const format = makeFormat(language, 'Asia/Shanghai');
  return (rrule, start) => ruleWords(t, format, rrule, { start, zone: 'Asia/Shanghai' });
};
const chinese = speaker('zh-CN');
const english = speaker('en');

describe('a repetition in words', () => {
  test.each([
    ['FREQ=DAILY', '每天', 'Every day'],
    ['FREQ=DAILY;INTERVAL=3', '每 3 天', 'Every 3 days'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '每个工作日', 'Every weekday'],
    ['FREQ=WEEKLY;BYDAY=TU,TH', '每个周二和周四', 'Every Tue and Thu'],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR',
      '每 2 周的周一、周三和周五',
      'Every 2 weeks on Mon, Wed and Fri',
    ],
    ['FREQ=MONTHLY;BYMONTHDAY=15', '每月 15 日', 'Every month on day 15'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '每月最后一天', 'Every month on the last day'],
    ['FREQ=MONTHLY;BYDAY=2TU', '每月第二个周二', 'Every month on the second Tue'],
    ['FREQ=MONTHLY;BYDAY=-1FR', '每月最后一个周五', 'Every month on the last Fri'],
    [
      'FREQ=MONTHLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      '每 3 个月最后一个工作日',
      'Every 3 months on the last weekday',
    ],
    [
      'FREQ=YEARLY;BYMONTH=3,9;BYDAY=1MO',
      '每年 3 月和 9 月第一个周一',
      'Every year in March and September on the first Mon',
    ],
    ['FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=9', '每年 5 月 9 日', 'Every year in May on day 9'],
  ])('%s', (rrule, zh, en) => {
    expect(chinese(rrule).replaceAll(' ', '')).toBe(zh.replaceAll(' ', ''));
    expect(english(rrule)).toBe(en);
  });

  test('takes from the first day what the rule leaves open', () => {
    expect(english('FREQ=WEEKLY', '2026-03-19')).toBe('Every Thu');
    expect(english('FREQ=MONTHLY', '2026-03-19')).toBe('Every month on day 19');
    expect(chinese('FREQ=YEARLY', '2026-03-19').replaceAll(' ', '')).toBe('每年3月19日');
  });

  test('ends on the last day that it can reach, whatever the moment that is written', () => {
    // The moment before ten o'clock of the 17th, as a series is cut there.
    const cut = 'FREQ=DAILY;UNTIL=20261217T015959Z';
    expect(english(cut, '2026-12-01T10:00')).toBe('Every day, until 16 December');
    expect(english(cut, '2026-12-01T09:00')).toBe('Every day, until 17 December');
    expect(english('FREQ=DAILY;UNTIL=20261216T235959Z', '2026-12-01T07:30')).toBe(
      'Every day, until 17 December',
    );
    expect(english('FREQ=DAILY;UNTIL=20261217', '2026-12-01')).toBe('Every day, until 17 December');
  });

  test('says when it ends, and that there is more than words say', () => {
    expect(english('FREQ=DAILY;COUNT=5')).toBe('Every day, 5 times');
    expect(chinese('FREQ=DAILY;BYHOUR=9')).toContain('另有条件');
    expect(english('nonsense')).toBe('nonsense');
  });
});
