import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** Accepts a conflict, with a reason or without. */
export function AcceptForm({
  onAccept,
  onCancel,
}: {
  onAccept: (reason: string) => void;
  onCancel: () => void;
}): ReactElement {
  const { t } = useTranslation('inbox');
  const common = useTranslation();
  const [reason, setReason] = useState('');
  useKeys('pane', [{ keys: 'escape', label: common.t('kit.cancel'), run: onCancel }]);
  return (
    <div className="inbox-accept">
      <TextField label={t('reason')} value={reason} onChange={setReason} autoFocus onEnter={onAccept} />
      <div className="x g6">
        <Button kind="primary" size="s" keys="enter" onPress={() => onAccept(reason)}>
          {t('acceptNow')}
        </Button>
        <Button kind="quiet" size="s" keys="escape" onPress={onCancel}>
          {common.t('kit.cancel')}
        </Button>
      </div>
    </div>
  );
}
