import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../bridge/ask.ts';
import { ComboBox } from '../../ui/combo-box.tsx';
import type { IconName } from '../../ui/icon.tsx';
import type { Option } from '../../ui/option.tsx';
import { useNames } from '../name-of.ts';

/** A record as a form holds it: the id, with the name to show. */
export interface PickedRecord {
  readonly id: string;
  readonly name: string;
}

const FOUND = 12;
const NONE = { text: '', options: [] };
const ICONS = { customer: 'people', event: 'calendar', note: 'note' } as const satisfies Record<
  string,
  IconName
>;

/** Finds one record of a kind by any part of its name, by pinyin, or a customer by telephone number, from this laptop alone. */
export function RecordPicker({
  table,
  label,
  value,
  onChange,
  placeholder,
  labelHidden = false,
  keep = true,
}: {
  table: keyof typeof ICONS;
  label: string;
  value: PickedRecord | null;
  onChange: (customer: PickedRecord | null) => void;
  placeholder?: string;
  labelHidden?: boolean;
  /** False: the box empties after each choice, for lists of customers. */
  keep?: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const { title } = useNames();
  const [text, setText] = useState(value?.name ?? '');
  const [found, setFound] = useState<{ text: string; options: readonly Option<string>[] }>(NONE);
  const { options } = found;
  const shown = value?.id ?? null;
  const name = value?.name ?? '';

  useEffect(() => setText(name), [shown, name]);
  useEffect(() => {
    let stale = false;
    if (text.trim() === '' || text === name)
      return setFound({ text, options: shown === null ? [] : [{ value: shown, text: name }] });
    void ask('search.all', { text: text.slice(0, 100), limit: 40 }).then((hits) => {
      if (stale || !hits.ok) return;
      const options = hits.value
        .filter((hit) => hit.table === table)
        .slice(0, FOUND)
        .map((hit) => ({ value: hit.id, text: title(hit) }));
      setFound({ text, options });
    });
    return () => {
      stale = true;
    };
  }, [table, text, shown, name, title]);

  return (
    <ComboBox
      label={label}
      labelHidden={labelHidden}
      icon={ICONS[table]}
      options={options}
      optionsFor={found.text}
      text={text}
      onText={(next) => {
        setText(next);
        if (next === '' && value !== null) onChange(null);
      }}
      value={shown}
      onChange={(id) => {
        const chosen = options.find((option) => option.value === id);
        if (chosen === undefined) return;
        onChange({ id: chosen.value, name: chosen.text });
        setText(keep ? chosen.text : '');
      }}
      noneText={t('kit.noChoice')}
      openLabel={t('kit.openList')}
      {...(placeholder === undefined ? {} : { placeholder })}
    />
  );
}
