import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxCounter } from '../../../src-shared/contract/inbox.ts';
import { OthersAsOf } from '../../app/parts/others-as-of.tsx';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useHints } from '../../app/hints.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { href } from '../../app/route.ts';
import { useAct } from '../../app/use-act.ts';
import { useExpectedKeys, useKeys } from '../../app/use-keys.ts';
import { useOneAtATime } from '../../app/one-at-a-time.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CompanyDay } from '../calendar/company-day.tsx';
import { CompanyList } from '../calendar/propose-time.tsx';
import { ClashLines } from './clash-lines.tsx';
import { DeclineCounter } from './decline-counter.tsx';
import { MeetingHead, useWhen } from './meeting-head.tsx';

/** A proposed time beside the meeting as it is: who could come, what moving would lead to, and one key for each answer. */
export function Counter({
  counter,
  onSettled,
}: {
  counter: InboxCounter;
  onSettled: () => void;
}): ReactElement | null {
  const { t } = useTranslation('inbox');
  const calendar = useTranslation('calendar');
  const common = useTranslation();
  const zone = useZone();
  const names = useNames();
  const act = useAct();
  const when = useWhen();
  const [declining, setDeclining] = useState(false);
  const detail = useLiveQuery('inbox.counter', { id: counter.attendee_id, zone });
  const { instance } = counter;
  // The second of two presses would be told that it came too late.
  const once = useOneAtATime();
  const accept = once(async (id: string, time: string): Promise<void> => {
    const done = await act('counter.accept', { id }, t('counter.accepted', { when: time }));
    if (done !== undefined) onSettled();
  });
  const decline = once(async (word: string): Promise<void> => {
    const input = { id: counter.attendee_id, word: word.trim() === '' ? null : word };
    const done = await act('counter.decline', input, t('counter.declined'));
    if (done !== undefined) onSettled();
  });
  useKeys('screen', [
    { keys: 'y', label: t('counter.accept'), run: () => accept(counter.attendee_id, when(counter)) },
    { keys: 'n', label: t('counter.decline'), run: () => setDeclining(true) },
    { keys: 'escape', label: common.t('kit.cancel'), disabled: !declining, run: () => setDeclining(false) },
  ]);
  useHints([
    { keys: ['y', 'n'], label: t('hints.counter') },
    { keys: ['j', 'k'], label: t('hints.step') },
  ]);
  useExpectedKeys(detail === undefined);
  if (detail === undefined) return null;
  if (detail === null) return <EmptyState what={t('gone')} why={t('goneWhy')} />;
  return (
    <>
      <MeetingHead
        instance={instance}
        from={<OthersAsOf age={detail.asOf} said={(asOf) => t('colleaguesAsOf', { asOf })} />}
      >
        <p className="t2">
          {[
            t('counter.by', { name: names.name(counter.person) }),
            counter.owner === null ? '' : t('inNameOf', { name: names.name(counter.owner) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </MeetingHead>
      <div className="scroll inbox-body">
        {counter.moved ? <Notice tone="soft">{t('counter.moved')}</Notice> : null}
        <dl className="counter-times">
          <dt className="t2">{t('counter.now')}</dt>
          <dd>{when(instance)}</dd>
          <dt className="t2">{t('counter.proposed')}</dt>
          <dd>
            <b className="med">{when(counter)}</b>
          </dd>
          {counter.note === null ? null : (
            <>
              <dt className="t2">{t('counter.note')}</dt>
              <dd>{counter.note}</dd>
            </>
          )}
        </dl>
        <section aria-label={calendar.t('counter.company')}>
          <div className="h">{calendar.t('counter.company')}</div>
          {instance.all_day === 1 ? (
            <CompanyList company={detail.company} />
          ) : (
            <CompanyDay company={detail.company} proposed={counter} present={instance} />
          )}
        </section>
        <ClashLines conflicts={detail.conflicts} ownEvent={instance.event_id} />
        {detail.rivals.length === 0 ? null : (
          <section aria-label={t('counter.rivals')}>
            <div className="h">{t('counter.rivals')}</div>
            {detail.rivals.map((rival) => (
              <div key={rival.attendee_id} className="x g6 counter-rival">
                <span className="cut">{`${names.name(rival.person)} · ${when(rival)}`}</span>
                <span className="sp" />
                <Button size="s" onPress={() => accept(rival.attendee_id, when(rival))}>
                  {t('counter.acceptThis')}
                </Button>
              </div>
            ))}
          </section>
        )}
        {declining ? <DeclineCounter onDecline={decline} onCancel={() => setDeclining(false)} /> : null}
      </div>
      <div className="inbox-foot">
        <Button kind="primary" keys="y" onPress={() => accept(counter.attendee_id, when(counter))}>
          {t('counter.accept')}
        </Button>
        <Button keys="n" onPress={() => setDeclining(true)}>
          {t('counter.decline')}
        </Button>
        <span className="sp" />
        <a
          className="btn q"
          href={href('calendar', 'week', counter.startWall.slice(0, 10), instance.event_id)}
        >
          {t('openEvent')}
        </a>
      </div>
    </>
  );
}
