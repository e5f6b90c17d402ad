import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerPage } from '../../../src-shared/contract/customer.ts';
import { isMobile } from '../../../src-shared/domain/customer/business-key.ts';
import { run } from '../../bridge/run.ts';
import { useAct } from '../../app/use-act.ts';
import { useOneAtATime } from '../../app/one-at-a-time.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { WhenKept } from './small-form.tsx';
import { useLeftForm } from './use-form-draft.ts';
import { useSmallForm, type KeptValues } from './use-small-form.ts';

type Point = CustomerPage['contactPoints'][number];
const KINDS = ['mobile', 'phone', 'email', 'wechat', 'address', 'web'] as const;
const ICONS: Record<Point['kind'], IconName> = {
  phone: 'call',
  mobile: 'call',
  email: 'mail',
  wechat: 'meeting',
  address: 'building',
  web: 'web',
};

/** How to reach a customer; the preferred way first. */
export function ContactPoints({ page }: { page: CustomerPage }): ReactElement {
  const { t } = useTranslation('customers');
  const act = useAct();
  const tell = useOutcome();
  const once = useOneAtATime();
  const [adding, setAdding] = useState(false);
  useLeftForm(page.customer.id, ['point'], () => setAdding(true));
  const points = [...page.contactPoints].sort((a, b) => b.preferred - a.preferred);
  const put = async (point: Omit<Point, 'id'> & { id: string | null }): Promise<boolean> =>
    tell(await run('contactPoint.put', { ...point, customer_id: page.customer.id }), t('contactPointSaved'));
  return (
    <section className="sec" aria-label={t('contactPoints')}>
      <div className="h">
        {t('contactPoints')}
        <span className="sp" />
        {page.editable ? (
          <Button
            kind="quiet"
            size="s"
            icon="plus"
            label={t('contactPointAdd')}
            onPress={() => setAdding(true)}
          />
        ) : null}
      </div>
      {points.length === 0 && !adding ? <p className="small t3">{t('contactPointNone')}</p> : null}
      {points.map((point) => (
        <div key={point.id} className="x g6 contact-point">
          <Icon name={ICONS[point.kind]} size="s" label={t(`contactPointKinds.${point.kind}`)} />
          <span className="cut contact-value" title={point.value}>
            {point.value}
          </span>
          <span className="small t3 cut">
            {[point.label ?? '', point.preferred === 1 ? t('preferred') : ''].filter(Boolean).join(' · ')}
          </span>
          <span className="sp" />
          {page.editable ? (
            <span className="contact-tools">
              <Button
                kind="quiet"
                size="s"
                icon="star"
                label={`${t('preferred')} ${point.value}`}
                onPress={() => once(put)({ ...point, preferred: point.preferred === 1 ? 0 : 1 })}
              />
              <Button
                kind="quiet"
                size="s"
                icon="close"
                label={`${t('remove')} ${point.value}`}
                onPress={() => void act('contactPoint.remove', { id: point.id }, t('contactPointRemoved'))}
              />
            </span>
          ) : null}
        </div>
      ))}
      {adding ? (
        <WhenKept<Values> customer={page.customer.id} form="point">
          {(draft) => (
            <NewPoint
              draft={draft}
              onSave={(kind, value, label) => put({ id: null, kind, value, label, preferred: 0 })}
              onClose={() => setAdding(false)}
            />
          )}
        </WhenKept>
      ) : null}
    </section>
  );
}

interface Values {
  readonly kind: Point['kind'];
  readonly value: string;
  readonly label: string;
}
const FRESH: Values = { kind: 'mobile', value: '', label: '' };

/** One more way to reach a customer. What is not saved is kept. */
function NewPoint({
  draft,
  onSave,
  onClose,
}: {
  draft: KeptValues<Values>;
  onSave: (kind: Point['kind'], value: string, label: string | null) => Promise<boolean>;
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation('customers');
  const once = useOneAtATime();
  const form = useSmallForm(FRESH, draft, onClose);
  const { kind, value, label } = form.values;
  const [tried, setTried] = useState(false);
  const problem = kind === 'mobile' && !isMobile(value) ? t('contactPointBadMobile') : null;
  const save = once(async (): Promise<void> => {
    if (value.trim() === '') return;
    setTried(true);
    if (problem === null && (await onSave(kind, value.trim(), label.trim() || null))) form.saved();
  });
  return (
    <div className="contact-new">
      <Select
        label={t('kind')}
        labelHidden
        value={kind}
        options={KINDS.map((one) => ({ value: one, text: t(`contactPointKinds.${one}`) }))}
        onChange={(chosen) => form.set({ kind: chosen })}
      />
      <TextField
        label={t('contactPointValue')}
        labelHidden
        placeholder={t('contactPointValue')}
        value={value}
        onChange={(text) => form.set({ value: text })}
        {...(tried && problem !== null ? { problem } : {})}
        autoFocus
        onEnter={save}
      />
      <TextField
        label={t('contactPointLabel')}
        labelHidden
        placeholder={t('contactPointLabel')}
        value={label}
        onChange={(text) => form.set({ label: text })}
        onEnter={save}
      />
      <div className="x g6">
        <Button kind="primary" size="s" disabled={value.trim() === ''} onPress={save}>
          {t('form.save')}
        </Button>
        <Button size="s" kind="quiet" onPress={form.giveUp}>
          {t('form.cancel')}
        </Button>
      </div>
    </div>
  );
}
