import { useState, type ReactElement } from 'react';
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

const KINDS = [
  'legal_representative',
  'executive',
  'employer',
  'payroll',
  'family',
  'subsidiary',
  'guarantor',
] as const;

/** "This person is, of this company, the legal representative." */
export function RelationForm({
  customer,
  onClose,
}: {
  customer: Customer;
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation('customers');
  const common = useTranslation();
  const names = useNames();
  const tell = useOutcome();
  const once = useOneAtATime();
  const [other, setOther] = useState<PickedCustomer | null>(null);
  const [kind, setKind] = useState<Relation['kind']>('legal_representative');
  const [share, setShare] = useState(Number.NaN);
  const save = async (): Promise<void> => {
    if (other === null) return;
    const done = await run('relation.put', {
      id: null,
      from_id: other.id,
      to_id: customer.id,
      kind,
      share: Number.isNaN(share) ? null : String(share),
      remark: null,
    });
    if (tell(done, t('saved'))) onClose();
  };
  return (
    <Panel
      title={t('relationAdd')}
      onClose={onClose}
      closeLabel={common.t('kit.close')}
      foot={
        <>
          <Button kind="primary" disabled={other === null || other.id === customer.id} onPress={once(save)}>
            {t('form.save')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('form.cancel')}
          </Button>
        </>
      }
    >
      <div className="customer-form">
        <CustomerPicker label={t('title')} value={other} onChange={setOther} />
        <Select
          label={t('relationIs', { name: names.name(customer) })}
          value={kind}
          options={KINDS.map((value) => ({ value, text: t(`relationKinds.${value}`) }))}
          onChange={setKind}
        />
        {kind === 'subsidiary' || kind === 'legal_representative' || kind === 'executive' ? (
          <NumberField label={t('shareField')} value={share} onChange={setShare} min={0} max={100} unit="%" />
        ) : null}
      </div>
    </Panel>
  );
}
