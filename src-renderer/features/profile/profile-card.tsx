import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useZone } from '../../app/i18n/zone.ts';
import { useNames } from '../../app/name-of.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { ProfileFacts } from './profile-facts.tsx';
import './profile.css';

/** A button that shows who somebody is: post, branch, skills, hours and leave. */
export function ProfileCard({
  person,
  name,
}: {
  person: Id | null;
  /** The button is this name; left out: a sign. */
  name?: string;
}): ReactElement {
  const { t } = useTranslation('plans');
  const names = useNames();
  const zone = useZone();
  const [open, setOpen] = useState(false);
  const profile = useLiveQuery('org.profile', open ? { person_id: person, zone } : null);
  return (
    <Popover
      label={t('profile.title')}
      open={open}
      onOpenChange={setOpen}
      trigger={
        name === undefined ? (
          <Button kind="quiet" size="s" icon="person" label={t('profile.open')} />
        ) : (
          <Button kind="quiet" size="s" className="profile-name">
            <b className="med cut">{name}</b>
          </Button>
        )
      }
    >
      {profile ? (
        <div className="profile-card">
          <div className="x g6">
            <Avatar name={names.name(profile)} size="l" />
            <b className="med">{names.name(profile)}</b>
          </div>
          <ProfileFacts profile={profile} />
        </div>
      ) : null}
    </Popover>
  );
}
