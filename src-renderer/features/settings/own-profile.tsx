import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { GroupHeader } from '../../ui/group-header.tsx';
import { useProfileWords } from '../profile/use-profile-words.ts';
import { OwnSkills } from './own-skills.tsx';
import { SettingLine } from './setting-line.tsx';

/** What colleagues read of the reader (R27); hours and leave have a section of their own. */
export function OwnProfile(): ReactElement | null {
  const { t } = useTranslation('plans');
  const words = useProfileWords();
  const zone = useZone();
  const profile = useLiveQuery('org.profile', { person_id: null, zone });
  if (!profile) return null;
  const { post, place } = words(profile);
  return (
    <section aria-label={t('profile.title')}>
      <GroupHeader text={t('profile.title')} />
      <SettingLine label={t('profile.role')}>
        <span className="t2">{post}</span>
      </SettingLine>
      <SettingLine label={t('profile.unit')}>
        <span className="t2">{place}</span>
      </SettingLine>
      <SettingLine label={t('profile.skills')} hint={t('profile.skillsHint')}>
        <OwnSkills skills={profile.skills} />
      </SettingLine>
    </section>
  );
}
