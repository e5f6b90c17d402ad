import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import {
  CHANNELS,
  contactLog,
  type Channel,
  type Customer,
} from '../../../src-shared/domain/customer/tables.ts';
import { wallToInstant } from '../../../src-shared/domain/calendar/zone.ts';
import { run } from '../../bridge/run.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useOneAtATime } from '../../app/one-at-a-time.ts';
import { useDateWords } from '../../app/pickers/date-words.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useNow } from '../../app/use-now.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { DateField, TimeField } from '../../ui/date-field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';

const MOST_TEXT = contactLog.columns.summary.max ?? Number.POSITIVE_INFINITY;

/** Notes a contact that happened: on which channel, when, what was said. */
export function LogContact({ customer, onClose }: { customer: Customer; onClose: () => void }): ReactElement {
  const { t } = useTranslation('customers');
  const common = useTranslation();
  const format = useFormat();
  const zone = useZone();
  const words = useDateWords();
  const tell = useOutcome();
  const once = useOneAtATime();
  const now = useNow();
  const [channel, setChannel] = useState<Channel>('phone');
  const [day, setDay] = useState<string | null>(format.dateOf(now));
  const [clock, setClock] = useState<string | null>(format.time(now));
  const [minutes, setMinutes] = useState(Number.NaN);
  const [outcome, setOutcome] = useState<'none' | 'done' | 'partly' | 'missed'>('none');
  const [summary, setSummary] = useState('');
  const [tried, setTried] = useState(false);
  const tooLong = summary.trim().length > MOST_TEXT;
  const save = async (): Promise<void> => {
    setTried(true);
    if (summary.trim() === '' || tooLong) return;
    const at = day === null ? now : wallToInstant(`${day}T${clock ?? '12:00'}`, zone);
    const done = await run('customer.logContact', {
      customer_id: customer.id,
      channel,
      at,
      summary: summary.trim(),
      minutes: Number.isNaN(minutes) ? null : minutes,
      outcome: outcome === 'none' ? null : outcome,
    });
    if (tell(done, t('contactSaved'))) onClose();
  };
  useKeys('pane', [{ keys: 'mod+enter', label: t('form.save'), run: once(save) }]);
  return (
    <Panel
      title={t('logContact')}
      onClose={onClose}
      closeLabel={common.t('kit.close')}
      foot={
        <>
          <Button kind="primary" keys="mod+enter" onPress={once(save)}>
            {t('form.save')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('form.cancel')}
          </Button>
        </>
      }
    >
      <div className="customer-form">
        <TextField
          label={t('contactSummary')}
          lines={4}
          value={summary}
          onChange={setSummary}
          autoFocus
          {...(tooLong
            ? { problem: t('form.tooLong', { count: MOST_TEXT }) }
            : tried && summary.trim() === ''
              ? { problem: t('summaryMissing') }
              : {})}
        />
        <Select
          label={t('channel')}
          value={channel}
          options={CHANNELS.map((value) => ({ value, text: t(`channels.${value}`) }))}
          onChange={setChannel}
        />
        <div className="form-pair">
          <DateField
            label={t('contactWhen')}
            value={day}
            onChange={setDay}
            words={words}
            max={format.dateOf(now)}
          />
          <TimeField label={t('historyColumns.when')} value={clock} onChange={setClock} />
        </div>
        <NumberField label={t('contactMinutes')} value={minutes} onChange={setMinutes} min={0} max={1440} />
        <div className="field">
          <span className="small t2">{t('contactOutcome')}</span>
          <Segmented
            label={t('contactOutcome')}
            value={outcome}
            options={(['none', 'done', 'partly', 'missed'] as const).map((value) => ({
              value,
              text: t(`outcomes.${value}`),
            }))}
            onChange={setOutcome}
          />
        </div>
      </div>
    </Panel>
  );
}
