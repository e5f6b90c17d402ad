import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';

/** What is asked before a move that would clash: Enter does it anyway, Escape leaves everything where it is. */
export function CheckPanel({
  title,
  confirm,
  cancel,
  onConfirm,
  onCancel,
  children,
}: {
  title: string;
  /** Default: “move anyway”. */
  confirm?: string;
  /** Default: “do not move”. */
  cancel?: string;
  onConfirm: () => void;
  onCancel: () => void;
  children: ReactNode;
}): ReactElement {
  const { t } = useTranslation('calendar');
  const common = useTranslation();
  const confirmed = confirm ?? t('move.confirm');
  useKeys('pane', [{ keys: 'enter', label: confirmed, run: onConfirm }]);
  return (
    <Panel
      title={title}
      onClose={onCancel}
      closeLabel={common.t('kit.close')}
      focusFoot
      foot={
        <>
          <Button kind="primary" keys="enter" onPress={onConfirm}>
            {confirmed}
          </Button>
          <Button kind="quiet" keys="escape" onPress={onCancel}>
            {cancel ?? t('move.cancel')}
          </Button>
        </>
      }
    >
      {children}
    </Panel>
  );
}
