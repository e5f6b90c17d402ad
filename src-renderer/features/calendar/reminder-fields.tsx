import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useReminderWords } from '../../app/use-reminder-words.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';

const OFFERED = [0, 5, 10, 15, 30, 60, 120, 1440, 2880, 10_080];
/** More would be noise, and the column holds no more than a dozen. */
const MOST = 5;

/** When to be reminded; several times if need be. */
export function ReminderFields({
  reminders,
  onChange,
}: {
  reminders: readonly number[];
  onChange: (reminders: number[]) => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const words = useReminderWords();
  const free = OFFERED.filter((minutes) => !reminders.includes(minutes));
  return (
    <>
      {reminders.length >= MOST ? null : (
        <Select
          label={t('form.reminder')}
          value={null}
          placeholder={reminders.length === 0 ? words(null) : t('form.addReminder')}
          options={free.map((minutes) => ({ value: String(minutes), text: words(minutes) }))}
          onChange={(minutes) => onChange([...reminders, Number(minutes)].sort((a, b) => a - b))}
        />
      )}
      {reminders.map((minutes) => (
        <div key={minutes} className="x g6 picked">
          <span className="cut">{words(minutes)}</span>
          <span className="sp" />
          <Button
            kind="quiet"
            size="s"
            icon="close"
            label={t('form.removePerson', { name: words(minutes) })}
            onPress={() => onChange(reminders.filter((one) => one !== minutes))}
          />
        </div>
      ))}
    </>
  );
}
