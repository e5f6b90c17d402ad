import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me, Settings } from '../../../src-shared/contract/desk.ts';
import { run } from '../../bridge/run.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useAct } from '../../app/use-act.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { useReminderWords } from '../../app/use-reminder-words.ts';
import { Button } from '../../ui/button.tsx';
import { Switch } from '../../ui/checkbox.tsx';
import { ZonePicker } from '../../app/pickers/zone-picker.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { GroupHeader } from '../../ui/group-header.tsx';
import { Pane } from '../../ui/panes.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { LockSettings } from './lock-settings.tsx';
import { SettingLine } from './setting-line.tsx';
import { OwnProfile } from './own-profile.tsx';
import { Books } from './books.tsx';
import { Devices } from './devices.tsx';
import { Delegates } from './delegates.tsx';
import { Subscription } from './subscription.tsx';
import { WorkDays } from './work-days.tsx';
import { WorkHours } from './work-hours.tsx';
import './settings.css';

const NOTHING = {};
const REMINDERS = [null, 0, 5, 10, 15, 30, 60, 120, 1440, 2880];
const BUFFERS = [0, 5, 10, 15, 20, 30, 45, 60];
/** Days; 0 fetches only what is kept. */
const FILE_DAYS = [0, 7, 30, 90, 365];
const FILE_MEGABYTES = [500, 1_000, 2_000, 5_000, 20_000];
const MB = 1_000_000;
const COLLISIONS = [0, 1, 3, 5, 7, 14, 30];

/** Settings of this person on this computer. Each takes effect when it is chosen; there is nothing to save. */
export default function SettingsScreen(): ReactElement | null {
  const { t } = useTranslation('settings');
  const settings = useLiveQuery('settings.all', NOTHING);
  const session = useLiveQuery('session.state', NOTHING);
  const tell = useOutcome();
  if (settings === undefined || session === undefined) return null;
  const set = async (change: Partial<Settings>): Promise<void> =>
    void tell(await run('settings.set', change));
  return (
    <Pane label={t('title')} className="settings">
      <div className="bar">
        <h1>{t('title')}</h1>
      </div>
      <div className="settings-body">
        <Look settings={settings} set={set} />
        <CalendarSettings settings={settings} set={set} />
        <FileSettings settings={settings} set={set} />
        <LockSettings settings={settings} set={set} />
        {session.me === null ? null : <OwnProfile />}
        {session.me === null ? null : <WorkHours me={session.me} />}
        <WorkDays />
        {session.me === null ? null : <Delegates me={session.me.id} />}
        <Books />
        {session.me === null ? null : <Subscription />}
        {session.me === null ? null : <Devices />}
        {session.me === null ? null : (
          <Account me={session.me} server={session.server} device={session.device} />
        )}
        <section>
          <GroupHeader text={t('sections.about')} />
          <SettingLine label={t('version')}>
            <span className="t2">{session.version}</span>
          </SettingLine>
          <SettingLine label={t('keys')}>
            <span className="t2">{t('keysHint')}</span>
          </SettingLine>
        </section>
      </div>
    </Pane>
  );
}

interface Part {
  settings: Settings;
  set: (change: Partial<Settings>) => Promise<void>;
}

function Look({ settings, set }: Part): ReactElement {
  const { t } = useTranslation('settings');
  return (
    <section>
      <GroupHeader text={t('sections.look')} />
      <SettingLine label={t('language')} hint={t('languageHint')}>
        <Segmented
          label={t('language')}
          value={settings.language}
          options={(['system', 'zh-CN', 'en'] as const).map((value) => ({
            value,
            text: t(`languages.${value}`),
          }))}
          onChange={(language) => void set({ language })}
        />
      </SettingLine>
      <SettingLine label={t('theme')}>
        <Segmented
          label={t('theme')}
          value={settings.theme}
          options={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            text: t(`themes.${value}`),
          }))}
          onChange={(theme) => void set({ theme })}
        />
      </SettingLine>
      <SettingLine label={t('density')}>
        <Segmented
          label={t('density')}
          value={settings.density}
          options={(['regular', 'compact'] as const).map((value) => ({
            value,
            text: t(`densities.${value}`),
          }))}
          onChange={(density) => void set({ density })}
        />
      </SettingLine>
    </section>
  );
}

function CalendarSettings({ settings, set }: Part): ReactElement {
  const { t } = useTranslation('settings');
  const reminderWords = useReminderWords();
  return (
    <section>
      <GroupHeader text={t('sections.calendar')} />
      <SettingLine label={t('zone')} hint={t('zoneHint')}>
        <ZonePicker
          label={t('zone')}
          labelHidden
          zone={settings.zone}
          onChange={(zone) => void set({ zone })}
        />
      </SettingLine>
      <SettingLine label={t('weekStart')}>
        <Segmented
          label={t('weekStart')}
          value={settings.weekStart === 1 ? 'monday' : 'sunday'}
          options={(['monday', 'sunday'] as const).map((value) => ({
            value,
            text: t(`weekStarts.${value}`),
          }))}
          onChange={(day) => void set({ weekStart: day === 'monday' ? 1 : 0 })}
        />
      </SettingLine>
      <SettingLine label={t('reminder')}>
        <Select
          label={t('reminder')}
          labelHidden
          value={String(settings.defaultReminder)}
          options={REMINDERS.map((minutes) => ({ value: String(minutes), text: reminderWords(minutes) }))}
          onChange={(value) => void set({ defaultReminder: value === 'null' ? null : Number(value) })}
        />
      </SettingLine>
      <SettingLine label={t('buffer')} hint={t('bufferHint')}>
        <Select
          label={t('buffer')}
          labelHidden
          value={String(settings.defaultBuffer)}
          options={BUFFERS.map((count) => ({
            value: String(count),
            text: count === 0 ? t('buffers.none') : t('buffers.minutes', { count }),
          }))}
          onChange={(value) => void set({ defaultBuffer: Number(value) })}
        />
      </SettingLine>
      <SettingLine label={t('collision')} hint={t('collisionHint')}>
        <Select
          label={t('collision')}
          labelHidden
          value={String(settings.collisionDays)}
          options={COLLISIONS.map((count) => ({
            value: String(count),
            text: count === 0 ? t('collisions.off') : t('collisions.days', { count }),
          }))}
          onChange={(value) => void set({ collisionDays: Number(value) })}
        />
      </SettingLine>
      <SettingLine
        label={t('notifications')}
        hint={t(isForbidden() ? 'notificationsForbidden' : 'notificationsHint')}
      >
        <Switch
          label={t('notifications')}
          on={settings.notifications}
          onChange={(notifications) => {
            if (notifications && 'Notification' in window && !('desk' in window))
              void Notification.requestPermission();
            void set({ notifications });
          }}
        />
      </SettingLine>
    </section>
  );
}

/** The browser was told to show none of this page's notices; no switch here can change that. */
const isForbidden = (): boolean =>
  !('desk' in window) && 'Notification' in window && Notification.permission === 'denied';

function FileSettings({ settings, set }: Part): ReactElement {
  const { t } = useTranslation('settings');
  const format = useFormat();
  return (
    <section>
      <GroupHeader text={t('sections.files')} />
      <SettingLine label={t('fileDays')} hint={t('fileDaysHint')}>
        <Select
          label={t('fileDays')}
          labelHidden
          value={String(settings.fileDays)}
          options={withValue(FILE_DAYS, settings.fileDays).map((count) => ({
            value: String(count),
            text: count === 0 ? t('fileDaysOf.none') : t('fileDaysOf.days', { count }),
          }))}
          onChange={(value) => void set({ fileDays: Number(value) })}
        />
      </SettingLine>
      <SettingLine label={t('fileLimit')} hint={t('fileLimitHint')}>
        <Select
          label={t('fileLimit')}
          labelHidden
          value={String(settings.fileMegabytes)}
          options={withValue(FILE_MEGABYTES, settings.fileMegabytes).map((megabytes) => ({
            value: String(megabytes),
            text: format.bytes(megabytes * MB),
          }))}
          onChange={(value) => void set({ fileMegabytes: Number(value) })}
        />
      </SettingLine>
    </section>
  );
}

/** A choice that was made elsewhere is offered too. */
const withValue = (offered: readonly number[], value: number): number[] =>
  [...new Set([...offered, value])].sort((a, b) => a - b);

function Account({
  me,
  server,
  device,
}: {
  me: Me;
  server: string | null;
  device: number | null;
}): ReactElement {
  const { t } = useTranslation('settings');
  const common = useTranslation();
  const names = useNames();
  const act = useAct();
  const tell = useOutcome();
  const counts = useLiveQuery('nav.counts', NOTHING);
  const [wiping, setWiping] = useState(false);
  const waiting = counts?.waiting ?? 0;
  const wipe = async (): Promise<void> => {
    setWiping(false);
    tell(await run('session.signOut', { wipe: true, force: true }));
  };
  return (
    <section>
      <GroupHeader text={t('sections.account')} />
      <SettingLine label={t('signedInAs')}>
        <span>{names.name(me)}</span>
        <span className="t3"> · {t(`roles.${me.role}`)}</span>
      </SettingLine>
      <SettingLine label={t('server')}>
        <span className="t2">{server ?? '–'}</span>
      </SettingLine>
      <SettingLine label={t('device')}>
        <span className="t2">{device ?? '–'}</span>
      </SettingLine>
      <SettingLine label={t('signOut')} hint={t('signOutHint')}>
        <Button onPress={() => void act('session.signOut', { wipe: false, force: false })}>
          {t('signOut')}
        </Button>
      </SettingLine>
      <SettingLine label={t('wipe')} hint={t('wipeHint')}>
        <Button kind="danger" onPress={() => setWiping(true)}>
          {t('wipe')}
        </Button>
      </SettingLine>
      <Confirm
        title={t('wipeTitle')}
        open={wiping}
        onClose={() => setWiping(false)}
        onConfirm={() => void wipe()}
        confirmText={t('wipeConfirm')}
        cancelText={common.t('kit.cancel')}
        closeLabel={common.t('kit.close')}
      >
        <p>{waiting > 0 ? t('wipeWaiting', { count: waiting }) : t('wipeClean')}</p>
      </Confirm>
    </section>
  );
}
