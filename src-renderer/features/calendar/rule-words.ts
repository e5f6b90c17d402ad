import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { describeRule } from '../../../src-shared/domain/calendar/rule.ts';
import { useFormat } from '../../app/i18n/use-format.ts';

const MONDAY = '2026-03-16';
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** A repetition in words: 每两周（周二、周四），到 6 月 30 日. */
export function useRuleWords(): (rrule: string) => string {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  return useCallback(
    (rrule) => {
      const rule = describeRule(rrule);
      if (rule === null) return rrule;
      let words =
        rule.interval === 1
          ? t(`ruleWords.${rule.freq}`)
          : t(`ruleWords.every.${rule.freq}`, { count: rule.interval });
      if (rule.byDay.length > 0) {
        const days = rule.byDay.map((day) => {
          const at = DAYS.indexOf(day.slice(-2));
          const name = format.weekday(
            new Date(Date.parse(`${MONDAY}T00:00:00Z`) + at * 86_400_000).toISOString().slice(0, 10),
          );
          return day.length > 2 ? `${day.slice(0, -2)} ${name}` : name;
        });
        words = t('ruleWords.on', {
          rule: words,
          days: days.join(format.language === 'zh-CN' ? '、' : ', '),
        });
      }
      if (rule.until !== null)
        words = t('ruleWords.until', { rule: words, date: format.dayShort(rule.until.slice(0, 10)) });
      if (rule.count !== null) words = t('ruleWords.times', { rule: words, count: rule.count });
      return rule.more ? t('ruleWords.more', { rule: words }) : words;
    },
    [t, format],
  );
}
