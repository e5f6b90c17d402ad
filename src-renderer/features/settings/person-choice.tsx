import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../bridge/use-live-query.ts';
import { useNames } from '../../app/name-of.ts';
import { ComboBox } from '../../ui/combo-box.tsx';

const NOTHING = {};
const SHOWN = 30;

/** Picks a colleague by typing a part of the name; the box is empty again afterwards. */
export function PersonChoice({
  label,
  without,
  onChoose,
}: {
  label: string;
  /** People who are not offered. */
  without: ReadonlySet<string>;
  onChoose: (id: string) => void;
}): ReactElement {
  const common = useTranslation();
  const names = useNames();
  const people = useLiveQuery('org.people', NOTHING) ?? [];
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const options = people
    .filter((one) => !without.has(one.id))
    .map((one) => ({
      value: one.id,
      text: names.name(one),
      words: `${one.name} ${one.name_en ?? ''}`.toLowerCase(),
    }))
    .filter((one) => one.words.includes(wanted))
    .slice(0, SHOWN)
    .map(({ value, text: name }) => ({ value, text: name }));
  return (
    <ComboBox
      label={label}
      labelHidden
      placeholder={label}
      icon="search"
      options={options}
      text={text}
      onText={setText}
      value={null}
      onChange={(id) => {
        setText('');
        if (id !== null) onChoose(id);
      }}
      noneText={common.t('kit.noChoice')}
      openLabel={common.t('kit.openList')}
    />
  );
}
