import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { addDays, weekdayOf } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useDateWords } from '../../app/pickers/date-words.ts';
import { useKeys } from '../../app/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** The days that are asked for most, each one key away. */
function usualDays(
  today: DateText,
): readonly { id: 'today' | 'tomorrow' | 'friday' | 'monday'; day: DateText }[] {
  const weekday = weekdayOf(today);
  const friday = addDays(today, (5 - weekday + 7) % 7);
  const monday = addDays(today, (8 - weekday) % 7 || 7);
  const days = [
    { id: 'today', day: today },
    { id: 'tomorrow', day: addDays(today, 1) },
    { id: 'friday', day: friday },
    { id: 'monday', day: monday },
  ] as const;
  return days.filter(({ day }, at) => days.findIndex((one) => one.day === day) === at);
}

/** On which day? 1 to 4 for the usual ones, 0 for none, or any day. */
export function DayDialog({
  title,
  today,
  withToday = true,
  withNone = false,
  onChoose,
  onClose,
}: {
  title: string;
  today: DateText;
  withToday?: boolean;
  withNone?: boolean;
  onChoose: (day: DateText | null) => void;
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation('tasks');
  const common = useTranslation();
  const format = useFormat();
  const words = useDateWords();
  const [other, setOther] = useState<string | null>(addDays(today, 1));
  const days = usualDays(today).filter(({ id }) => withToday || id !== 'today');
  const choose = (day: DateText | null): void => {
    onClose();
    onChoose(day);
  };
  useKeys('overlay', [
    ...days.map(({ id, day }, at) => ({
      keys: String(at + 1),
      label: t(`usualDays.${id}`),
      run: () => choose(day),
    })),
    { keys: '0', label: t('noDue'), disabled: !withNone, run: () => choose(null) },
  ]);
  return (
    <Dialog title={title} open onClose={onClose} closeLabel={common.t('kit.close')}>
      <div className="day-choices">
        {days.map(({ id, day }, at) => (
          <Button key={id} keys={String(at + 1)} autoFocus={at === 0} onPress={() => choose(day)}>
            {t(`usualDays.${id}`)}
            <span className="small t3">{format.dayShort(day)}</span>
          </Button>
        ))}
        {withNone ? (
          <Button keys="0" onPress={() => choose(null)}>
            {t('noDue')}
          </Button>
        ) : null}
      </div>
      <div className="x g6 day-other">
        <DateField label={t('otherDay')} value={other} onChange={setOther} words={words} />
        <Button kind="primary" disabled={other === null} onPress={() => other !== null && choose(other)}>
          {t('take')}
        </Button>
      </div>
    </Dialog>
  );
}
