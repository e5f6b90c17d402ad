import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../app/use-act.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** What the reader is good at, which they write themselves; saved with Enter or the button. */
export function OwnSkills({ skills }: { skills: string | null }): ReactElement {
  const { t } = useTranslation('plans');
  const act = useAct();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? skills ?? '';
  const isChanged = text.trim() !== (skills ?? '');
  const save = async (): Promise<void> => {
    if (!isChanged) return;
    const done = await act('person.setSkills', { skills: text.trim() || null }, t('profile.skillsSaved'));
    if (done !== undefined) setTyped(null);
  };
  return (
    <span className="x g6 own-skills">
      <TextField
        label={t('profile.skills')}
        labelHidden
        placeholder={t('profile.noSkills')}
        value={text}
        onChange={(next) => setTyped(next.slice(0, 400))}
        onEnter={() => void save()}
        onEscape={() => setTyped(null)}
      />
      <Button size="s" disabled={!isChanged} onPress={() => void save()}>
        {t('profile.saveSkills')}
      </Button>
    </span>
  );
}
