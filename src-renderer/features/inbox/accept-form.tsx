import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { intoView } from '../../ui/into-view.ts';
import { TextField } from '../../ui/text-field.tsx';

/** Accepts a conflict, with a reason or without; of a series also all of them, those to come too. */
export function AcceptForm({
  series,
  onAccept,
  onCancel,
}: {
  /** How often the same two clash. */
  series: number;
  onAccept: (reason: string, which: 'this' | 'series') => void;
  onCancel: () => void;
}): ReactElement {
  const { t } = useTranslation('inbox');
  const common = useTranslation();
  const [reason, setReason] = useState('');
  useKeys('pane', [
    { keys: 'escape', label: common.t('kit.cancel'), run: onCancel },
    {
      keys: 'mod+enter',
      label: t('series.accept', { count: series }),
      disabled: series < 2,
      run: () => onAccept(reason, 'series'),
    },
  ]);
  return (
    <div ref={intoView} className="inbox-accept">
      <TextField
        label={t('reason')}
        value={reason}
        onChange={setReason}
        autoFocus
        onEnter={(text) => onAccept(text, 'this')}
      />
      <div className="x g6">
        <Button kind="primary" size="s" keys="enter" onPress={() => onAccept(reason, 'this')}>
          {t(series > 1 ? 'series.acceptThis' : 'acceptNow')}
        </Button>
        {series > 1 ? (
          <Button size="s" keys="mod+enter" onPress={() => onAccept(reason, 'series')}>
            {t('series.accept', { count: series })}
          </Button>
        ) : null}
        <Button kind="quiet" size="s" keys="escape" onPress={onCancel}>
          {common.t('kit.cancel')}
        </Button>
      </div>
      {series > 1 ? <p className="small t3">{t('series.acceptWhy')}</p> : null}
    </div>
  );
}
