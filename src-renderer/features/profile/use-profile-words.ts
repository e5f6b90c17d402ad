import { useTranslation } from 'react-i18next';
import type { Profile } from '../../../src-shared/contract/plan.ts';
import { useNames } from '../../app/name-of.ts';

/** What a manager is, and where they belong, each once: a title may say the role, a branch may be the unit. */
export function useProfileWords(): (
  profile: Pick<Profile, 'title' | 'title_en' | 'role' | 'unit' | 'branch'>,
) => {
  readonly post: string;
  readonly place: string;
} {
  const { t } = useTranslation('settings');
  const names = useNames();
  return ({ title, title_en, role, unit, branch }) => ({
    post: once([names.either(title, title_en), t(`roles.${role}`)]),
    place: once([branch, unit].map((one) => (one === null ? '' : names.name(one)))),
  });
}

const once = (texts: readonly string[]): string => [...new Set(texts)].filter(Boolean).join(' · ');
