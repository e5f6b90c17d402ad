import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ComboBox } from '../../ui/combo-box.tsx';
import type { Option } from '../../ui/option.tsx';

/** Finds one of these colleagues by a part of the name; the box is empty again after the choice. */
export function ColleaguePicker({
  label,
  placeholder,
  colleagues,
  onChoose,
  autoFocus = false,
}: {
  label: string;
  placeholder: string;
  colleagues: readonly Option<string>[];
  onChoose: (colleague: Option<string>) => void;
  autoFocus?: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  return (
    <ComboBox
      label={label}
      placeholder={placeholder}
      icon="person"
      options={colleagues.filter((one) => one.text.toLowerCase().includes(wanted))}
      text={text}
      onText={setText}
      value={null}
      onChange={(id) => {
        const colleague = colleagues.find((one) => one.value === id);
        if (colleague === undefined) return;
        setText('');
        onChoose(colleague);
      }}
      noneText={t('kit.noChoice')}
      openLabel={t('kit.openList')}
      autoFocus={autoFocus}
    />
  );
}
