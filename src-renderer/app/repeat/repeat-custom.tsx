import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { buildRule, describeRule, type RuleParts } from '../../../src-shared/domain/calendar/rule.ts';
import { addDays, weekdayOf } from '../i18n/calendar-day.ts';
import { useFormat } from '../i18n/use-format.ts';
import { Toggle } from '../../ui/button.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { monthlyBy, nthDayOf, nthDayParts, nthOf, type MonthlyBy, type WhichDay } from './repeat-choice.ts';
import { monthName, ordinal } from './rule-words.ts';

const FREQS = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const NTHS = [1, 2, 3, 4, 5, -1, -2] as const;
const MONDAY = '2026-03-16';

/** A rule put together piece by piece. What it cannot show (`more`) it leaves alone: then the words stand alone. */
export function RepeatCustom({
  rrule,
  day,
  onChange,
}: {
  rrule: string;
  /** On which the series begins. */
  day: string;
  onChange: (rrule: string) => void;
}): ReactElement | null {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const rule = describeRule(rrule);
  if (rule === null || rule.more) return null;
  const weekday = DAYS[(weekdayOf(day) + 6) % 7]!;
  const freq = FREQS.find((one) => one === rule.freq) ?? 'WEEKLY';
  const set = (change: Partial<RuleParts>): void => onChange(buildRule({ ...rule, freq, ...change }));
  const setFreq = (next: (typeof FREQS)[number]): void =>
    set({
      freq: next,
      byDay: next === 'WEEKLY' ? [weekday] : [],
      byMonthDay: next === 'MONTHLY' || next === 'YEARLY' ? [Number(day.slice(8))] : [],
      byMonth: next === 'YEARLY' ? [Number(day.slice(5, 7))] : [],
      bySetPos: [],
    });
  const dayName = (one: string): string => format.weekday(addDays(MONDAY, DAYS.indexOf(one as 'MO')));
  const toggle = (one: string, on: boolean): void => {
    const byDay = DAYS.filter((name) => (name === one ? on : rule.byDay.includes(name)));
    if (byDay.length > 0) set({ byDay });
  };
  return (
    <div className="repeat-custom" role="group" aria-label={t('repeat.custom')}>
      <div className="repeat-pair">
        <NumberField
          label={t('repeat.every')}
          value={rule.interval}
          onChange={(interval) => !Number.isNaN(interval) && set({ interval })}
          min={1}
          max={99}
        />
        <Select
          label={t('repeat.unitLabel')}
          value={freq}
          options={FREQS.map((value) => ({ value, text: t(`repeat.unit.${value}`) }))}
          onChange={setFreq}
        />
      </div>
      {freq === 'WEEKLY' ? (
        <div className="x g1 repeat-days" role="group" aria-label={t('repeat.onWeekdays')}>
          {DAYS.map((one) => (
            <Toggle
              key={one}
              size="s"
              label={dayName(one)}
              on={rule.byDay.includes(one)}
              onChange={(on) => toggle(one, on)}
            >
              {format.weekdayNarrow(addDays(MONDAY, DAYS.indexOf(one)))}
            </Toggle>
          ))}
        </div>
      ) : null}
      {freq === 'YEARLY' ? (
        <Select
          label={t('repeat.inMonth')}
          value={String(rule.byMonth[0] ?? Number(day.slice(5, 7)))}
          options={Array.from({ length: 12 }, (_, at) => ({
            value: String(at + 1),
            text: monthName(t, at + 1),
          }))}
          onChange={(month) => set({ byMonth: [Number(month)] })}
        />
      ) : null}
      {freq === 'MONTHLY' || freq === 'YEARLY' ? (
        <InMonth rule={rule} day={day} weekday={weekday} dayName={dayName} set={set} />
      ) : null}
    </div>
  );
}

function InMonth({
  rule,
  day,
  weekday,
  dayName,
  set,
}: {
  rule: RuleParts;
  day: string;
  weekday: WhichDay;
  dayName: (day: string) => string;
  set: (change: Partial<RuleParts>) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const by = monthlyBy(rule);
  const nth = nthDayOf(rule) ?? { nth: nthOf(day), which: weekday };
  const setBy = (next: MonthlyBy): void =>
    set(
      next === 'day'
        ? { byMonthDay: [Number(day.slice(8))], byDay: [], bySetPos: [] }
        : { byMonthDay: [], ...nthDayParts(nthOf(day), weekday) },
    );
  return (
    <>
      <Segmented
        label={t('repeat.by')}
        size="s"
        value={by}
        options={(['day', 'weekday'] as const).map((value) => ({ value, text: t(`repeat.bys.${value}`) }))}
        onChange={setBy}
      />
      {by === 'day' ? (
        <Select
          label={t('repeat.monthDay')}
          value={String(rule.byMonthDay[0] ?? Number(day.slice(8)))}
          options={[...Array.from({ length: 31 }, (_, at) => at + 1), -1].map((at) => ({
            value: String(at),
            text: at === -1 ? t('ruleWords.lastDay') : t('repeat.day', { n: at }),
          }))}
          onChange={(at) => set({ byMonthDay: [Number(at)] })}
        />
      ) : (
        <div className="repeat-pair">
          <Select
            label={t('repeat.nth')}
            value={String(nth.nth)}
            options={NTHS.map((at) => ({
              value: String(at),
              text: ordinal(t, at, ''),
            }))}
            onChange={(at) => set(nthDayParts(Number(at), nth.which))}
          />
          <Select
            label={t('repeat.which')}
            value={nth.which}
            options={[
              ...DAYS.map((value) => ({ value: value as WhichDay, text: dayName(value) })),
              ...(['WORK', 'ANY'] as const).map((value) => ({
                value: value as WhichDay,
                text: t(`ruleWords.sets.${value}`),
              })),
            ]}
            onChange={(which) => set(nthDayParts(nth.nth, which))}
          />
        </div>
      )}
    </>
  );
}
