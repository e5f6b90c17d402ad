import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDateWords } from '../../app/pickers/date-words.ts';
import { useAct } from '../../app/use-act.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';

export type Whose = 'bank' | 'branch';

/** One day that is worked or not otherwise than the calendar says. */
export function AddDay({
  year,
  whose,
  onClose,
}: {
  year: number;
  whose: readonly Whose[];
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation('settings');
  const common = useTranslation();
  const words = useDateWords();
  const act = useAct();
  const [date, setDate] = useState(`${year}-01-01`);
  const [kind, setKind] = useState<'holiday' | 'working'>('holiday');
  const [name, setName] = useState('');
  const [nameEn, setNameEn] = useState('');
  const [who, setWho] = useState<Whose>(whose.at(-1) ?? 'branch');
  const save = async (): Promise<void> => {
    const text = (value: string): string | null => value.trim() || null;
    const done = await act(
      'calendarDay.put',
      { for: who, date, kind, name: text(name), name_en: text(nameEn) },
      t('workDays.saved'),
    );
    if (done !== undefined) onClose();
  };
  return (
    <Dialog
      title={t('workDays.add')}
      open
      onClose={onClose}
      closeLabel={common.t('kit.close')}
      foot={
        <>
          <Button kind="primary" onPress={() => void save()}>
            {t('workDays.save')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {common.t('kit.cancel')}
          </Button>
        </>
      }
    >
      <div className="settings-form">
        <DateField
          label={t('workDays.date')}
          value={date}
          onChange={(next) => next !== null && setDate(next)}
          words={words}
          autoFocus
        />
        <Segmented
          label={t('workDays.kind')}
          value={kind}
          options={(['holiday', 'working'] as const).map((value) => ({
            value,
            text: t(`workDays.choose.${value}`),
          }))}
          onChange={setKind}
        />
        <TextField label={t('workDays.name')} value={name} onChange={setName} />
        <TextField label={t('workDays.nameEn')} value={nameEn} onChange={setNameEn} />
        <WhoseChoice whose={whose} value={who} onChange={setWho} />
      </div>
    </Dialog>
  );
}

/** For whom a day is decided, where there is a choice. */
export function WhoseChoice({
  whose,
  value,
  onChange,
}: {
  whose: readonly Whose[];
  value: Whose;
  onChange: (value: Whose) => void;
}): ReactElement | null {
  const { t } = useTranslation('settings');
  if (whose.length < 2) return null;
  return (
    <Segmented
      label={t('workDays.whose')}
      value={value}
      options={whose.map((one) => ({ value: one, text: t(`workDays.from.${one}`) }))}
      onChange={onChange}
    />
  );
}
