import { useCallback, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reminder } from '../bridge/client.ts';
import { useLiveQuery } from '../bridge/use-live-query.ts';
import { useReminders } from '../bridge/use-connection.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';
import { useMedia } from '../ui/use-media.ts';
import { useFormat } from './i18n/use-format.ts';
import { useNames } from './name-of.ts';
import { href } from './route.ts';
import { go } from './router.ts';
import { tellSystem } from './tell-system.ts';
import { useAct } from './use-act.ts';
import { useNow } from './use-now.ts';

const NOTHING = {};
const SNOOZES_MIN = [5, 15, 30, 60, 120] as const;
const SHOWN = 6;
/** A reminder this old was missed: the machine slept or the desk was closed. */
const MISSED_MS = 10 * 60_000;
/** In a window as low as this (200 % zoom) the whole list would lie over the form that is being filled in. */
const LOW = '(max-height: 520px)';

/**
 * Everything that is due, in one window at the foot: what was missed while away is grouped, nothing pops up twice. It
 * takes no focus and covers no form; where there is little room it is one line. The system is told too where the person
 * allowed it.
 */
export function ReminderWindow(): ReactElement | null {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useNames();
  const act = useAct();
  const now = useNow();
  const due = useLiveQuery('reminder.due', NOTHING);
  const settings = useLiveQuery('settings.all', NOTHING);
  const allowed = settings?.notifications ?? false;
  const told = useTranslation('today');
  const tell = useCallback(
    (items: readonly Reminder[]) => {
      if (!allowed) return;
      tellSystem(
        items.map(({ kind, title, for: owner }) => {
          if (kind === undefined) return title;
          const line = told.t('told', { what: told.t(`toldKinds.${kind as 'invited'}`), title });
          return owner === undefined ? line : told.t('inNameOf', { name: owner, line });
        }),
        items.some(({ kind }) => kind !== undefined)
          ? t('reminders.news', { count: items.length })
          : t('reminders.several', { count: items.length }),
      );
    },
    [allowed, told, t],
  );
  useReminders(settings === undefined ? null : tell);
  const low = useMedia(LOW);
  const [unfolded, setUnfolded] = useState(false);
  if (due === undefined || due.length === 0) return null;
  const missed = due.some((one) => now - one.due > MISSED_MS);
  const open = (one: (typeof due)[number]): void => {
    void act('reminder.dismiss', { ids: [one.id] });
    if (one.task_id !== null) go(href('tasks', one.task_id));
    else if (one.event_id !== null) go(href('calendar', 'event', one.event_id));
  };
  const clock = (at: number): string =>
    format.when(at, now) === format.time(at) ? format.time(at) : `${format.when(at, now)} ${format.time(at)}`;
  const dismissAll = (
    <Button
      kind="primary"
      size="s"
      onPress={() => void act('reminder.dismiss', { ids: due.map((one) => one.id) })}
    >
      {t(due.length === 1 ? 'reminders.one' : 'reminders.all')}
    </Button>
  );
  if (low && !unfolded)
    return (
      <section className="pop reminders folded" role="status" aria-label={t('reminders.title')}>
        <div className="x g6">
          <Icon name="bell" size="s" />
          <span className="small t2 nw">{clock(due[0]!.at)}</span>
          <span className="cut">{names.title(due[0]!)}</span>
          {due.length > 1 ? (
            <span className="small t3 nw">{t('reminders.more', { count: due.length - 1 })}</span>
          ) : null}
          <span className="sp" />
          <Button size="s" onPress={() => setUnfolded(true)}>
            {t('reminders.unfold')}
          </Button>
          {dismissAll}
        </div>
      </section>
    );
  return (
    <section className="pop reminders" role="status" aria-label={t('reminders.title')}>
      <div className="x">
        <Icon name="bell" size="s" />
        <b className="med">{t(missed ? 'reminders.away' : 'reminders.title')}</b>
        <span className="sp" />
        <span className="small t3">
          {due.length > 1 ? [...new Set([due[0]!, due.at(-1)!].map(({ at }) => clock(at)))].join('–') : ''}
        </span>
      </div>
      {due.slice(0, SHOWN).map((one) => (
        <div key={one.id} className="x g6 reminder">
          <span className="small t2 nw">{clock(one.at)}</span>
          <span className="cut">{names.title(one)}</span>
          <span className="sp" />
          <Later
            ids={[one.id]}
            toStart={one.at > now}
            label={t('reminders.laterTitled', { title: names.title(one) })}
          />
          <Button size="s" onPress={() => open(one)}>
            {t('reminders.open')}
          </Button>
        </div>
      ))}
      {due.length > SHOWN ? (
        <span className="small t3">{t('reminders.more', { count: due.length - SHOWN })}</span>
      ) : null}
      <div className="x g6">
        {dismissAll}
        {due.length > 1 ? (
          <Later
            ids={due.map((one) => one.id)}
            toStart={due.every((one) => one.at > now)}
            label={t('reminders.allLater')}
            named
          />
        ) : null}
        {low ? (
          <>
            <span className="sp" />
            <Button size="s" kind="quiet" onPress={() => setUnfolded(false)}>
              {t('reminders.fold')}
            </Button>
          </>
        ) : null}
      </div>
    </section>
  );
}

/** Puts off, for so long as one says. */
function Later({
  ids,
  toStart,
  label,
  named = false,
}: {
  ids: readonly string[];
  /** None of them has begun: it can wait for that. */
  toStart: boolean;
  label: string;
  /** The button says it whole: not only that it is later, but what. */
  named?: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const act = useAct();
  return (
    <Menu
      label={label}
      actions={[...SNOOZES_MIN, ...(toStart ? [null] : [])].map((minutes) => ({
        id: String(minutes),
        text:
          minutes === null
            ? t('reminders.toStart')
            : minutes < 60
              ? t('reminders.later', { count: minutes })
              : t('reminders.laterHours', { count: minutes / 60 }),
        run: () => void act('reminder.snooze', { ids: [...ids], minutes }),
      }))}
    >
      <Button size="s" kind="quiet">
        {named ? label : t('reminders.putOff')}
      </Button>
    </Menu>
  );
}
