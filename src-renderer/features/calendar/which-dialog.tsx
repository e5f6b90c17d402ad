import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Which } from '../../../src-shared/contract/shapes.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import './which-dialog.css';

const BOTH = { following: true, all: true };
const WHICH = ['this', 'following', 'all'] as const;

/** Asks which instances of a series an edit means; the answer cannot be guessed, so this one question is modal. */
export function WhichDialog({
  what,
  several = false,
  alone = true,
  first = 'this',
  goes = BOTH,
  onChoose,
  onClose,
}: {
  what: 'move' | 'remove' | 'edit' | 'answer';
  /** Several were chosen: there is no one instance after which others follow. */
  several?: boolean;
  /** False: what was changed cannot be of one occurrence alone. */
  alone?: boolean;
  /** With which the rule of the series goes along; what it does not is not offered, and it is said why. */
  goes?: { readonly following: boolean; readonly all: boolean };
  /** What is offered first and has the focus. */
  first?: 'this' | 'all';
  onChoose: (which: Which) => void;
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const common = useTranslation();
  return (
    <Dialog title={t(`which.${what}`)} open onClose={onClose} closeLabel={common.t('kit.close')}>
      <p className="t2">{t('which.title')}</p>
      <div className="which">
        {(first === 'all' ? WHICH.toReversed() : WHICH)
          // An answer is to one meeting or to the series: nobody answers for half of it.
          .filter((which) =>
            which === 'this' ? alone : goes[which] && (which === 'all' || (!several && what !== 'answer')),
          )
          .map((which, index) => (
            <Button
              key={which}
              kind={index === 0 ? 'primary' : 'normal'}
              autoFocus={index === 0}
              onPress={() => onChoose(which)}
            >
              {t(
                several
                  ? `which.several.${which === 'all' ? 'all' : 'this'}`
                  : what === 'answer'
                    ? `which.answers.${which === 'all' ? 'all' : 'this'}`
                    : `which.${which}`,
              )}
            </Button>
          ))}
      </div>
      {goes.all && goes.following ? null : <p className="small t2">{t('which.ruleStays')}</p>}
    </Dialog>
  );
}
