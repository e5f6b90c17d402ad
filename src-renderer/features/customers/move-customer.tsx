import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useNames } from '../../app/name-of.ts';
import { useAct } from '../../app/use-act.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';

const NOTHING = {};

/** Chooses the book that a customer goes into, with everything that hangs on the customer. */
export function MoveCustomer({
  id,
  name,
  book,
  open,
  onClose,
}: {
  id: string;
  name: string;
  /** The book that the customer is in. */
  book: string;
  open: boolean;
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation('customers');
  const common = useTranslation();
  const names = useNames();
  const act = useAct();
  const books = useLiveQuery('customer.books', NOTHING) ?? [];
  const [to, setTo] = useState<string | null>(null);
  const offered = books.filter((one) => one.writable && one.id !== book);
  const move = (): void => {
    onClose();
    if (to !== null) void act('customer.move', { id, book_id: to }, t('moved', { name }));
  };
  return (
    <Dialog
      title={t('moveTitle', { name })}
      open={open}
      onClose={onClose}
      closeLabel={common.t('kit.close')}
      foot={
        <>
          <Button kind="primary" disabled={to === null} onPress={move}>
            {t('move')}
          </Button>
          <Button onPress={onClose}>{common.t('kit.cancel')}</Button>
        </>
      }
    >
      <p className="t2">{t(offered.length === 0 ? 'moveNowhere' : 'moveWhat')}</p>
      {offered.length === 0 ? null : (
        <Select
          label={t('book')}
          value={to}
          placeholder={t('moveChoose')}
          options={offered.map((one) => ({ value: one.id, text: names.name(one) }))}
          onChange={setTo}
        />
      )}
    </Dialog>
  );
}
