import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Says that a form begins with what was written in it before; null where it does not. */
export function TakenUp({ onAnew }: { onAnew: (() => void) | null }): ReactElement | null {
  const { t } = useTranslation('customers');
  return onAnew === null ? null : (
    <Notice
      tone="info"
      icon="edit"
      actions={
        <Button size="s" onPress={onAnew}>
          {t('form.beginAnew')}
        </Button>
      }
    >
      {t('form.takenUp')}
    </Notice>
  );
}
