import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { GroupHeader } from '../../ui/group-header.tsx';
import { SettingLine } from './setting-line.tsx';

/** What colleagues read of the reader (R27); hours and leave have a section of their own. */
export function OwnProfile(): ReactElement | null {
  const { t } = useTranslation('plans');
  const roles = useTranslation('settings').t;
  const names = useNames();
  const zone = useZone();
  const profile = useLiveQuery('org.profile', { person_id: null, zone });
  if (!profile) return null;
  const { unit, branch, skills, role } = profile;
  const title = names.either(profile.title, profile.title_en);
  const places = [branch, unit].filter((one) => one !== null).map((one) => names.name(one));
  return (
    <section aria-label={t('profile.title')}>
      <GroupHeader text={t('profile.title')} />
      <SettingLine label={t('profile.role')}>
        <span className="t2">
          {[...new Set([title, roles(`roles.${role}`)])].filter(Boolean).join(' · ')}
        </span>
      </SettingLine>
      <SettingLine label={t('profile.unit')}>
        <span className="t2">{[...new Set(places)].join(' · ')}</span>
      </SettingLine>
      <SettingLine label={t('profile.skills')} hint={t('profile.byAdmin')}>
        <span className="t2">{skills ?? t('profile.noSkills')}</span>
      </SettingLine>
    </section>
  );
}
