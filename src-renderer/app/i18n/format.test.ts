import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, lunarOf, weekOf } from './calendar-day.ts';
import { makeFormat } from './format.ts';

const zh = makeFormat('zh-CN', 'Asia/Shanghai');
const en = makeFormat('en', 'Asia/Shanghai');
/** 2026-03-17 14:22 in Shanghai. */
const now = Date.UTC(2026, 2, 17, 6, 22);
const today = '2026-03-17';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('days', () => {
  test('are written as a bank writes them in each language', () => {
    expect(zh.dayLong(today)).toBe('3 月 17 日 周二');
    expect(en.dayLong(today)).toBe('Tuesday 17 March');
    expect(zh.dayMedium('2026-03-19')).toBe('3 月 19 日 周四');
    expect(en.dayMedium('2026-03-19')).toBe('Thu 19 March');
    expect(zh.dayOfWeek('2026-03-19')).toBe('周四 19 日');
    expect(en.dayOfWeek('2026-03-19')).toBe('Thu 19');
  });

  test('of another year carry the year', () => {
    expect(zh.dayShort('2025-12-31', today)).toBe('2025 年 12 月 31 日');
    expect(en.dayShort('2025-12-31', today)).toBe('31 December 2025');
    expect(en.dayShort('2026-12-31', today)).toBe('31 December');
  });

  test('of another year than the reader’s carry the year wherever nothing else is told', () => {
    const [hereZh, hereEn] = [
      makeFormat('zh-CN', 'Asia/Shanghai', 2026),
      makeFormat('en', 'Asia/Shanghai', 2026),
    ];
    expect(hereEn.dayMedium('2026-03-19')).toBe('Thu 19 March');
    expect([hereEn.dayOfWeek('2026-03-19'), hereZh.dayOfWeek('2026-03-19')]).toEqual([
      'Thu 19',
      '周四 19 日',
    ]);
    expect(hereEn.dayOfWeek('2027-03-19')).toBe('Fri 19 March 2027');
    expect(hereZh.dayOfWeek('2027-03-19')).toBe('2027 年 3 月 19 日 周五');
    // Under a heading that says the year it is not said again.
    expect(hereEn.dayOfWeek('2027-03-19', '2027-03-15')).toBe('Fri 19');
    expect(hereZh.dayMedium('2027-03-19')).toBe('2027 年 3 月 19 日 周五');
    expect(hereEn.range('2027-03-15', '2027-03-21')).toBe('15–21 March 2027');
    expect(hereZh.range('2027-03-15', '2027-03-21')).toBe('2027 年 3 月 15 日至 21 日');
    expect(hereEn.range('2026-12-28', '2027-01-03')).toBe('28 Dec 2026 – 3 Jan 2027');
    expect(hereEn.dayShort('2027-01-05', '2027-03-01')).toBe('5 January');
  });

  test('of a time over the turn of a year carry both years', () => {
    const [hereZh, hereEn] = [
      makeFormat('zh-CN', 'Asia/Shanghai', 2026),
      makeFormat('en', 'Asia/Shanghai', 2026),
    ];
    const [from, to] = ['2026-12-01T09:00', '2029-12-01T10:00'];
    expect(hereEn.dayAndTimes(from, to)).toBe('Tue 1 December 2026 09:00–1 December 2029 10:00');
    expect(hereZh.dayAndTimes(from, to)).toBe('2026 年 12 月 1 日 周二 09:00–2029 年 12 月 1 日 10:00');
    expect(hereEn.dayAndTimes('2026-12-01T09:00', '2026-12-01T10:00')).toBe('Tue 1 December 09:00–10:00');
    expect(hereEn.dayAndTimes('2027-12-01T09:00', '2027-12-01T10:00')).toBe(
      'Wed 1 December 2027 09:00–10:00',
    );
  });

  test('in a row name the month once', () => {
    expect(zh.timeRange('2026-03-16T10:00', '2026-03-16T10:00')).toBe('10:00');
    expect([zh.minuteRange(600, 660), zh.minuteRange(600, 600)]).toEqual(['10:00–11:00', '10:00']);
    expect(zh.range('2026-03-16', '2026-03-22')).toBe('3 月 16 日至 22 日');
    expect(en.range('2026-03-16', '2026-03-22')).toBe('16–22 March');
    expect(zh.range('2026-03-30', '2026-04-05')).toBe('3 月 30 日至 4 月 5 日');
    expect(en.range('2026-03-30', '2026-04-05')).toBe('30 Mar – 5 Apr');
    expect(zh.range('2025-12-29', '2026-01-04')).toBe('2025 年 12 月 29 日至 2026 年 1 月 4 日');
    expect(en.range('2025-12-29', '2026-01-04')).toBe('29 Dec 2025 – 4 Jan 2026');
  });

  test('months and weeks have their names', () => {
    expect(zh.month(today)).toBe('2026 年 3 月');
    expect(en.month(today)).toBe('March 2026');
    expect(zh.week(today)).toBe('第 12 周');
    expect(en.week(today)).toBe('Week 12');
  });

  test('weeks follow ISO 8601 over the turn of the year', () => {
    expect(weekOf('2026-01-01')).toBe(1);
    expect(weekOf('2025-12-29')).toBe(1);
    expect(weekOf('2027-01-01')).toBe(53);
    expect(weekOf('2024-12-30')).toBe(1);
  });

  test('adding and counting days agree, over leap days too', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 40_000 }), (days) => {
        expect(daysBetween(today, addDays(today, days))).toBe(days);
      }),
    );
  });
});

describe('the Chinese calendar', () => {
  test('is shown in Chinese only', () => {
    expect(zh.lunar(today)).toBe('正月廿九');
    expect(en.lunar(today)).toBe('');
  });

  test('names the month on its first day', () => {
    expect(zh.lunarShort('2026-03-18')).toBe('三十');
    expect(zh.lunarShort('2026-03-19')).toBe('二月');
    expect(zh.lunar('2026-02-17')).toBe('正月初一');
    expect(zh.lunar('2026-01-19')).toBe('腊月初一');
  });

  test('names a solar term on its day, as calendars on the wall do', () => {
    expect(zh.lunarShort('2026-03-20')).toBe('春分');
    expect(zh.lunarShort('2026-04-05')).toBe('清明');
    expect(en.lunarShort('2026-03-20')).toBe('');
  });

  test('marks a leap month', () => {
    expect(lunarOf('2025-07-25')).toEqual({ month: 6, day: 1, leap: true });
    expect(zh.lunar('2025-07-25')).toBe('闰六月初一');
  });

  test('writes the tens as people do', () => {
    expect(zh.lunarShort(addDays('2026-02-17', 9))).toBe('初十');
    expect(zh.lunarShort(addDays('2026-02-17', 19))).toBe('二十');
    expect(zh.lunarShort(addDays('2026-02-17', 10))).toBe('十一');
  });
});

describe('times', () => {
  test('are of 24 hours and of the zone of the desk', () => {
    expect(zh.time(now)).toBe('14:22');
    expect(makeFormat('en', 'Europe/London').time(now)).toBe('06:22');
    expect(zh.time('2026-03-17T09:05')).toBe('09:05');
    expect(zh.timeOfMinutes(545)).toBe('09:05');
    expect(zh.timeRange('2026-03-19T10:00', '2026-03-19T11:30')).toBe('10:00–11:30');
    expect(zh.timeRange('2026-03-19T22:00', '2026-03-20T00:00')).toBe('22:00–00:00');
    // Whole days end before the day that is named as their end.
    expect(zh.timeRange('2026-03-19', '2026-03-20')).toBe('3 月 19 日');
    expect(en.timeRange('2026-03-19', '2026-03-21')).toBe(en.range('2026-03-19', '2026-03-20'));
    expect(zh.timeRange('2026-03-31T22:00', '2026-04-01T01:30')).toBe('22:00–次日 01:30');
    expect(en.timeRange('2026-03-31T22:00', '2026-04-01T01:30')).toBe('22:00–01:30 next day');
    expect(en.timeRange('2026-03-19T22:00', '2026-03-21T01:30')).toBe('22:00–21 March 01:30');
  });

  test('between two instants are told as those of the wall: what ends on another day says so', () => {
    const at = (wall: string): number => Date.parse(`${wall}:00+08:00`);
    expect(zh.between(at('2026-03-19T10:00'), at('2026-03-19T11:30'))).toBe('10:00–11:30');
    expect(zh.between(at('2026-03-19T17:00'), at('2026-03-20T10:00'))).toBe('17:00–次日 10:00');
    expect(en.between(at('2026-03-19T10:00'), at('2026-03-19T10:00'))).toBe('10:00');
  });

  test('midnight is 00:00, and the day is that of the zone', () => {
    const midnight = Date.UTC(2026, 2, 17, 16, 0);
    expect(zh.time(midnight)).toBe('00:00');
    expect(zh.dateOf(midnight)).toBe('2026-03-18');
  });
});

describe('ages', () => {
  test('count whole days', () => {
    expect(zh.ago(today, today)).toBe('今天');
    expect(zh.ago('2026-03-15', today)).toBe('2 天');
    expect(en.ago('2026-02-04', today)).toBe('41 d');
  });

  test('a due date is overdue, today, tomorrow, a weekday, then a date', () => {
    expect(zh.due('2026-03-15', today)).toBe('逾期 2 天');
    expect(en.due('2026-03-15', today)).toBe('2 d over');
    expect(zh.due(today, today)).toBe('今天');
    expect(zh.due('2026-03-18', today)).toBe('明天');
    expect(zh.due('2026-03-20', today)).toBe('周五');
    expect(zh.due('2026-03-24', today)).toBe('3 月 24 日');
  });

  test('what happened today has its time, before that its day', () => {
    expect(zh.when(now - 18 * MINUTE, now)).toBe('14:04');
    expect(zh.when(now - DAY, now)).toBe('昨天');
    expect(en.when(now - 2 * DAY, now)).toBe('Sun');
    expect(en.when(now - 9 * DAY, now)).toBe('8 March');
  });

  test('as-of says how old it is, more coarsely the older it is', () => {
    expect(zh.asOf(now - 17 * MINUTE, now)).toBe('截至 14:05');
    expect(zh.asOf(Date.UTC(2026, 2, 16, 10, 40), now)).toBe('截至 昨日 18:40');
    expect(en.asOf(Date.UTC(2026, 2, 15, 10, 40), now)).toBe('as of Sun 18:40');
    expect(zh.asOf(now - 20 * DAY, now)).toBe('截至 2 月 25 日');
  });

  test('durations are minutes, then hours to the half, then days', () => {
    expect(zh.duration(90)).toBe('90 分钟');
    expect(zh.duration(330)).toBe('5 小时半');
    expect(en.duration(330)).toBe('5½ h');
    expect(en.duration(240)).toBe('4 h');
    expect(zh.duration(4 * 24 * 60)).toBe('4 天');
  });
});

describe('money', () => {
  test('is cut to 万 and 亿 in Chinese', () => {
    expect(zh.money(3_860_000_000, 'CNY')).toBe('3,860 万');
    expect(zh.money(38_000_000, 'CNY')).toBe('38 万');
    expect(zh.money(3_500_000, 'CNY')).toBe('3.5 万');
    expect(zh.money(12_500_000_000, 'CNY')).toBe('1.25 亿');
    expect(zh.money(880_808, 'CNY')).toBe('8,808.08 元');
    expect(zh.money(212_000_000, 'USD')).toBe('212 万美元');
  });

  test('is cut to k, m and bn in English', () => {
    expect(en.money(3_860_000_000, 'CNY')).toBe('¥38.6 m');
    expect(en.money(1_130_000_000, 'CNY')).toBe('¥11.3 m');
    expect(en.money(38_000_000, 'CNY')).toBe('¥380 k');
    expect(en.money(6_000_000_000, 'CNY')).toBe('¥60 m');
    expect(en.money(125_000_000_000, 'CNY')).toBe('¥1.25 bn');
    expect(en.money(880_808, 'CNY')).toBe('¥8,808.08');
  });

  test('that rounds up to the next unit is said in that unit', () => {
    expect(zh.money(999_999_999_999, 'CNY')).toBe('100 亿');
    expect(en.money(99_999_999, 'CNY')).toBe('¥1 m');
    expect(zh.money(9_999_999_999, 'CNY')).toBe('1 亿');
  });

  test('without a smaller unit has no decimals', () => {
    expect(en.amount(1234, 'JPY')).toBe('1,234');
    expect(en.amount(123_456, 'CNY')).toBe('1,234.56');
  });

  test('carries its sign, with a true minus', () => {
    expect(zh.signedMoney(640_000_000, 'CNY')).toBe('+640 万');
    expect(en.signedMoney(-760_000_000, 'CNY')).toBe('−¥7.6 m');
    expect(zh.signedMoney(0, 'CNY')).toBe('0 元');
  });
});

describe('numbers', () => {
  test('show their sign, and a zero has none', () => {
    expect(zh.signed(30.9)).toBe('+30.9');
    expect(zh.signed(-27)).toBe('−27.0');
    expect(zh.signed(-0.04)).toBe('0.0');
    expect(zh.number(-1111, 2)).toBe('−1,111.00');
    expect(zh.percent(0.41)).toBe('41%');
    expect(zh.percent(-0.473, 1)).toBe('−47.3%');
  });

  test('sizes of files are short', () => {
    expect(en.bytes(999)).toBe('999 B');
    expect(en.bytes(1_234_567)).toBe('1.2 MB');
    expect(en.bytes(45_000)).toBe('45 kB');
  });
});

test('a time zone is called as people call it', () => {
  expect(makeFormat('zh-CN', 'Asia/Shanghai').zoneName('America/New_York')).toBe('北美东部时间');
  expect(makeFormat('en', 'Asia/Shanghai').zoneName('America/New_York')).toBe('Eastern Time');
});
