import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer, Relation } from '../../../src-shared/domain/customer/tables.ts';
import { run } from '../../bridge/run.ts';
import { useNames } from '../../app/name-of.ts';
import { CustomerPicker, type PickedCustomer } from '../../app/pickers/customer-picker.tsx';
import { useOneAtATime } from '../../app/one-at-a-time.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import type { SmallDraft } from './form-draft.ts';
import { TakenUp } from './taken-up.tsx';
import { useSmallDraft } from './use-form-draft.ts';
import { useSmallForm } from './use-small-form.ts';

const KINDS = [
  'legal_representative',
  'executive',
  'employer',
  'payroll',
  'family',
  'subsidiary',
  'guarantor',
] as const;

interface Values {
  readonly other: PickedCustomer | null;
  readonly kind: Relation['kind'];
  readonly share: number | null;
}
const FRESH: Values = { other: null, kind: 'legal_representative', share: null };

/** "This person is, of this company, the legal representative." What is not saved is kept. */
export function RelationForm(props: { customer: Customer; onClose: () => void }): ReactElement | null {
  const { kept, keep } = useSmallDraft<Values>(props.customer.id, 'relation');
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
  const names = useNames();
  const tell = useOutcome();
  const once = useOneAtATime();
  const form = useSmallForm(FRESH, kept, keep, onClose);
  const { other, kind, share } = form.values;
  const save = async (): Promise<void> => {
    if (other === null) return;
    const done = await run('relation.put', {
      id: null,
      from_id: other.id,
      to_id: customer.id,
      kind,
      share: share === null ? null : String(share),
      remark: null,
    });
    if (tell(done, t('saved'))) form.saved();
  };
  return (
    <Panel
      title={t('relationAdd')}
      onClose={form.giveUp}
      closeLabel={common.t('kit.close')}
      foot={
        <>
          <Button kind="primary" disabled={other === null || other.id === customer.id} onPress={once(save)}>
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
        <CustomerPicker label={t('title')} value={other} onChange={(picked) => form.set({ other: picked })} />
        <Select
          label={t('relationIs', { name: names.name(customer) })}
          value={kind}
          options={KINDS.map((value) => ({ value, text: t(`relationKinds.${value}`) }))}
          onChange={(chosen) => form.set({ kind: chosen })}
        />
        {kind === 'subsidiary' || kind === 'legal_representative' || kind === 'executive' ? (
          <NumberField
            label={t('shareField')}
            value={share ?? Number.NaN}
            onChange={(typed) => form.set({ share: Number.isNaN(typed) ? null : typed })}
            min={0}
            max={100}
            unit="%"
          />
        ) : null}
      </div>
    </Panel>
  );
}
