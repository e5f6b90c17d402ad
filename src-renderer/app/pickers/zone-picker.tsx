import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { zoneLabel, zonesMeant } from '../../../src-shared/domain/calendar/zone-city.ts';
import { ComboBox } from '../../ui/combo-box.tsx';
import { useFormat, useLanguage } from '../i18n/use-format.ts';

/** So many are offered at once: what the system calls a zone costs 0.3 ms each, and nobody reads four hundred lines. */
const OFFERED = 60;

/** Chooses a time zone by its city in either language, or by its identifier. */
export function ZonePicker({
  label,
  labelHidden = false,
  zone,
  onChange,
}: {
  label: string;
  labelHidden?: boolean;
  zone: string;
  onChange: (zone: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const format = useFormat();
  const [text, setText] = useState<string | null>(null);
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  const shown = zoneLabel(zone, language);
  const options = useMemo(() => {
    const sought = text === null || text === shown ? '' : text;
    return zonesMeant(sought, zones)
      .slice(0, OFFERED)
      .map((value) => ({ value, text: zoneLabel(value, language), detail: format.zoneName(value) }));
  }, [text, shown, zones, language, format]);
  return (
    <ComboBox
      label={label}
      labelHidden={labelHidden}
      options={options}
      text={text ?? shown}
      onText={setText}
      value={zone}
      onChange={(chosen) => {
        // It stands there at once: a text that came later, with the setting, would open the list again.
        setText(chosen === null ? null : zoneLabel(chosen, language));
        if (chosen !== null) onChange(chosen);
      }}
      noneText={t('kit.noChoice')}
      openLabel={t('kit.openList')}
    />
  );
}
