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
import type { SmallDraft } from './form-draft.ts';
import { TakenUp } from './taken-up.tsx';
import { useSmallDraft } from './use-form-draft.ts';
import { useSmallForm } from './use-small-form.ts';

const MOST_TEXT = contactLog.columns.summary.max ?? Number.POSITIVE_INFINITY;

interface Values {
  readonly channel: Channel;
  readonly day: string | null;
  readonly clock: string | null;
  readonly minutes: number | null;
  readonly outcome: 'none' | 'done' | 'partly' | 'missed';
  readonly summary: string;
}

/** Notes a contact that happened: on which channel, when, what was said. What is not saved is kept. */
export function LogContact(props: { customer: Customer; onClose: () => void }): ReactElement | null {
  const { kept, keep } = useSmallDraft<Values>(props.customer.id, 'contact');
  return kept === undefined ? null : <Form {...props} kept={kept} keep={keep} />;
}

function Form({
  customer,
  kept,
  keep,
  onClose,
}: {
  customer: Customer;
  kept: SmallDraft<Values> | null;
  keep: (draft: SmallDraft<Values> | null) => void;
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation('customers');
  const common = useTranslation();
  const format = useFormat();
  const zone = useZone();
  const words = useDateWords();
  const tell = useOutcome();
  const once = useOneAtATime();
  const now = useNow();
  const fresh: Values = {
    channel: 'phone',
    day: format.dateOf(now),
    clock: format.time(now),
    minutes: null,
    outcome: 'none',
    summary: '',
  };
  const form = useSmallForm(fresh, kept, keep, onClose);
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
  useKeys('pane', [{ keys: 'mod+enter', label: t('form.save'), run: once(save) }]);
  return (
    <Panel
      title={t('logContact')}
      onClose={form.giveUp}
      closeLabel={common.t('kit.close')}
      foot={
        <>
          <Button kind="primary" keys="mod+enter" onPress={once(save)}>
            {t('form.save')}
          </Button>
          <Button kind="quiet" onPress={form.giveUp}>
            {t('form.cancel')}
          </Button>
        </>
      }
    >
      <div className="customer-form">
        <TakenUp onAnew={form.beginAnew} />
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
          <TimeField
            label={t('historyColumns.when')}
            value={clock}
            onChange={(time) => set({ clock: time })}
          />
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
      </div>
    </Panel>
  );
}
