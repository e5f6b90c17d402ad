import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useNames } from '../../app/name-of.ts';
import { Select } from '../../ui/select.tsx';
import type { EventDraft } from './event-draft.ts';

const NONE = 'none';

/** Which contract or opportunity of its customers an event is about; nothing where they have none that it could be. */
export function AboutField({
  draft,
  set,
}: {
  draft: EventDraft;
  set: (change: Partial<EventDraft>) => void;
}): ReactElement | null {
  const { t } = useTranslation('calendar');
  const names = useNames();
  const customers = draft.customers.map((one) => one.id);
  const offered = useLiveQuery('customer.holdings', customers.length === 0 ? null : { customers }) ?? [];
  const chosen = draft.holding;
  if (offered.length === 0 && chosen === null) return null;
  const several = draft.customers.length > 1;
  const whose = new Map(several ? draft.customers.map((one) => [one.id, one.name]) : []);
  const holdings = offered.map((one) => ({
    value: one.id,
    text: names.name(one.product),
    detail: [whose.get(one.customer_id), one.account_no, t(`form.holdingStates.${one.status}`)]
      .filter((part) => part !== undefined && part !== null)
      .join(' · '),
  }));
  // What was chosen stays to be seen, though this laptop does not hold it, or it is over.
  const kept =
    chosen === null || offered.some((one) => one.id === chosen.id)
      ? []
      : [{ value: chosen.id, text: chosen.name || t('form.holdingElsewhere') }];
  return (
    <Select
      label={t('form.holding')}
      value={chosen?.id ?? NONE}
      options={[{ value: NONE, text: t('form.holdingNone') }, ...kept, ...holdings]}
      onChange={(id) => {
        const one = offered.find((each) => each.id === id);
        if (one) set({ holding: { id, customer: one.customer_id, name: names.name(one.product) } });
        else if (id === NONE) set({ holding: null });
      }}
    />
  );
}
