import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Heir } from '../../../src-shared/contract/inbox.ts';
import { useNames } from '../../app/name-of.ts';
import { ColleaguePicker } from '../../app/pickers/colleague-picker.tsx';
import { intoView } from '../../ui/into-view.ts';

/** Who of the teams goes on with a meeting: each with whether they come to it anyway, and whether they have the time. */
export function PassOn({
  heirs,
  onChoose,
}: {
  heirs: readonly Heir[];
  onChoose: (heir: Heir) => void;
}): ReactElement {
  const { t } = useTranslation('inbox');
  const names = useNames();
  const colleagues = heirs.map((one) => ({
    value: one.id,
    text: names.name(one),
    detail: [
      names.either(one.title, one.title_en),
      one.guest ? t('left.guest') : '',
      t(one.taken ? 'left.hasNoTime' : 'left.hasTime'),
    ]
      .filter(Boolean)
      .join(' · '),
  }));
  return (
    <div ref={intoView} className="inbox-accept">
      <ColleaguePicker
        label={t('left.passOnTo')}
        placeholder={t('left.passOnWhom')}
        colleagues={colleagues}
        onChoose={({ value }) => {
          const heir = heirs.find((one) => one.id === value);
          if (heir !== undefined) onChoose(heir);
        }}
        autoFocus
      />
    </div>
  );
}
