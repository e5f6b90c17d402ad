import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { describeRule, type RuleParts } from '../../../src-shared/domain/calendar/rule.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { addDays, weekdayOf } from '../i18n/calendar-day.ts';
import type { Format } from '../i18n/format.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useZone } from '../i18n/zone.ts';
import { nthDayOf } from './repeat-choice.ts';

const MONDAY = '2026-03-16';
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const WORKING = 'MO,TU,WE,TH,FR';

/** A repetition in words: every second Tuesday of the month, the last working day, until when. */
export function useRuleWords(): (rrule: string, start?: string, zone?: string) => string {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const own = useZone();
  return useCallback(
    (rrule, start, zone = own) => ruleWords(t, format, rrule, { start, zone }),
    [t, format, own],
  );
}

/**
 * The words for a rule. `start` is the day or wall time at which its series begins in `zone`: what the rule leaves open (the
 * day of a `FREQ=MONTHLY`) is taken from it.
 */
export function ruleWords(
  t: TFunction<'calendar'>,
  format: Format,
  rrule: string,
  { start, zone }: { readonly start?: string | undefined; readonly zone: string },
): string {
  const read = describeRule(rrule);
  if (read === null) return rrule;
  const rule = start === undefined ? read : completed(read, start.slice(0, 10));
  let words = sentence(t, format, rule);
  if (rule.until !== null)
    words = t('ruleWords.until', { rule: words, date: format.dayShort(lastDay(rule.until, start, zone)) });
  if (rule.count !== null) words = t('ruleWords.times', { rule: words, count: rule.count });
  return rule.more ? t('ruleWords.more', { rule: words }) : words;
}

/** The last day on which a series can still begin: not that of an end which comes before its time of day. */
function lastDay(until: string, start: string | undefined, zone: string): DateText {
  const wall = until.endsWith('Z') ? instantToWall(Date.parse(until), zone) : until;
  const [day, end, begin] = [wall.slice(0, 10), wall.slice(11, 16), start?.slice(11, 16) ?? ''];
  return end !== '' && begin > end ? addDays(day, -1) : day;
}

/** What the first day says where the rule itself says nothing. */
function completed(rule: RuleParts, day: string): RuleParts {
  if (rule.byDay.length > 0 || rule.byMonthDay.length > 0 || rule.more) return rule;
  if (rule.freq === 'WEEKLY') return { ...rule, byDay: [DAYS[(weekdayOf(day) + 6) % 7]!] };
  const byMonthDay = [Number(day.slice(8))];
  if (rule.freq === 'MONTHLY') return { ...rule, byMonthDay };
  if (rule.freq !== 'YEARLY') return rule;
  return { ...rule, byMonthDay, byMonth: rule.byMonth.length > 0 ? rule.byMonth : [Number(day.slice(5, 7))] };
}

function sentence(t: TFunction<'calendar'>, format: Format, rule: RuleParts): string {
  const base =
    rule.interval === 1
      ? t(`ruleWords.${rule.freq}`)
      : t(`ruleWords.every.${rule.freq}`, { count: rule.interval });
  const months =
    rule.byMonth.length === 0
      ? base
      : t('ruleWords.inMonths', {
          rule: base,
          months: list(
            t,
            rule.byMonth.map((one) => monthName(t, one)),
          ),
        });
  const days = daysOf(t, format, rule);
  if (days === '') return months;
  // Every Tuesday, not: every week on Tuesday.
  if (rule.freq === 'WEEKLY' && rule.interval === 1 && rule.byMonth.length === 0)
    return t('ruleWords.eachDay', { days });
  return t(rule.freq === 'WEEKLY' ? 'ruleWords.onDays' : 'ruleWords.on', { rule: months, days });
}

function daysOf(t: TFunction<'calendar'>, format: Format, rule: RuleParts): string {
  const dayName = (day: string): string => format.weekday(addDays(MONDAY, DAYS.indexOf(day)));
  const nth = nthDayOf(rule);
  if (nth !== null) {
    const name =
      nth.which === 'WORK' || nth.which === 'ANY' ? t(`ruleWords.sets.${nth.which}`) : dayName(nth.which);
    return ordinal(t, nth.nth, name);
  }
  if (rule.byDay.length > 0) {
    const names =
      rule.byDay.join() === WORKING
        ? t('ruleWords.sets.WORK')
        : list(
            t,
            rule.byDay.map((day) =>
              day.length > 2 ? ordinal(t, Number(day.slice(0, -2)), dayName(day.slice(-2))) : dayName(day),
            ),
          );
    return rule.bySetPos.length === 0
      ? names
      : t('ruleWords.among', {
          days: names,
          positions: list(
            t,
            rule.bySetPos.map((at) => ordinal(t, at, '')),
          ),
        });
  }
  if (rule.byMonthDay.length === 0) return '';
  return list(
    t,
    rule.byMonthDay.map((at) =>
      at === -1
        ? t('ruleWords.lastDay')
        : at < 0
          ? t('ruleWords.dayFromEnd', { n: -at })
          : t('ruleWords.monthDay', { n: at }),
    ),
  );
}

/** The second Tuesday, the last Friday, the last but one. */
export function ordinal(t: TFunction<'calendar'>, nth: number, day: string): string {
  if (nth === -1) return t('ruleWords.last', { day }).trim();
  if (nth < 0) return t('ruleWords.fromEnd', { n: -nth, day }).trim();
  return nth <= 5
    ? t(`ruleWords.nth.n${nth as 1}`, { day }).trim()
    : t('ruleWords.nth.more', { n: nth, day }).trim();
}

export const monthName = (t: TFunction<'calendar'>, month: number): string =>
  t(`ruleWords.months.m${month as 1}`);

const list = (t: TFunction<'calendar'>, parts: readonly string[]): string =>
  parts.length < 2
    ? (parts[0] ?? '')
    : t('ruleWords.and', { first: parts.slice(0, -1).join(t('listComma')), last: parts.at(-1)! });
