import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { intoView } from '../../ui/into-view.ts';
import { TextField } from '../../ui/text-field.tsx';

/** Turns a proposed time down, with a word to whoever proposed it or without. */
export function DeclineCounter({
  onDecline,
  onCancel,
}: {
  onDecline: (word: string) => void;
  onCancel: () => void;
}): ReactElement {
  const { t } = useTranslation('inbox');
  const common = useTranslation();
  const [word, setWord] = useState('');
  return (
    <div ref={intoView} className="inbox-accept">
      <TextField label={t('counter.word')} value={word} onChange={setWord} autoFocus onEnter={onDecline} />
      <div className="x g6">
        <Button kind="primary" size="s" keys="enter" onPress={() => onDecline(word)}>
          {t('counter.decline')}
        </Button>
        <Button kind="quiet" size="s" keys="escape" onPress={onCancel}>
          {common.t('kit.cancel')}
        </Button>
      </div>
    </div>
  );
}
