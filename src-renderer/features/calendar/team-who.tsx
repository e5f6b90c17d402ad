import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamLane } from '../../../src-shared/contract/calendar.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { ProfileCard } from '../profile/profile-card.tsx';

/** Whose line it is, and how old what it shows is. */
export function TeamWho({
  lane,
  compact,
  now,
}: {
  lane: TeamLane;
  /** Name and age beside each other. */
  compact: boolean;
  now: EpochMs;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const names = useNames();
  const room = lane.subject_kind === 'resource';
  const name = names.name(lane);
  const size = compact ? 's' : 'l';
  return (
    <div className={room ? 'who res' : 'who'}>
      {room ? (
        <Avatar name={name} size={size} icon={lane.resource === 'car' ? 'car' : 'door'} />
      ) : (
        <Avatar name={name} size={size} me={lane.me} />
      )}
      <div className={compact ? 'x g6 cut sp' : 'cut'}>
        <div className="x g6 cut">
          {room ? <b className="med cut">{name}</b> : <ProfileCard person={lane.subject_id} name={name} />}
          {compact ? null : (
            <span className="small t3 cut">
              {room ? t('seats', { count: lane.seats ?? 0 }) : names.either(lane.title, lane.title_en)}
            </span>
          )}
        </div>
        {compact ? <span className="sp" /> : null}
        <AsOf
          text={lane.asOf.at === null ? t('neverSeen') : format.asOf(lane.asOf.at, now)}
          stale={lane.asOf.stale}
          icon={!compact}
        />
      </div>
    </div>
  );
}
