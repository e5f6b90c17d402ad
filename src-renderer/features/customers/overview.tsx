import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerPage } from '../../../src-shared/contract/customer.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useNow } from '../../app/use-now.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Pill } from '../../ui/pill.tsx';
import type { Editing } from './customer-page.tsx';
import { HoldingsGrid } from './holdings-grid.tsx';
import { Relations } from './relations.tsx';
import { Timeline } from './timeline.tsx';

/** What to do next, who belongs together, what is held and missing, and what was said. */
export function Overview({
  page,
  onEdit,
}: {
  page: CustomerPage;
  onEdit: (what: Editing) => void;
}): ReactElement {
  return (
    <div className="customer-overview scroll">
      <div className="customer-top">
        <NextStep page={page} onEdit={onEdit} />
        <Relations page={page} onAdd={page.editable ? () => onEdit('relation') : null} />
      </div>
      <HoldingsGrid page={page} />
      <Timeline id={page.customer.id} limit={60} onLog={page.editable ? () => onEdit('contact') : null} />
    </div>
  );
}

function NextStep({ page, onEdit }: { page: CustomerPage; onEdit: (what: Editing) => void }): ReactElement {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const names = useNames();
  const tell = useOutcome();
  const { customer, nextEvent } = page;
  const today = format.dateOf(useNow());
  const promises = useLiveQuery('task.list', { view: 'promises', today, customer_id: customer.id, text: '' });
  const promise = promises?.rows.find((task) => task.status === 'open' && task.promise === 'by_me');
  const late = customer.next_step_due !== null && customer.next_step_due < today;
  const done = async (): Promise<void> => {
    if (
      tell(
        await run('customer.update', { id: customer.id, fields: { next_step: null, next_step_due: null } }),
      )
    )
      onEdit('form');
  };
  useKeys('screen', [
    {
      keys: 'n',
      label: t('nextDone'),
      disabled: !page.editable,
      run: () => (customer.next_step === null ? onEdit('form') : void done()),
    },
  ]);
  const when = (start: number): string => `${format.dayOfWeek(format.dateOf(start))} ${format.time(start)}`;
  return (
    <section className="customer-next" aria-label={t('next')}>
      <div className="h">
        {t('next')}
        <span className="sp" />
        {customer.next_step_due === null ? null : (
          <Pill tone={late ? 'hard' : 'soft'}>
            {late
              ? format.due(customer.next_step_due, today)
              : t('nextDue', { due: format.due(customer.next_step_due, today) })}
          </Pill>
        )}
      </div>
      {customer.next_step === null ? (
        <EmptyState
          what={t('nextNone')}
          why={t('nextNoneWhy')}
          {...(page.editable
            ? {
                action: (
                  <Button size="s" keys="n" onPress={() => onEdit('form')}>
                    {t('nextWrite')}
                  </Button>
                ),
              }
            : {})}
        />
      ) : (
        <>
          <b className="med">{customer.next_step}</b>
          {customer.remark === null ? null : <p className="small t2 customer-remark">{customer.remark}</p>}
          {nextEvent === null ? null : nextEvent.severity === 'hard' ? (
            <div className="x g6 small">
              <span className="hard x g1 cut">
                <Icon name="clash" size="xs" />
                {t('clashes', { when: when(nextEvent.start), title: names.title(nextEvent) })}
              </span>
              <span className="sp" />
              <a className="acc nw" href={href('inbox')}>
                {t('threeSlots')}
              </a>
            </div>
          ) : (
            <a
              className="x g1 small t2 cut"
              href={href('calendar', 'day', format.dateOf(nextEvent.start), nextEvent.event_id)}
            >
              <Icon name="calendar" size="xs" />
              {t('planned', { when: when(nextEvent.start), title: names.title(nextEvent) })}
            </a>
          )}
          {promise === undefined ? null : (
            <a className="x g6 small t2" href={href('tasks', promise.id)}>
              <Icon name="check" size="xs" />
              <span className="cut">{t('promised', { title: promise.title })}</span>
            </a>
          )}
          <span className="sp" />
          {page.editable ? (
            <div className="x g6">
              <Button kind="primary" size="s" keys="n" onPress={() => void done()}>
                {t('nextDone')}
              </Button>
              <Button size="s" keys="c" onPress={() => onEdit('contact')}>
                {t('logContact')}
              </Button>
            </div>
          ) : (
            <Button size="s" onPress={() => go(href('customers', customer.id, 'contacts'))}>
              {t('timeline')}
            </Button>
          )}
        </>
      )}
    </section>
  );
}
