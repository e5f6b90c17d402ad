import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonName } from '../../../src-shared/contract/calendar.ts';
import type { ConflictView } from '../../../src-shared/contract/conflict-view.ts';
import { useNames } from '../../app/name-of.ts';
import { Pill } from '../../ui/pill.tsx';
import { useConflictWords } from '../calendar/conflict-words.ts';

/** What a time clashes with, a line each, or that it is free. */
export function ClashLines({
  conflicts,
  ownEvent,
  owner = null,
}: {
  conflicts: readonly ConflictView[];
  /** The event whose time it is. */
  ownEvent: string;
  /** Whose time it is, where it is not the reader's. */
  owner?: PersonName | null;
}): ReactElement {
  const { t } = useTranslation('inbox');
  const calendar = useTranslation('calendar');
  const words = useConflictWords();
  const names = useNames();
  if (conflicts.length === 0)
    return (
      <span className="x">
        <Pill tone="ok">{owner === null ? t('free') : t('freeOf', { name: names.name(owner) })}</Pill>
      </span>
    );
  return (
    <>
      {conflicts.map((conflict) => (
        <div key={conflict.id} className="x g6 first-line">
          <Pill tone={conflict.severity}>{calendar.t(`severity.${conflict.severity}`)}</Pill>
          <span>{words(conflict, ownEvent)}</span>
        </div>
      ))}
    </>
  );
}
