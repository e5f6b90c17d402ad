import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { readDayList } from '../../../src-shared/domain/calendar/day-list.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useAct } from '../../app/use-act.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { WhoseChoice, type Whose } from './add-day.tsx';

const UNREAD_SHOWN = 3;

/** A year's list, pasted as the notice has it or as a table: what was understood is shown before anything is written. */
export function ImportDays({
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
  const format = useFormat();
  const act = useAct();
  const [text, setText] = useState('');
  const [who, setWho] = useState<Whose>(whose[0] ?? 'branch');
  const { days, unread } = useMemo(() => readDayList(text, year), [text, year]);
  const off = days.filter((one) => one.kind === 'holiday').length;
  const save = async (): Promise<void> => {
    const done = await act(
      'calendarDay.import',
      { for: who, days: [...days] },
      t('workDays.imported', { count: days.length }),
    );
    if (done !== undefined) onClose();
  };
  return (
    <Dialog
      title={t('workDays.importTitle', { year })}
      open
      wide
      onClose={onClose}
      closeLabel={common.t('kit.close')}
      foot={
        <>
          <Button kind="primary" disabled={days.length === 0} onPress={() => void save()}>
            {t('workDays.importRun', { count: days.length })}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {common.t('kit.cancel')}
          </Button>
        </>
      }
    >
      <div className="settings-form">
        <p className="small t2">{t('workDays.importWhy')}</p>
        <TextField
          label={t('workDays.list')}
          lines={8}
          value={text}
          onChange={setText}
          placeholder={t('workDays.listExample', { year })}
          autoFocus
        />
        <WhoseChoice whose={whose} value={who} onChange={setWho} />
        <div role="status" className="small">
          {days.length === 0 ? null : (
            <p>
              {t('workDays.understood', {
                count: off,
                worked: days.length - off,
                from: format.dayShort(days[0]!.date),
                to: format.dayShort(days.at(-1)!.date),
              })}
            </p>
          )}
          {unread.slice(0, UNREAD_SHOWN).map((one) => (
            <p key={one.line} className="soft">
              {t('workDays.unread', one)}
            </p>
          ))}
          {unread.length > UNREAD_SHOWN ? (
            <p className="soft">{t('workDays.unreadMore', { count: unread.length - UNREAD_SHOWN })}</p>
          ) : null}
        </div>
      </div>
    </Dialog>
  );
}
