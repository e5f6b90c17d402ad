import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useCrumb } from '../../app/crumb.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { href } from '../../app/route.ts';
import { go, leadOn, useRoute } from '../../app/router.ts';
import { useKeys } from '../../app/use-keys.ts';
import { useNow } from '../../app/use-now.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Pane, SidePane } from '../../ui/panes.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { DuplicatePair } from '../merge/duplicate-pair.tsx';
import { Counter } from './counter.tsx';
import { EditConflict } from './edit-conflict.tsx';
import { entriesOf, isAbout, type Entry, type Tab } from './entries.ts';
import { Invitation } from './invitation.tsx';
import { LeftMeeting } from './left-meeting.tsx';
import { InboxList } from './inbox-list.tsx';
import { Notices } from './notices.tsx';
import { ScheduleConflict } from './schedule-conflict.tsx';
import './inbox.css';

const TABS: readonly Tab[] = ['conflicts', 'invitations', 'notices'];

/** Everything that waits for a decision; each has a key, and a way back. `#/inbox/<type>/<id>`. */
export default function InboxScreen(): ReactElement | null {
  const { t } = useTranslation('inbox');
  const common = useTranslation();
  const format = useFormat();
  const zone = useZone();
  const now = useNow();
  const route = useRoute();
  const found = useLiveQuery('inbox.list', { zone });
  const [type, id] = route.path;
  const tab: Tab =
    type === 'invitation' || type === 'invitations' || type === 'counter' || type === 'left'
      ? 'invitations'
      : type === 'notices'
        ? 'notices'
        : 'conflicts';
  const entries = found === undefined ? [] : entriesOf(found, tab);
  const current = entries.find((entry) => isAbout(entry, type, id)) ?? null;
  const first = entries[0];

  useCrumb(t(`tabs.${tab}`));
  const open = (entry: Entry): void => go(href('inbox', entry.type, entry.id));
  // What was settled leaves the list; the next one takes its place.
  const nothingChosen = id === undefined;
  /** The list as it was when the last of it was settled: it still has what is settled. */
  const settledIn = useRef<typeof found>(undefined);
  useEffect(() => {
    if (nothingChosen && first !== undefined && tab !== 'notices' && settledIn.current !== found)
      leadOn(href('inbox', first.type, first.id));
  }, [nothingChosen, first, tab, found]);
  const step = (by: number): void => {
    const at = entries.findIndex((entry) => entry === current);
    const next = entries[Math.min(entries.length - 1, Math.max(0, at + by))];
    if (next) open(next);
  };
  const after = (): void => {
    const at = entries.findIndex((entry) => entry === current);
    const next = entries[at + 1] ?? entries[at - 1];
    if (next) open(next);
    else {
      settledIn.current = found;
      go(href('inbox', tab === 'conflicts' ? 'schedule' : tab));
    }
  };
  useKeys('screen', [
    { keys: 'j', label: t('hints.step'), run: () => step(1) },
    { keys: 'k', label: t('hints.step'), run: () => step(-1), unlisted: true },
  ]);
  if (found === undefined) return null;
  const counts = {
    conflicts: entriesOf(found, 'conflicts').length,
    invitations: found.invitations.length + found.counters.length + found.left.length,
    notices: found.notices.filter((one) => one.unread).length,
  };
  return (
    <>
      <SidePane
        label={t('list')}
        width={332}
        closeLabel={common.t('kit.close')}
        icon="inbox"
        className="inbox-side"
      >
        <div className="bar">
          <h1>{t('title')}</h1>
          <span className="sp" />
          <Segmented
            label={t('title')}
            size="s"
            value={tab}
            options={TABS.map((value) => ({ value, text: `${t(`tabs.${value}`)} ${counts[value]}` }))}
            onChange={(next) => go(href('inbox', next === 'conflicts' ? 'schedule' : next))}
          />
        </div>
        <InboxList
          found={found}
          tab={tab}
          current={current}
          onOpen={open}
          empty={
            tab === 'conflicts' ? (
              <EmptyState
                icon="inbox"
                what={t('none')}
                why={t('noneWhy', {
                  time: format.time(now),
                  asOf: found.asOf === null ? '–' : format.asOf(found.asOf, now),
                })}
              />
            ) : tab === 'invitations' ? (
              <EmptyState icon="inbox" what={t('noInvitations')} why={t('noInvitationsWhy')} />
            ) : (
              <EmptyState what={t('unread', { count: counts.notices })} why={t('unreadWhy')} />
            )
          }
        />
        {tab === 'conflicts' && found.edits.length > 0 ? (
          <div className="note inbox-keep">
            <Icon name="lock" size="s" />
            <span>{t('keep')}</span>
          </div>
        ) : null}
      </SidePane>
      {tab === 'notices' ? (
        <Notices notices={found.notices} />
      ) : current === null ? (
        <Pane label={t('title')}>
          {id === undefined || id === '' ? (
            <EmptyState what={t('choose')} why={t('chooseWhy')} />
          ) : type === 'schedule' ? (
            <ScheduleConflict id={id} onSettled={after} />
          ) : (
            <EmptyState what={t('gone')} why={t('goneWhy')} />
          )}
        </Pane>
      ) : (
        <Pane label={t('title')} className="inbox-main">
          {current.type === 'schedule' ? (
            <ScheduleConflict key={id} id={id ?? current.id} onSettled={after} />
          ) : null}
          {current.type === 'edit' ? (
            <EditConflict
              key={current.id}
              rowId={current.edit.row_id}
              table={current.edit.table_name}
              onSettled={after}
            />
          ) : null}
          {current.type === 'duplicate' ? (
            <DuplicatePair key={current.id} item={current.duplicate} onSettled={after} />
          ) : null}
          {current.type === 'counter' ? (
            <Counter key={current.id} counter={current.counter} onSettled={after} />
          ) : null}
          {current.type === 'invitation' ? (
            <Invitation key={current.id} invitation={current.invitation} onAnswered={after} />
          ) : null}
          {current.type === 'left' ? (
            <LeftMeeting key={current.id} left={current.left} onSettled={after} />
          ) : null}
        </Pane>
      )}
    </>
  );
}
