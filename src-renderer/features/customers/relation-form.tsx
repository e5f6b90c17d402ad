import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { RELATION_KINDS, type Customer, type Relation } from '../../../src-shared/domain/customer/tables.ts';
import { run } from '../../bridge/run.ts';
import { useNames } from '../../app/name-of.ts';
import { CustomerPicker, type PickedCustomer } from '../../app/pickers/customer-picker.tsx';
import { useOutcome } from '../../app/use-outcome.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { SmallFormPanel, WhenKept } from './small-form.tsx';
import { useSmallForm, type KeptValues } from './use-small-form.ts';

interface Values {
  readonly other: PickedCustomer | null;
  readonly kind: Relation['kind'];
  readonly share: number | null;
}
const FRESH: Values = { other: null, kind: 'legal_representative', share: null };

interface RelationFormProps {
  customer: Customer;
  onClose: () => void;
}

/** "This person is, of this company, the legal representative." What is not saved is kept. */
export function RelationForm(props: RelationFormProps): ReactElement {
  return (
    <WhenKept<Values> customer={props.customer.id} form="relation">
      {(draft) => <Form {...props} draft={draft} />}
    </WhenKept>
  );
}

function Form({ customer, draft, onClose }: RelationFormProps & { draft: KeptValues<Values> }): ReactElement {
  const { t } = useTranslation('customers');
  const names = useNames();
  const tell = useOutcome();
  const form = useSmallForm(FRESH, draft, onClose);
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
    <SmallFormPanel
      title={t('relationAdd')}
      form={form}
      disabled={other === null || other.id === customer.id}
      onSave={save}
    >
      <CustomerPicker label={t('title')} value={other} onChange={(picked) => form.set({ other: picked })} />
      <Select
        label={t('relationIs', { name: names.name(customer) })}
        value={kind}
        options={RELATION_KINDS.map((value) => ({ value, text: t(`relationKinds.${value}`) }))}
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
    </SmallFormPanel>
  );
}
