import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { intoView } from '../../ui/into-view.ts';
import { TextField } from '../../ui/text-field.tsx';

export type Decision = 'accepted' | 'dismissed';

/** Accepts a conflict, with a reason or without, or dismisses it; of a series one of them or all, those to come too. */
export function DecideForm({
  how,
  series,
  onDecide,
  onCancel,
}: {
  how: Decision;
  /** How often the same two clash. */
  series: number;
  onDecide: (reason: string, which: 'this' | 'series') => void;
  onCancel: () => void;
}): ReactElement {
  const { t } = useTranslation('inbox');
  const common = useTranslation();
  const [reason, setReason] = useState('');
  const accepts = how === 'accepted';
  const all = t(accepts ? 'series.accept' : 'series.dismiss', { count: series });
  const one = accepts ? t(series > 1 ? 'series.acceptThis' : 'acceptNow') : t('series.dismissThis');
  const decide = (which: 'this' | 'series', text = reason): void => onDecide(text, which);
  useKeys('pane', [
    { keys: 'escape', label: common.t('kit.cancel'), run: onCancel },
    { keys: 'enter', label: one, disabled: accepts, run: () => decide('this') },
    { keys: 'mod+enter', label: all, disabled: series < 2, run: () => decide('series') },
  ]);
  return (
    <div ref={intoView} className="inbox-accept">
      {accepts ? (
        <TextField
          label={t('reason')}
          value={reason}
          onChange={setReason}
          autoFocus
          onEnter={(text) => decide('this', text)}
        />
      ) : null}
      <div className="x g6 wrap">
        <Button kind="primary" size="s" keys="enter" onPress={() => decide('this')}>
          {one}
        </Button>
        {series > 1 ? (
          <Button size="s" keys="mod+enter" onPress={() => decide('series')}>
            {all}
          </Button>
        ) : null}
        <Button kind="quiet" size="s" keys="escape" onPress={onCancel}>
          {common.t('kit.cancel')}
        </Button>
      </div>
      {series > 1 ? (
        <p className="small t3">{t(accepts ? 'series.acceptWhy' : 'series.dismissWhy')}</p>
      ) : null}
    </div>
  );
}
