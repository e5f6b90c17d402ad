import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { CustomerPicker, type PickedCustomer } from '../../app/pickers/customer-picker.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MergeRecords } from './merge-records.tsx';

/** Merges a customer with another record of the same one; which, is asked where nobody has found it yet. */
export function MergeDialog({
  id,
  name,
  other,
  onClose,
  onMerged,
}: {
  id: string;
  name: string;
  other: string | null;
  onClose: () => void;
  onMerged: (kept: string) => void;
}): ReactElement {
  const { t } = useTranslation('customers');
  const common = useTranslation();
  const [picked, setPicked] = useState<PickedCustomer | null>(null);
  const second = other ?? picked?.id ?? null;
  return (
    <Dialog
      title={t('merge.title', { name })}
      open
      wide
      onClose={onClose}
      closeLabel={common.t('kit.close')}
      {...(second === null ? { foot: <Button onPress={onClose}>{common.t('kit.cancel')}</Button> } : {})}
    >
      {other === null ? (
        <CustomerPicker
          label={t('merge.with')}
          value={picked}
          onChange={setPicked}
          placeholder={t('merge.find')}
        />
      ) : null}
      {second === null ? (
        <p className="t2">{t('merge.what')}</p>
      ) : (
        <Compare key={second} id={id} other={second} onClose={onClose} onMerged={onMerged} />
      )}
    </Dialog>
  );
}

function Compare({
  id,
  other,
  onClose,
  onMerged,
}: {
  id: string;
  other: string;
  onClose: () => void;
  onMerged: (kept: string) => void;
}): ReactElement | null {
  const { t } = useTranslation('customers');
  const common = useTranslation();
  const pair = useLiveQuery('duplicate.compare', { a: id, b: other });
  if (pair === undefined) return null;
  if (pair === null) return <p className="t2">{t('merge.same_record')}</p>;
  return (
    <MergeRecords
      pair={pair}
      scope="overlay"
      onMerged={onMerged}
      foot={(merge) => (
        <div className="x">
          <Button kind="primary" keys="mod+enter" disabled={!pair.mergeable} onPress={merge}>
            {t('merge.now')}
          </Button>
          <Button onPress={onClose}>{common.t('kit.cancel')}</Button>
        </div>
      )}
    />
  );
}
