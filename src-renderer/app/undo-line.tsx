import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Standing } from '../../src-shared/contract/done.ts';
import { useLiveQuery } from '../bridge/use-live-query.ts';
import { UndoBar, useSaying, type Shown } from '../ui/toast.tsx';

/** What is not so any more goes; what another act covers is so, but the way back would be that of the other. */
const SHOWN: Readonly<Record<Standing, Shown>> = { next: 'all', covered: 'words', turned: 'nothing' };

/** The undo bar, which keeps to what can still be done: another window of this desk turns acts too. */
export function UndoLine(): ReactElement {
  const { t } = useTranslation();
  const act = useSaying()?.act;
  const standing = useLiveQuery('undo.standing', act ?? null);
  return <UndoBar closeLabel={t('undo.dismiss')} shown={standing === undefined ? 'all' : SHOWN[standing]} />;
}
