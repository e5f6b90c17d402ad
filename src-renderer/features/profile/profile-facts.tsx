import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '../../../src-shared/contract/plan.ts';
import { addDays } from '../../app/i18n/calendar-day.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useNames } from '../../app/name-of.ts';
import { useProfileWords } from './use-profile-words.ts';
import { useWeekWords } from '../settings/week-words.ts';

/** What the bank's directory says of a manager, and when they work and are away (R27). */
export function ProfileFacts({ profile }: { profile: Profile }): ReactElement {
  const { t } = useTranslation('plans');
  const profileWords = useProfileWords();
  const names = useNames();
  const format = useFormat();
  const words = useWeekWords();
  const { post, place } = profileWords(profile);
  const { leave, skills, phone, email, work_start, work_end, work_week } = profile;
  const facts: readonly (readonly [string, string])[] = [
    [t('profile.role'), post],
    [t('profile.unit'), place],
    [t('profile.skills'), skills ?? t('profile.noSkills')],
    [t('profile.hours'), words({ start: work_start, end: work_end, week: work_week })],
    [
      t('profile.leave'),
      leave.length === 0
        ? t('profile.noLeave')
        : names.texts(
            leave.map(({ from, to }) =>
              from.length > 10 ? format.timeRange(from, to) : format.range(from, addDays(to, -1)),
            ),
          ),
    ],
    [t('profile.phone'), phone ?? '–'],
    [t('profile.email'), email ?? '–'],
  ];
  return (
    <dl className="kv">
      {facts.map(([name, value]) => (
        <div key={name} className="profile-fact">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
