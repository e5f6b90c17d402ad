import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { describeRule, withParts } from '../../../src-shared/domain/calendar/rule.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useDateWords } from '../../app/pickers/date-words.ts';
import { DateField } from '../../ui/date-field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { choiceOfRule, ruleOfChoice, type RepeatChoice } from './event-draft.ts';
import { useRuleWords } from './rule-words.ts';

const CHOICES: readonly RepeatChoice[] = [
  'none',
  'daily',
  'weekdays',
  'weekly',
  'biweekly',
  'monthly',
  'monthlyNth',
  'yearly',
];

/** How an event repeats and until when. A rule that the choices do not offer is kept and shown in words. */
export function RepeatFields({
  rrule,
  day,
  onChange,
}: {
  rrule: string | null;
  day: string;
  onChange: (rrule: string | null) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const words = useDateWords();
  const ruleWords = useRuleWords();
  const choice = choiceOfRule(rrule, day);
  const rule = rrule === null ? null : describeRule(rrule);
  const end =
    rule === null ? 'never' : rule.until !== null ? 'until' : rule.count !== null ? 'count' : 'never';
  const text = (one: RepeatChoice): string => {
    if (one === 'monthly') return t('repeat.monthly', { day: Number(day.slice(8)) });
    if (one === 'monthlyNth')
      return t('repeat.monthlyNth', { n: Math.ceil(Number(day.slice(8)) / 7), weekday: format.weekday(day) });
    return one === 'custom' && rrule !== null ? ruleWords(rrule) : t(`repeat.${one}`);
  };
  const setEnd = (next: 'never' | 'until' | 'count'): void => {
    if (rrule === null) return;
    onChange(
      withParts(rrule, {
        UNTIL: next === 'until' ? `${addDays(day, 90).replaceAll('-', '')}T235900` : null,
        COUNT: next === 'count' ? '10' : null,
      }),
    );
  };
  return (
    <>
      <Select
        label={t('form.repeat')}
        value={choice}
        options={[...CHOICES, ...(choice === 'custom' ? (['custom'] as const) : [])].map((value) => ({
          value,
          text: text(value),
        }))}
        onChange={(next) => onChange(ruleOfChoice(next, day, rrule))}
      />
      {rule === null ? null : (
        <div className="form-pair even">
          <Select
            label={t('form.until')}
            value={end}
            options={(['never', 'until', 'count'] as const).map((value) => ({
              value,
              text: t(`repeat.end.${value}`),
            }))}
            onChange={setEnd}
          />
          {end === 'until' ? (
            <DateField
              label={t('form.end')}
              value={rule.until?.slice(0, 10) ?? null}
              onChange={(until) =>
                until !== null &&
                onChange(withParts(rrule!, { UNTIL: `${until.replaceAll('-', '')}T235900` }))
              }
              words={words}
              min={day}
            />
          ) : null}
          {end === 'count' ? (
            <NumberField
              label={t('form.count')}
              value={rule.count ?? 1}
              onChange={(count) =>
                !Number.isNaN(count) && onChange(withParts(rrule!, { COUNT: String(count) }))
              }
              min={1}
              max={999}
            />
          ) : null}
        </div>
      )}
    </>
  );
}
