import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { describeRule, withParts } from '../../../src-shared/domain/calendar/rule.ts';
import { endsBeforeStart } from '../../../src-shared/domain/calendar/rule-end.ts';
import { addDays } from '../i18n/calendar-day.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useDateWords } from '../pickers/date-words.ts';
import { DateField } from '../../ui/date-field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import {
  choiceOfRule,
  isLastOfMonth,
  nthOf,
  REPEAT_CHOICES,
  ruleOfChoice,
  type RepeatChoice,
} from './repeat-choice.ts';
import { RepeatCustom } from './repeat-custom.tsx';
import { ordinal, useRuleWords } from './rule-words.ts';
import './repeat.css';

/** How an event or a task repeats and until when, and the same in a sentence. */
export function RepeatFields({
  rrule,
  day,
  start = day,
  zone,
  onChange,
}: {
  rrule: string | null;
  day: string;
  /** The wall time at which the series begins in `zone`, where it has one. */
  start?: string;
  zone?: string;
  onChange: (rrule: string | null) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const words = useDateWords();
  const ruleWords = useRuleWords();
  const known = choiceOfRule(rrule, day);
  // Whoever is putting a rule together goes on doing so, though it may look like one of the choices on the way.
  const [custom, setCustom] = useState(known === 'custom');
  const choice = custom && rrule !== null ? 'custom' : known;
  const rule = rrule === null ? null : describeRule(rrule);
  const end =
    rule === null ? 'never' : rule.until !== null ? 'until' : rule.count !== null ? 'count' : 'never';
  const text = (one: RepeatChoice): string => {
    if (one === 'monthly') return t('repeat.monthly', { day: Number(day.slice(8)) });
    if (one === 'monthlyNth')
      return t('repeat.monthlyNth', {
        nth: ordinal(t, nthOf(day), format.weekday(day)),
      });
    if (one === 'monthlyLast') return t('repeat.monthlyLast', { weekday: format.weekday(day) });
    return t(`repeat.${one}`);
  };
  const offered: RepeatChoice[] = [
    ...REPEAT_CHOICES.filter((one) => one !== 'monthlyLast' || isLastOfMonth(day) || choice === one),
    'custom',
  ];
  // A choice that says it all is not said again below.
  const sentence = rrule === null ? null : ruleWords(rrule, start, zone);
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
        options={offered.map((value) => ({ value, text: text(value) }))}
        onChange={(next) => {
          setCustom(next === 'custom');
          onChange(ruleOfChoice(next, day, rrule));
        }}
      />
      {choice === 'custom' && rrule !== null ? (
        <RepeatCustom rrule={rrule} day={day} onChange={onChange} />
      ) : null}
      {sentence === null || sentence === text(choice) ? null : (
        <p className="small t2 repeat-sentence" role="status">
          {sentence}
        </p>
      )}
      {rule === null ? null : (
        <div className="repeat-pair">
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
              label={t('form.untilDay')}
              value={rule.until?.slice(0, 10) ?? null}
              onChange={(until) =>
                until !== null &&
                onChange(withParts(rrule!, { UNTIL: `${until.replaceAll('-', '')}T235900` }))
              }
              words={words}
              min={day}
              problem={
                endsBeforeStart({ rrule, start, zone: zone ?? 'UTC' })
                  ? t('form.untilBeforeStart')
                  : undefined
              }
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
