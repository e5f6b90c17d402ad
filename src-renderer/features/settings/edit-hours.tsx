import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { formatWeek, parseWeek, type DayPart } from '../../../src-shared/domain/calendar/working-week.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useAct } from '../../app/use-act.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TimeField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { weekdayAt } from './week-words.ts';
import type { Hours } from './work-hours.tsx';

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];

/** Somebody's hours: the same on every working day, or day by day with a break. */
export function EditHours({ of, onClose }: { of: Hours; onClose: () => void }): ReactElement {
  const { t } = useTranslation('settings');
  const common = useTranslation();
  const format = useFormat();
  const names = useNames();
  const act = useAct();
  const [start, setStart] = useState(of.start);
  const [end, setEnd] = useState(of.end);
  const [byDay, setByDay] = useState(of.week !== null);
  const [days, setDays] = useState(() => daysOf(of));
  const week = days.join(';').replaceAll('–', '-').replaceAll('，', ',').replaceAll(' ', '');
  const read = byDay ? parseWeek(week) : null;
  const wrong = read !== null && !read.ok;
  const save = async (): Promise<void> => {
    const done = await act(
      'person.setHours',
      { id: of.id, start, end, week: read?.ok ? formatWeek(read.value) : null },
      t('workHours.saved', { name: names.name(of) }),
    );
    if (done !== undefined) onClose();
  };
  return (
    <Dialog
      title={t('workHours.editOf', { name: names.name(of) })}
      open
      onClose={onClose}
      closeLabel={common.t('kit.close')}
      foot={
        <>
          <Button kind="primary" disabled={wrong} onPress={() => void save()}>
            {t('workDays.save')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {common.t('kit.cancel')}
          </Button>
        </>
      }
    >
      <div className="settings-form">
        <div className="form-pair">
          <TimeField
            label={t('workHours.start')}
            value={start}
            onChange={(time) => time !== null && setStart(time)}
          />
          <TimeField
            label={t('workHours.end')}
            value={end}
            onChange={(time) => time !== null && setEnd(time)}
          />
        </div>
        <Checkbox on={byDay} onChange={setByDay}>
          {t('workHours.byDay')}
        </Checkbox>
        {byDay
          ? WEEKDAYS.map((at) => (
              <div key={at} className="work-hours-day">
                <span className="t2">{format.weekday(weekdayAt(at))}</span>
                <TextField
                  label={format.weekday(weekdayAt(at))}
                  labelHidden
                  value={days[at] ?? ''}
                  placeholder={t('workHours.dayOff')}
                  onChange={(text) => setDays(days.map((one, index) => (index === at ? text : one)))}
                />
              </div>
            ))
          : null}
        {wrong ? <p className="small hard">{t('workHours.wrong', { part: read.error.part })}</p> : null}
      </div>
    </Dialog>
  );
}

/** Seven texts, Monday first; those of somebody without days of their own are the ordinary hours. */
function daysOf({ start, end, week }: Hours): string[] {
  const read = week === null ? null : parseWeek(week);
  if (read?.ok) return read.value.map((parts) => textOf(parts));
  return WEEKDAYS.map((at) => (at < 5 ? `${start}-${end}` : ''));
}

const textOf = (parts: readonly DayPart[]): string => formatWeek([parts]);
