import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';

const today = '2026-03-17';

export function KitControls(): ReactElement {
  const { t } = useTranslation('kit');
  return (
    <section>
      <h2 className="h">{t('controls')}</h2>
      <div className="x wrap kit-buttons">
        <Button kind="primary" keys="enter">
          {t('primary')}
        </Button>
        <Button>{t('normal')}</Button>
        <Button kind="quiet">{t('quiet')}</Button>
        <Button disabled>{t('disabled')}</Button>
        <Button kind="danger">{t('remove')}</Button>
        <Button className="focus">{t('focus')}</Button>
      </div>
      <div className="x kit-field">
        <TextField label={t('name')} labelHidden defaultValue={t('nameValue')} className="sp" autoFocus />
        <TextField label={t('place')} labelHidden placeholder={t('place')} className="sp" />
      </div>
      <div className="kit-field">
        <TextField label={t('hour')} labelHidden defaultValue="25:00" problem={t('noSuchHour')} />
      </div>
    </section>
  );
}

export function KitRows(): ReactElement {
  const { t } = useTranslation('kit');
  return (
    <section>
      <h2 className="h">{t('rows30')}</h2>
      <SampleRows density="regular" />
      <div className="kit-gap" />
      <h2 className="h">{t('rows26')}</h2>
      <SampleRows density="compact" />
    </section>
  );
}

function SampleRows({ density }: { density: 'regular' | 'compact' }): ReactElement {
  const { t } = useTranslation('kit');
  return (
    <div data-density={density} className="kit-frame">
      <SampleRow name={t('row.first')} age={2} />
      <SampleRow name={t('row.second')} age={0} state="sel focus" />
      <SampleRow name={t('row.third')} age={0} state="hov" />
    </div>
  );
}

function SampleRow({ name, age, state = '' }: { name: string; age: number; state?: string }): ReactElement {
  const format = useFormat();
  return (
    <div className={`row ${state}`.trim()}>
      <span className="cut">{name}</span>
      <span className="sp" />
      <span className="small t3">{format.ago(addDays(today, -age), today)}</span>
    </div>
  );
}

export function KitEmpties(): ReactElement {
  const { t } = useTranslation('kit');
  return (
    <section className="kit-two">
      <div>
        <h2 className="h">{t('empties')}</h2>
        <div className="kit-frame kit-empty">
          <EmptyState
            icon="inbox"
            what={t('noConflicts')}
            why={t('noConflictsWhy')}
            action={<Button size="s">{t('showResolved')}</Button>}
          />
        </div>
        <div className="kit-frame kit-empty">
          <EmptyState
            icon="people"
            what={t('noCustomer')}
            why={t('noCustomerWhy')}
            action={
              <Button size="s" keys="escape">
                {t('clearFilter')}
              </Button>
            }
          />
        </div>
      </div>
      <div>
        <h2 className="h">{t('notices')}</h2>
        <div className="kit-notices">
          <Notice tone="soft">{t('noticeSoft')}</Notice>
          <Notice tone="hard">{t('noticeHard')}</Notice>
          <Notice tone="info" icon="merge">
            {t('noticeInfo')}
          </Notice>
          <Notice>{t('noticePlain')}</Notice>
        </div>
      </div>
    </section>
  );
}
