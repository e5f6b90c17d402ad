import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Heir } from '../../../src-shared/contract/inbox.ts';
import { useNames } from '../../app/name-of.ts';
import { ComboBox } from '../../ui/combo-box.tsx';
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
  const common = useTranslation();
  const names = useNames();
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const options = heirs
    .map((one) => ({
      value: one.id,
      text: names.name(one),
      detail: [
        names.either(one.title, one.title_en),
        one.guest ? t('left.guest') : '',
        t(one.taken ? 'left.hasNoTime' : 'left.hasTime'),
      ]
        .filter(Boolean)
        .join(' · '),
    }))
    .filter((one) => one.text.toLowerCase().includes(wanted));
  return (
    <div ref={intoView} className="inbox-accept">
      <ComboBox
        label={t('left.passOnTo')}
        placeholder={t('left.passOnWhom')}
        icon="person"
        options={options}
        text={text}
        onText={setText}
        value={null}
        onChange={(id) => {
          const heir = heirs.find((one) => one.id === id);
          if (heir !== undefined) onChoose(heir);
        }}
        noneText={common.t('kit.noChoice')}
        openLabel={common.t('kit.openList')}
        autoFocus
      />
    </div>
  );
}
