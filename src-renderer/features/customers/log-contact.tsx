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
import { useDateWords } from '../../app/pickers/date-words.ts';
import { useNow } from '../../app/use-now.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { DateField, TimeField } from '../../ui/date-field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SmallFormPanel, WhenKept } from './small-form.tsx';
import { useSmallForm, type KeptValues } from './use-small-form.ts';

const MOST_TEXT = contactLog.columns.summary.max ?? Number.POSITIVE_INFINITY;

interface Values {
  readonly channel: Channel;
  readonly day: string | null;
  readonly clock: string | null;
  readonly minutes: number | null;
  readonly outcome: 'none' | 'done' | 'partly' | 'missed';
  readonly summary: string;
}

interface LogContactProps {
  customer: Customer;
  onClose: () => void;
}

/** Notes a contact that happened: on which channel, when, what was said. What is not saved is kept. */
export function LogContact(props: LogContactProps): ReactElement {
  return (
    <WhenKept<Values> customer={props.customer.id} form="contact">
      {(draft) => <Form {...props} draft={draft} />}
    </WhenKept>
  );
}

function Form({ customer, draft, onClose }: LogContactProps & { draft: KeptValues<Values> }): ReactElement {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const zone = useZone();
  const words = useDateWords();
  const tell = useOutcome();
  const now = useNow();
  const fresh: Values = {
    channel: 'phone',
    day: format.dateOf(now),
    clock: format.time(now),
    minutes: null,
    outcome: 'none',
    summary: '',
  };
  const form = useSmallForm(fresh, draft, onClose);
  const { channel, day, clock, minutes, outcome, summary } = form.values;
  const { set } = form;
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
      minutes,
      outcome: outcome === 'none' ? null : outcome,
    });
    if (tell(done, t('contactSaved'))) form.saved();
  };
  return (
    <SmallFormPanel title={t('logContact')} form={form} onSave={save}>
      <TextField
        label={t('contactSummary')}
        lines={4}
        value={summary}
        onChange={(text) => set({ summary: text })}
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
        onChange={(chosen) => set({ channel: chosen })}
      />
      <div className="form-pair">
        <DateField
          label={t('contactWhen')}
          value={day}
          onChange={(chosen) => set({ day: chosen })}
          words={words}
          max={format.dateOf(now)}
        />
        <TimeField label={t('historyColumns.when')} value={clock} onChange={(time) => set({ clock: time })} />
      </div>
      <NumberField
        label={t('contactMinutes')}
        value={minutes ?? Number.NaN}
        onChange={(typed) => set({ minutes: Number.isNaN(typed) ? null : typed })}
        min={0}
        max={1440}
      />
      <div className="field">
        <span className="small t2">{t('contactOutcome')}</span>
        <Segmented
          label={t('contactOutcome')}
          value={outcome}
          options={(['none', 'done', 'partly', 'missed'] as const).map((value) => ({
            value,
            text: t(`outcomes.${value}`),
          }))}
          onChange={(chosen) => set({ outcome: chosen })}
        />
      </div>
    </SmallFormPanel>
  );
}
