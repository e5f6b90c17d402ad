import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../../src-shared/domain/quick-entry/doubt.ts';

/** Why nothing is made of a sentence that looks like an appointment. */
export function RefusedWords({ refused }: { refused: Refusal }): ReactElement {
  const { t } = useTranslation('calendar');
  return (
    <div className="small t2 quick-conflict" role="status">
      {t(`quick.refused.${refused.type}`, { words: refused.words })}
    </div>
  );
}
