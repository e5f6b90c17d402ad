import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Deletion } from '../../src-shared/sync/mass-deletion.ts';
import { useLiveQuery } from '../bridge/use-live-query.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useFormat } from './i18n/use-format.ts';
import { useAct } from './use-act.ts';
import { useScopeNames } from './use-scope-names.ts';

const NOTHING = {};

/** Asks before more of a scope is deleted for everybody than goes without asking; the sync centre asks on. */
export function DeletionQuestion(): ReactElement | null {
  const deletion = useLiveQuery('sync.state', NOTHING)?.deletion ?? null;
  return deletion === null ? null : <Question key={JSON.stringify(deletion)} deletion={deletion} />;
}

function Question({ deletion }: { deletion: Deletion }): ReactElement {
  const { t } = useTranslation('sync');
  const common = useTranslation();
  const [later, setLater] = useState(false);
  const words = useDeletionWords();
  const close = (): void => setLater(true);
  return (
    <Dialog
      title={t('deletion.title')}
      open={!later}
      onClose={close}
      closeLabel={common.t('kit.close')}
      alert
      foot={<DeletionAnswers deletion={deletion} onAnswer={close} />}
    >
      <p className="t2">{words(deletion)}</p>
      <p className="t2">{t('deletion.why')}</p>
    </Dialog>
  );
}

/** The two answers: what was deleted comes back, or goes for everybody. */
export function DeletionAnswers({
  deletion,
  onAnswer,
}: {
  deletion: Deletion;
  onAnswer?: () => void;
}): ReactElement {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const act = useAct();
  const answer = (name: 'sync.undoDeletion' | 'sync.confirmDeletion', words?: string): void => {
    onAnswer?.();
    void act(name, NOTHING, words);
  };
  return (
    <>
      <Button
        autoFocus={onAnswer !== undefined}
        onPress={() => answer('sync.undoDeletion', t('deletion.undone'))}
      >
        {t('deletion.undo')}
      </Button>
      <Button kind="danger" onPress={() => answer('sync.confirmDeletion')}>
        {t('deletion.confirm', { deleted: format.number(deletion.deleted) })}
      </Button>
    </>
  );
}

/** How much of what is about to go. */
export function useDeletionWords(): (deletion: Deletion) => string {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const nameOf = useScopeNames();
  return ({ scope, deleted, of }) =>
    t('deletion.what', { scope: nameOf(scope), deleted: format.number(deleted), of: format.number(of) });
}
