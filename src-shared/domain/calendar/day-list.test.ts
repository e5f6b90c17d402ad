import { describe, expect, test } from 'vitest';
import { CHINA, dayKind } from './holidays.ts';
import { readDayList } from './day-list.ts';

/** Form and dates of the notice for 2026. */
const NOTICE = `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。`;

describe('a list of days off', () => {
  test('reads the official notice as the calendar of that year has it', () => {
    const { days, unread } = readDayList(NOTICE, 2026);
    expect(unread).toEqual([]);
    const inYear = (date: string): boolean => date.startsWith('2026');
    const worked = CHINA.flatMap((one) => one.worked).filter(inYear);
    expect(days.filter((one) => one.kind === 'working').map((one) => one.date)).toEqual([...worked].sort());
    for (const { date, kind } of days) expect(dayKind(date)).toBe(kind === 'holiday' ? 'holiday' : 'worked');
    expect(days.filter((one) => one.kind === 'holiday')).toHaveLength(3 + 9 + 3 + 5 + 3 + 3 + 7);
    expect(days.find((one) => one.date === '2026-02-28')).toEqual({
      date: '2026-02-28',
      kind: 'working',
      name: '春节',
    });
  });

  test('reads a table in any of the usual forms', () => {
    const { days } = readDayList(
      '# 2027\n2027-02-06..2027-02-08, 休, 春节\n2027/2/20 班\n10月1日至10月2日\t放假\t国庆节\n2027-12-24 off Christmas Eve',
      2027,
    );
    expect(days.map(({ date, kind, name }) => `${date} ${kind} ${name ?? '-'}`)).toEqual([
      '2027-02-06 holiday 春节',
      '2027-02-07 holiday 春节',
      '2027-02-08 holiday 春节',
      '2027-02-20 working -',
      '2027-10-01 holiday 国庆节',
      '2027-10-02 holiday 国庆节',
      '2027-12-24 holiday Christmas Eve',
    ]);
  });

  test('a holiday over New Year reaches into the year that it names', () => {
    const { days } = readDayList('元旦：2026年12月31日至2027年1月2日放假，共3天。', 2026);
    expect(days.map((one) => one.date)).toEqual(['2026-12-31', '2027-01-01', '2027-01-02']);
  });

  test('says which lines it cannot read, and takes the rest', () => {
    const { days, unread } = readDayList(
      '2027-02-30 休\n通知如下\n2027-03-01 休\n2027-01-01..2027-12-31 休',
      2027,
    );
    expect(days.map((one) => one.date)).toEqual(['2027-03-01']);
    expect(unread.map((one) => one.line)).toEqual([1, 2, 4]);
  });

  test('of two words about one date the later holds', () => {
    const { days } = readDayList('2027-05-01 休\n2027-05-01 班 值守', 2027);
    expect(days).toEqual([{ date: '2027-05-01', kind: 'working', name: '值守' }]);
  });
});
