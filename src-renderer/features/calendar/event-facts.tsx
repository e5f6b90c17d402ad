import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { oneDirection } from '../../../src-shared/kernel/one-direction.ts';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { href, hrefWith } from '../../app/route.ts';
import { useNow } from '../../app/use-now.ts';
import { Notice } from '../../ui/notice.tsx';
import { useConflictWords } from './conflict-words.ts';
import { remindersOf } from './event-draft.ts';
import { useReminderWords } from '../../app/use-reminder-words.ts';

/** Where it is, with whom, what it is about, and when one is reminded. */
export function EventFacts({ detail }: { detail: EventDetail }): ReactElement | null {
  const { t } = useTranslation('calendar');
  const { t: tasks } = useTranslation('tasks');
  const names = useNames();
  const format = useFormat();
  const now = useNow();
  const reminderWords = useReminderWords();
  const conflictWords = useConflictWords();
  const { event, instance, resources, customers, task, holding } = detail;
  const collisions = detail.conflicts.filter((one) => one.kind === 'customer' && one.decision === null);
  const reminders = remindersOf(event.reminders);
  const facts = [event.place, event.contract, event.travel_min, event.buffer_min].some(Boolean);
  const linked =
    resources.length + customers.length + reminders.length > 0 || task !== null || event.holding_id !== null;
  if (!linked && !facts) return null;
  return (
    <section className="sec">
      <dl className="kv">
        {event.place === null ? null : (
          <>
            <dt>{t('place')}</dt>
            <dd>{oneDirection(event.place)}</dd>
          </>
        )}
        {resources.map((one) => (
          <Fact key={one.id} name={t(one.kind)}>
            {`${names.name(one)} · ${t('seats', { count: one.seats })}`}
            <br />
            <span className={`small ${one.status === 'refused' ? 'hard' : 't3'}`}>
              {t(`roomStatus.${one.status}`)}
            </span>
          </Fact>
        ))}
        {customers.map((one) => (
          <Fact key={one.id} name={t('customer')}>
            <a className="acc" href={href('customers', one.id)}>
              {names.name(one)}
            </a>
            <br />
            <span className="small t3">
              {one.lastContactAt === null
                ? ''
                : t('lastContact', { when: format.when(one.lastContactAt, now) })}
            </span>
          </Fact>
        ))}
        {task === null ? null : (
          <Fact name={tasks('fields.title')}>
            <a className="acc" href={href('tasks', task.id)}>
              {task.title}
            </a>
          </Fact>
        )}
        {event.holding_id === null ? null : (
          <Fact name={t('form.holding')}>
            {holding === null ? (
              <span className="t3">{t('form.holdingElsewhere')}</span>
            ) : (
              <>
                <a
                  className="acc"
                  href={hrefWith({ holding: holding.id }, 'customers', holding.customer_id, 'business')}
                >
                  {names.name(holding.product)}
                </a>
                <br />
                <span className="small t3">
                  {[holding.account_no, t(`form.holdingStates.${holding.status}`)]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </>
            )}
          </Fact>
        )}
        {event.contract === null ? null : <Fact name={t('form.contract')}>{event.contract}</Fact>}
        {!event.travel_min && !event.buffer_min ? null : (
          <Fact name={t('way')}>
            {[
              !event.travel_min ? '' : t('wayTravel', { count: event.travel_min }),
              !event.buffer_min ? '' : t('wayBuffer', { count: event.buffer_min }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Fact>
        )}
        {reminders.length === 0 ? null : (
          <Fact name={t('reminder')}>{reminders.map(reminderWords).join(t('listComma'))}</Fact>
        )}
      </dl>
      {collisions.length > 0 ? (
        <Notice tone="info" icon="merge">
          {collisions.map((one) => conflictWords(one, instance.event_id)).join(' ')}
        </Notice>
      ) : null}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
